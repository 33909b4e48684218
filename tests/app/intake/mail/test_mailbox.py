"""Mailboxes: every mail found once, whatever stands in the texts."""

import io

import pytest

from app.ground.progress import Stopped
from app.intake.mail.mailbox import MOST_MAILS, entries_of
from app.intake.mail.reader import mails_in, read_mail, read_mails
from tests.given_up import GivenUpAt

ENVELOPE = b"From warga@contoh.id Mon Nov 23 08:05:00 2026\n"


def _box(*mails, envelope=ENVELOPE, between=b"\n"):
    return b"".join(envelope + content + between for content in mails)


@pytest.fixture
def three(mail):
    return [mail(f"Isi {n}\r\n", Subject=f"Perihal {n}") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("envelope", "between"),
    [
        (ENVELOPE, b"\n"),
        (ENVELOPE, b"\r\n"),
        (b"From - Mon Nov 23 08:05:00 2026\r\n", b"\r\n\r\n"),
        (b"From MAILER-DAEMON\n", b"\n"),
        (ENVELOPE, b""),
    ],
)
def test_each_mail_is_listed_and_read(three, now, envelope, between):
    content = _box(*three, envelope=envelope, between=between)
    entries = mails_in(content)
    assert [entry.subject for entry in entries] == ["Perihal 1", "Perihal 2", "Perihal 3"]
    assert entries[0].sender == "Warga Rekaan <warga@contoh.id>"
    assert entries[0].sent == "23-11-2026 08.05"
    drafts = [read_mail(content, now, entry) for entry in entries]
    assert [draft.values["description"] for draft in drafts] == ["Isi 1", "Isi 2", "Isi 3"]
    assert drafts == list(read_mails(content, now))


def test_a_box_is_known_by_what_stands_in_it(three, tmp_path):
    path = tmp_path / "Kotak Masuk"
    path.write_bytes(b"\xef\xbb\xbf\r\n" + _box(*three))
    assert len(mails_in(path)) == 3


def test_a_box_of_one_is_a_mail(three, now):
    content = _box(three[0])
    assert mails_in(content) == ()
    assert read_mail(content, now).values["description"] == "Isi 1"


def test_words_that_begin_like_a_mail_are_words(mail, now):
    text = b"Isi\r\n\r\nFrom Sanggau to Pontianak\r\nSaya menunggu\r\n>From Juni\r\n"
    content = _box(mail(text), mail())
    first, _ = mails_in(content)
    said = read_mail(content, now, first).values["description"]
    assert said.endswith("From Sanggau to Pontianak\nSaya menunggu\nFrom Juni")


@pytest.mark.parametrize("length", [1, 4_000, 4_096, 1024 * 1024 - 3, 3_000_000])
def test_where_a_box_is_read_in_pieces_nothing_is_missed(mail, length):
    content = _box(mail(b"x" * length), mail(b"y" * length), mail())
    found = list(entries_of(io.BytesIO(content)))
    assert [content[entry.start :].startswith(ENVELOPE) for entry in found] == [True] * 3
    assert [entry.end for entry in found] == [*(entry.start for entry in found[1:]), len(content)]


def test_a_box_without_end_is_listed_as_far_as_is_shown():
    content = _box(*[b"Subject: x\n\n"] * (MOST_MAILS + 5))
    assert len(mails_in(content)) == MOST_MAILS


def test_one_broken_mail_does_not_stop_the_others(mail, now):
    content = _box(mail(), b"X-Kosong: ya\n\n", mail())
    first, broken, last = read_mails(content, now)
    assert first.values
    assert last.values
    assert (broken.values, "bukan email" in broken.warnings[0]) == ({}, True)


def test_a_box_nobody_waits_for_is_not_read_to_its_end(mail):
    content = _box(mail(b"x" * 5_000_000), mail())
    progress = GivenUpAt(2_000_000)
    with pytest.raises(Stopped):
        mails_in(content, progress=progress)
    assert 2_000_000 <= progress.done < progress.total == len(content)
