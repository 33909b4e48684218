"""What is typed for an encrypted book is as unreadable as the book."""

import pytest

from app.book.journal import first_hash
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts, EntryContent, settle_recorded_drafts
from app.entry.paper_page import PaperDrafts
from app.rules.channels import Channel
from models.book_key import new_book_key
from models.sqlite.desk import DeskFile, DraftRow

MARK = "PENANDA-KETIKAN"
ENTRY = EntryContent(
    Channel.WHATSAPP, {"name": MARK}, (IncomingFile("a.jpg", "image/jpeg", MARK.encode() * 900),)
)


@pytest.fixture
def locked(tmp_path, clock):
    place = FilePlace(tmp_path / "terkunci.db", new_book_key())
    with open_book(place, clock=clock, may_create=True) as book:
        yield book


@pytest.fixture
def file(tmp_path):
    return tmp_path / "meja" / "meja.db"


def files_with_marks(file):
    return [
        path.name
        for path in file.parent.iterdir()
        if MARK.encode() in path.read_bytes() or b"SQLite format 3" in path.read_bytes()
    ]


def test_drafts_of_an_encrypted_book_are_encrypted(locked, file):
    drafts = Drafts(file, locked, pytest.fail)
    kept = drafts.keep(ENTRY, None)
    assert drafts.read(kept.key).content == ENTRY
    assert files_with_marks(file) == []


def test_a_draft_with_the_key_of_another_book_is_not_seen(locked, file, tmp_path, clock):
    Drafts(file, locked, pytest.fail).keep(ENTRY, None)
    other = FilePlace(tmp_path / "lain.db", new_book_key())
    with open_book(other, clock=clock, may_create=True) as book:
        assert Drafts(file, book, pytest.fail).all() == ()


@pytest.mark.plain
def test_what_was_typed_before_the_book_was_encrypted_moves_with_it(locked, book, file):
    of_other = Drafts(file, book, pytest.fail)
    of_other.keep(EntryContent(Channel.COUNTER, {"name": "buku lain"}), None)
    identity, plain = first_hash(locked), DeskFile(file)
    plain.put(identity, DraftRow("a" * 32, "whatsapp", f'{{"name": "{MARK}"}}', NOW, 0), [])
    plain.put(identity, DraftRow("b" * 32, "halaman-kertas", f'{{"rows": "{MARK}"}}', NOW, 0), [])
    for _ in range(2):
        assert settle_recorded_drafts(file, locked) == []
        assert [d.values["name"] for d in Drafts(file, locked, pytest.fail).all()] == [MARK]
        assert MARK.encode() not in file.read_bytes()
    assert plain.drafts(identity) == []
    assert PaperDrafts(file, locked, pytest.fail).latest() is None
    assert len(of_other.all()) == 1


def test_a_move_that_was_cut_off_in_between_is_finished(locked, file):
    row = DraftRow("a" * 32, "whatsapp", f'{{"name": "{MARK}"}}', NOW, 0)
    DeskFile(file).put(first_hash(locked), row, [])
    Drafts(file, locked, pytest.fail).keep(
        EntryContent(Channel.WHATSAPP, {"name": MARK}), None, "a" * 32
    )
    settle_recorded_drafts(file, locked)
    assert len(Drafts(file, locked, pytest.fail).all()) == 1
    assert MARK.encode() not in file.read_bytes()


NOW = "2026-11-23T09:00:00"
