"""An entry is recorded once, however often it is asked for, and wherever the program stops."""

from dataclasses import replace

import apsw
import pytest

from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts, EntryContent, settle_recorded_drafts
from app.entry.forms import read_form
from app.ground.errors import StorageError
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.steps.close import void
from app.steps.record import record
from app.steps.save_entry import save_entry
from models.complaint import Complaint
from tests.tampering import raw

FORM = {"name": "Warga Rekaan", "subject": "KTP-el belum tercetak", "tracking_id": "T-1"}
LETTER = IncomingFile("surat.pdf", "application/pdf", b"%PDF-1.4")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "meja.db"


@pytest.fixture
def drafts(file, book):
    return Drafts(file, book, print)


@pytest.fixture
def kept(drafts):
    return drafts.keep(EntryContent(Channel.LAPOR, FORM, (LETTER,)), None)


def save(book, key, answer=""):
    return save_entry(book, Channel.LAPOR, FORM, (LETTER,), answer=answer, key=key)


def count(book):
    return book.rows(Complaint.select()).count()


def test_the_same_request_gets_the_same_number(book):
    first = save(book, "kunci", answer="Sudah dijelaskan.")
    assert save(book, "kunci", answer="Sudah dijelaskan.") == first
    assert count(book) == 1
    (id_,) = first.complaints
    assert len(read_detail(book, id_).attachments) == 1
    assert inspect_book(book).problems == ()


def test_the_same_request_is_known_below_the_entry_page_too(book):
    new = read_form(Channel.COUNTER, {"name": "Warga"}, book.clock.now(), read_lists(book))
    first = record(book, new, key="kunci")
    assert record(book, replace(new, name="Lain"), key="kunci") == first
    assert count(book) == 1


def test_other_requests_and_those_without_a_key_are_recorded_each(book):
    form = {"name": "Warga Rekaan"}
    for key in ("", "", "satu", "dua"):
        save_entry(book, Channel.COUNTER, form, (), answer="", key=key)
    assert count(book) == 4


def test_what_came_of_a_request_is_told_whatever_became_of_it(book):
    first = save(book, "kunci")
    (id_,) = first.complaints
    void(book, id_, "Salah catat.")
    assert save(book, "kunci").number == first.number
    assert count(book) == 1


def test_a_request_that_was_not_stored_can_be_made_again(book, monkeypatch):
    def fail(*arguments, **named):
        raise apsw.FullError("database or disk is full")

    with monkeypatch.context() as failing:
        failing.setattr(book.store, "index_words", fail)
        with pytest.raises(StorageError):
            save(book, "kunci")
    save(book, "kunci")
    assert count(book) == 1


def test_a_draft_that_is_recorded_is_not_offered_again(book, drafts, kept, file):
    other = drafts.keep(EntryContent(Channel.PHONE, {"name": "Warga Lain"}), None)
    changes = save(book, kept.key)
    assert [draft.key for draft in drafts.all()] == [other.key]
    (sentence,) = settle_recorded_drafts(file, book)
    assert changes.number in sentence
    assert drafts.read(kept.key) is None
    assert settle_recorded_drafts(file, book) == []
    assert [draft.key for draft in drafts.all()] == [other.key]


def test_what_another_window_wrote_into_it_afterwards_stays(book, drafts, kept, file, clock):
    save(book, kept.key)
    clock.moment = clock.moment.replace(minute=9)
    drafts.keep(EntryContent(Channel.LAPOR, FORM | {"phone": "0812-0000-0147"}), kept)
    assert settle_recorded_drafts(file, book) == []
    (line,) = drafts.all()
    assert line.values["phone"] == "0812-0000-0147"


def test_what_another_window_wrote_before_is_an_entry_of_its_own(book, drafts, kept):
    longer = EntryContent(Channel.LAPOR, FORM | {"phone": "0812-0000-0147"}, (LETTER,))
    drafts.keep(longer, kept)
    save(book, kept.key)
    assert not drafts.settle(kept)
    (line,) = drafts.all()
    assert line.key != kept.key
    assert drafts.read(line.key).content == longer


def test_trouble_with_the_drafts_is_said(book, file):
    file.mkdir()
    (sentence,) = settle_recorded_drafts(file, book)
    assert "tidak dapat ditulisi" in sentence


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE request SET sequence = 1",
        "DELETE FROM request",
        "INSERT INTO request VALUES ('lain', 1)",
        "INSERT OR REPLACE INTO request SELECT 'kunci', max(sequence) FROM journal",
    ],
)
def test_nobody_can_say_otherwise_what_a_request_became(book, book_path, statement):
    save(book, "kunci")
    book.close()
    with pytest.raises(apsw.ConstraintError):
        raw(book_path, statement)
