"""Drafts that a release before 0.2 kept in the book move to the desk file when it is upgraded."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.drafts import Drafts
from app.ground.clock import FixedClock
from app.ground.errors import BookRefused
from app.ground.paths import desk_file
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book

KEPT_BOOK = Path("tests/data/books/0.1.0.db")
AFTERWARDS = datetime(2026, 11, 25, 8, 0)


@pytest.fixture
def old_path(tmp_path):
    """The book of release 0.1.0, in which two drafts stand."""
    return Path(shutil.copy(KEPT_BOOK, tmp_path / "lama.db"))


@pytest.fixture
def open_it(old_path):
    return partial(open_book, FilePlace(old_path), clock=FixedClock(AFTERWARDS))


def texts_in(path):
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute('SELECT "values" FROM draft')]


def drafts_of(book):
    return Drafts(desk_file(), book, print).all()


def test_they_are_taken_over_whole(open_it):
    texts = texts_in(KEPT_BOOK)
    assert len(texts) == 2
    with open_it() as book:
        found = drafts_of(book)
        assert sorted(str(d.values) for d in found) == sorted(str(json.loads(t)) for t in texts)
        assert not book.store.database.table_exists("draft")
        assert inspect_book(book).problems == ()


def test_what_was_discarded_does_not_come_back_with_an_older_copy(open_it, old_path):
    with open_it() as book:
        drafts = Drafts(desk_file(), book, print)
        for draft in drafts.all():
            drafts.discard(draft)
    shutil.copy(KEPT_BOOK, old_path)
    with open_it() as book:
        assert drafts_of(book) == ()


def test_neither_the_book_nor_its_backup_holds_a_byte_of_them(open_it, old_path, tmp_path):
    with closing(sqlite3.connect(old_path)) as older, older:
        older.execute("PRAGMA secure_delete=OFF")
        for number in range(40):
            text = f"RAHASIA{number:04d}" * (1 if number % 2 else 900)
            older.execute("INSERT INTO draft VALUES (NULL, 'phone', ?, '')", (text,))
        older.execute("DELETE FROM draft WHERE id > 2")
    assert b"RAHASIA0038" in old_path.read_bytes()
    with open_it() as book:
        copy = back_up(book, tmp_path / "cadangan").path
    for path in (copy, old_path):
        written = path.read_bytes()
        assert b"RAHASIA" not in written
        assert [text for text in texts_in(KEPT_BOOK) if text.encode() in written] == []


def test_a_book_open_for_reading_keeps_them(open_it, old_path):
    with open_it(read_only=True):
        assert not desk_file().exists()
    assert texts_in(old_path) == texts_in(KEPT_BOOK)


def test_without_another_place_for_them_the_book_stays_as_it_was(open_it, old_path):
    desk_file().mkdir(parents=True)
    with pytest.raises(BookRefused, match="draf di dalamnya belum dapat dipindahkan"):
        open_it()
    assert old_path.read_bytes() == KEPT_BOOK.read_bytes()
    assert not list(old_path.parent.glob("lama sebelum diperbarui *"))
    desk_file().rmdir()
    with open_it() as book:
        assert len(drafts_of(book)) == 2


def test_a_damaged_desk_file_is_put_aside_for_them(open_it):
    desk_file().parent.mkdir(parents=True)
    desk_file().write_bytes(b"bukan basis data" * 999)
    with open_it() as book:
        assert len(drafts_of(book)) == 2
        assert "disisihkan" in book.holding.notice
    (aside,) = desk_file().parent.glob("meja-rusak-*.db")
    assert aside.read_bytes() == b"bukan basis data" * 999
