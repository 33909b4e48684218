"""What the journal had and has no more is found by what was written down outside the book."""

import json
import random
import shutil
from datetime import date, timedelta

import pytest

from app.book.head_marks import HeadMarks, read_head_marks
from app.book.journal import last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.rules.channels import Channel
from app.rules.events import Event
from app.sample.life import make_sample_book
from app.steps.record import record
from models.complaint import Complaint

LOST = "Buku kehilangan"


def enter(book, clock):
    clock.moment += timedelta(minutes=1)
    new = read_form(Channel.COUNTER, {"name": "Warga Rekaan"}, clock.now(), read_lists(book))
    return record(book, new).number


@pytest.fixture
def cut_off(book, clock, tmp_path):
    """Return what puts back the files of a book as a power cut left them, after 3 of 8 entries."""
    path = book.place.path
    for _ in range(3):
        enter(book, clock)
    # Folded into the file; what comes after stands in the log alone.
    book.store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for _ in range(5):
        enter(book, clock)
    kept = tmp_path / "kept"
    kept.mkdir()
    log = path.with_name(path.name + "-wal")
    for file in (path, log):
        shutil.copy(file, kept / file.name)
    book.close()

    def put_back():
        for file in (path, log):
            shutil.copy(kept / file.name, file)
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        return path, log

    return put_back


def inspected(path):
    with open_book(FilePlace(path), read_only=True) as book:
        return book.rows(Complaint.select()).count(), inspect_book(book).problems


def damage(log, seed):
    chance = random.Random(seed)
    content = bytearray(log.read_bytes())
    kind = chance.choice(["delete", "cut", "flip", "zero"])
    place = chance.randrange(len(content))
    if kind == "delete":
        log.unlink()
        return
    if kind == "cut":
        del content[place:]
    elif kind == "flip":
        content[place] ^= 1 << chance.randrange(8)
    else:
        content[place : place + 4096] = bytes(len(content[place : place + 4096]))
    log.write_bytes(content)


def test_a_damaged_log_is_found_whenever_something_is_gone(cut_off):
    lost = 0
    for seed in range(20):
        path, log = cut_off()
        damage(log, seed)
        count, problems = inspected(path)
        assert any(LOST in problem for problem in problems) == (count < 8), seed
        lost += count < 8
    assert lost > 12


def test_a_log_that_is_whole_says_nothing(cut_off):
    path, _ = cut_off()
    assert inspected(path) == (8, ())


def test_who_writes_on_is_told_of_the_loss_and_gives_no_number_twice(cut_off, clock):
    path, log = cut_off()
    log.unlink()
    with open_book(FilePlace(path), clock=clock) as book:
        assert "Buku kehilangan 5 catatan terakhir" in book.holding.notice
        assert "008/2026" in book.holding.notice
        assert enter(book, clock).startswith("009/")
        assert enter(book, clock).startswith("010/")
        problems = inspect_book(book).problems
    assert len(problems) == 1
    assert "ternyata catatan" in problems[0]
    # Said once at the desk, kept in the book for good.
    with open_book(FilePlace(path), clock=clock) as book:
        assert not book.holding.notice
        assert inspect_book(book).problems == problems


def test_an_old_copy_that_is_put_in_place_is_found(book, clock, tmp_path):
    path = book.place.path
    enter(book, clock)
    made = back_up(book, tmp_path / "cadangan")
    enter(book, clock)
    book.close()
    shutil.copy(made.path, path)
    (problem,) = inspected(path)[1]
    assert LOST in problem
    # The mark beside the book may come back with it; the one in the settings folder stays.
    path.with_name(path.name + ".kepala").unlink()
    assert LOST in inspected(path)[1][0]


def test_a_tail_that_was_written_anew_is_found(book, clock, tmp_path):
    path = book.place.path
    enter(book, clock)
    made = back_up(book, tmp_path / "cadangan")
    enter(book, clock)
    book.close()
    shutil.copy(made.path, path)
    with open_book(FilePlace(path), clock=clock, marks_head=False) as other:
        assert enter(other, clock).startswith("003/")
    assert "ternyata catatan" in inspected(path)[1][0]


def test_a_restore_gives_up_what_came_later_and_no_number_of_it(book, clock, tmp_path):
    path = book.place.path
    enter(book, clock)
    made = back_up(book, tmp_path / "cadangan")
    enter(book, clock)
    enter(book, clock)
    book.close()
    restore(made.path, book.place, clock)
    with open_book(FilePlace(path), clock=clock) as again:
        assert last_entry(again).event == Event.BOOK_RESTORED or not again.holding.notice
        report = inspect_book(again)
        assert report.problems == ()
        (fact,) = report.facts
        assert "dipulihkan dari cadangan" in fact
        assert enter(again, clock).startswith("004/")
        assert inspect_book(again).problems == ()


def test_another_book_in_the_same_place_is_said_once_and_numbers_from_one(book, clock, tmp_path):
    path = book.place.path
    enter(book, clock)
    book.close()
    other = tmp_path / "other.db"
    open_book(FilePlace(other), clock=clock, may_create=True).close()
    shutil.copy(other, path)
    assert "buku lain" in inspected(path)[1][0]
    with open_book(FilePlace(path), clock=clock) as new:
        assert "buku lain" in new.holding.notice
        assert enter(new, clock).startswith("001/")
        report = inspect_book(new)
        assert report.problems == ()
        assert "buku lain" in report.facts[0]


def test_a_torn_mark_is_the_one_before_it(tmp_path):
    path = tmp_path / "buku.db"
    marks = HeadMarks(path)
    for sequence in (1, 2, 3):
        marks.note("first", sequence, f"hash {sequence}", {2026: sequence})
    marks.close()
    beside = path.with_name("buku.db.kepala")
    assert {mark.sequence for mark in read_head_marks(path)} == {3}
    content = bytearray(beside.read_bytes())
    content[1024 + 70] ^= 1
    beside.write_bytes(content)
    assert sorted(mark.sequence for mark in read_head_marks(path)) == [2, 3]
    for damaged in (b"", b"x" * 5000, json.dumps([1]).encode()):
        beside.write_bytes(damaged)
        assert [mark.sequence for mark in read_head_marks(path)] == [3]


def test_a_place_that_cannot_be_written_stops_no_step(book, clock, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.book.head_marks._MarkFile.write", refuse)
    assert enter(book, clock).startswith("001/")


def test_a_sample_book_made_anew_in_its_place_is_the_same_book(tmp_path):
    place = FilePlace(tmp_path / "contoh.db")

    def made(count):
        place.path.unlink(missing_ok=True)
        until = date(2026, 11, 20)
        with make_sample_book(place, count=count, seed=1, until=until) as book:
            return [row.number for row in book.rows(Complaint.select().order_by(Complaint.id))]

    first = made(12)
    assert made(12) == first
    assert made(5)[0].startswith("001/")
