"""A file is looked through when it may have changed, and nothing is written into a damaged one."""

import os
import shutil

import pytest

import models.sqlite.file as file_
from app.book.lists import read_lists
from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.errors import BookDamaged, StorageError
from app.rules.channels import Channel
from app.steps.record import record
from models.complaint import Complaint
from tests.encrypted import bare


@pytest.fixture
def looks(monkeypatch):
    """Count how often a whole file is looked through."""
    real, seen = file_.find_damage, []

    def find(path, key, is_cancelled=lambda: False):
        seen.append(path)
        return real(path, key, is_cancelled)

    monkeypatch.setattr("app.book.wholeness.find_damage", find)
    return seen


def enter(book):
    values = {"name": "Warga", "subject": "KTP-el"}
    record(book, read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book)))


def write_in(path, clock):
    with open_book(FilePlace(path), clock=clock) as book:
        enter(book)


def spoil(path, at=None):
    """Overwrite some bytes of a page in the middle."""
    content = bytearray(path.read_bytes())
    at = at or content.rfind(b'"recorded_by"') // 4096 * 4096
    content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)


@pytest.fixture(params=["small", "large"])
def size(request, monkeypatch):
    if request.param == "large":
        monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    return request.param


def test_a_book_is_looked_through_once_and_then_again_when_something_may_have_happened(
    size, book_path, clock, looks, monkeypatch, tmp_path
):
    for _ in range(3):
        write_in(book_path, clock)
    assert len(looks) == 1
    # Somebody else has touched the file.
    os.utime(book_path)
    write_in(book_path, clock)
    assert len(looks) == 2
    # Another file has taken its place, with the same size and time.
    other = shutil.copy2(book_path, tmp_path / "other.db")
    other.replace(book_path)
    write_in(book_path, clock)
    assert len(looks) == 3
    # The computer was started anew.
    monkeypatch.setattr("app.book.wholeness.computer_start", lambda: "another start")
    write_in(book_path, clock)
    write_in(book_path, clock)
    assert len(looks) == 4


def test_a_book_is_looked_through_after_a_program_was_killed(size, book_path, clock, looks):
    write_in(book_path, clock)
    with open_book(FilePlace(book_path), clock=clock) as book:
        enter(book)
        left = {p: p.read_bytes() for p in (book_path, book_path.with_name("buku.db-wal"))}
    status = book_path.stat()
    for path, content in left.items():
        path.write_bytes(content)
    os.utime(book_path, ns=(status.st_atime_ns, status.st_mtime_ns))
    write_in(book_path, clock)
    assert len(looks) == 2


def test_nothing_is_written_into_a_damaged_book(size, book_path, clock):
    write_in(book_path, clock)
    spoil(book_path)
    before = book_path.read_bytes()
    with pytest.raises(BookDamaged, match="rusak"):
        write_in(book_path, clock)
    assert book_path.read_bytes() == before


def test_a_time_that_was_put_back_hides_no_damage(size, book_path, clock):
    write_in(book_path, clock)
    status = book_path.stat()
    spoil(book_path)
    os.utime(book_path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(BookDamaged):
        write_in(book_path, clock)


def test_a_window_writes_nothing_before_a_large_book_was_looked_through(
    book_path, clock, monkeypatch
):
    monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    with open_unread(FilePlace(book_path), clock=clock) as opened:
        book = opened.load()
        with pytest.raises(StorageError, match="sedang diperiksa"):
            enter(book)
        assert opened.find_damage(lambda: True) == ""
        assert opened.is_to_be_checked()
        assert opened.find_damage() == ""
        enter(book)
        assert book.rows(Complaint.select()).count() == 1


@pytest.mark.plain
def test_a_window_writes_nothing_into_a_large_book_in_which_damage_was_found(
    book_path, clock, monkeypatch
):
    write_in(book_path, clock)
    spoil(book_path)
    monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    with open_unread(FilePlace(book_path), clock=clock) as opened:
        assert "rusak" in opened.find_damage()
        with pytest.raises(BookDamaged):
            enter(opened.load())
    # The next window says so before it opens the book, and offers what can be done.
    with pytest.raises(BookDamaged):
        open_unread(FilePlace(book_path), clock=clock)


def test_a_program_that_locks_the_file_is_no_damage(book_path, clock, monkeypatch):
    with open_unread(FilePlace(book_path), clock=clock) as opened:
        monkeypatch.setattr(
            file_, "_found", lambda *_: (_ for _ in ()).throw(file_.apsw.BusyError("busy"))
        )
        with pytest.raises(StorageError, match="dikunci program lain"):
            opened.find_damage()


@pytest.mark.plain
def test_a_damaged_index_is_damage(size, book_path, clock):
    with open_book(FilePlace(book_path), clock=clock) as book:
        for _ in range(40):
            enter(book)
    connection = bare(book_path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'complaint_received'"
    ).fetchone() or (0,)
    connection.close()
    assert root
    content = bytearray(book_path.read_bytes())
    at = content.index(b"2026-11-23", (root - 1) * 4096)
    content[at : at + 10] = b"2026-11-22"
    book_path.write_bytes(content)
    with pytest.raises(BookDamaged):
        write_in(book_path, clock)
