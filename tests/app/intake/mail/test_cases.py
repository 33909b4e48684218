"""Small mails that once failed: what is right for each, in the words of the list they came from."""

import tracemalloc
from pathlib import Path

import pytest

from app.book.lists import read_lists
from app.entry.forms import read_form
from app.intake.mail.reader import read_mail, read_mails
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.steps.correct import correct
from app.steps.record import record

CASES = Path(__file__).resolve().parents[3] / "data" / "intake" / "cases"
JUNE = "KTP saya belum jadi sejak Juni"


@pytest.fixture
def read(now):
    return lambda name: read_mail(CASES / f"mail-{name}.eml", now)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("E01-head-not-closed", f"{JUNE}."),
        ("E02-plain-stub", f"{JUNE}, mohon dibantu."),
        ("E13-bom", "Isi"),
        (
            "E16-flowed",
            "KTP saya belum tercetak sejak bulan Juni dan sampai sekarang "
            "belum ada kabar dari kantor camat.",
        ),
        ("E26c-cte-comment", "KTP saya belum jadi"),
        ("E27c-charset-cp-850", "KTP “saya” belum"),
        ("E28-boundary-missing", "Isi"),
        (
            "E35-html-table-layout",
            "Nama : Warga Rekaan\nNIK : 6103010101900001\n\nIsi aduan\nbaris 2\n\nsatu\ndua",
        ),
        ("F1-marked-section", "KTP saya\n\nbelum jadi"),
    ],
)
def test_what_was_written_is_read(read, name, description):
    assert read(name).values["description"] == description


@pytest.mark.parametrize(
    ("name", "sent", "warning"),
    [
        ("E22-date-forms", "23-11-2026 08.05", ""),
        ("E22b-date-2digit", "23-11-2026 08.05", ""),
        ("E22c-date-future", None, "belum terjadi"),
    ],
)
def test_the_time_of_sending(read, name, sent, warning):
    draft = read(name)
    assert draft.values.get("sent_at") == sent
    assert warning in " ".join(draft.warnings)


@pytest.mark.parametrize(
    ("name", "person", "address"),
    [
        ("E11-replyto-webform", "Warga Rekaan", "warga@contoh.id"),
        ("E25-from-odd", "Warga Rekaan", "warga..rekaan.@docomo.contoh.id"),
        ("E25d-from-comma", "Rekaan, Warga, S.Pd.", "warga@contoh.id"),
        ("E39-forward-only", "Pengadu Asli", "warga@contoh.id"),
        ("G1-first", "Warga A", "a@contoh.id"),
        ("G2-second", None, "b@contoh.id"),
    ],
)
def test_the_reporter(read, name, person, address):
    values = read(name).values
    assert (values.get("name"), values["from_address"]) == (person, address)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("E07b-filename-cp1252", ["Sié.pdf"]),
        ("E10-no-name-octet", ["lampiran-1.docx", "lampiran-2.webp", "lampiran-3.ogg"]),
        ("G1-first", ["kk-a.jpg"]),
    ],
)
def test_the_files_that_came_along(read, name, names):
    assert [file.name for file in read(name).attachments] == names


def test_two_mails_in_one_file_are_two(now):
    path = CASES / "mail-E15b-mbox-two.eml"
    assert [draft.values["description"] for draft in read_mails(path, now)] == [
        "Isi pertama",
        "Isi kedua",
    ]


def test_a_mail_that_only_passes_another_on_is_the_others(read):
    draft = read("E39-forward-only")
    assert draft.values["description"] == "Isi asli pengaduan"
    assert "diteruskan oleh Warga Rekaan" in draft.warnings[0]
    assert [file.name for file in draft.attachments] == ["email asli.eml"]


def test_a_long_subject_leaves_the_object_within_its_field(read):
    values = read("E23-long-subject").values
    assert values["email_subject"].count("KTP elektronik belum tercetak") == 9
    assert len(values["subject"]) <= 200
    assert values["subject"].endswith("…")


def test_a_long_body_is_kept_whole_and_shortened_with_a_word(read):
    draft = read("E24-long-body")
    (whole,) = draft.attachments
    assert whole.content == (CASES / "mail-E24-long-body.eml").read_bytes()
    assert len(draft.values["description"]) <= 20_000
    assert draft.values["description"].endswith(
        "[Dipendekkan. Selengkapnya ada di lampiran “email asli.eml”.]"
    )
    assert "dipendekkan" in draft.warnings[0]


@pytest.mark.parametrize(
    "name", ["F3-content-type-params", "F4-encoded-words", "F5-html-open-tags"]
)
def test_heads_and_pages_without_end_are_read_in_little_memory(read, name):
    tracemalloc.start()
    try:
        draft = read(name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert draft.values["name"] == "Warga Rekaan"
    assert peak < 20 * 1024 * 1024


@pytest.mark.parametrize("path", sorted(CASES.glob("mail-*.eml")), ids=lambda path: path.stem)
def test_every_case_is_recorded_and_can_be_corrected(book, now, path):
    book.clock.moment = now
    for draft in read_mails(path, now):
        new = read_form(Channel.EMAIL, draft.values, now, read_lists(book))
        (id_,) = record(book, new, draft.attachments).complaints
        correct(book, id_, {"name": "Nama Lain"}, "Salah tulis")
        assert read_detail(book, id_).name == "Nama Lain"
