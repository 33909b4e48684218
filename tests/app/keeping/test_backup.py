"""A backup is whole, is known by its note, and comes back without losing the present book."""

import errno
import json
import os
import shutil
from datetime import timedelta

import pytest

import app.keeping.restore as restore_module
from app.book.book import Book
from app.book.journal import fingerprint, last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.errors import BookInUse, BookRefused, StorageError
from app.ground.paths import head_marks_folder
from app.keeping import seen_outside
from app.keeping.backup import back_up
from app.keeping.backup_notes import note_of, read_backups
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.rules.channels import Channel
from app.rules.events import Event
from app.steps.record import record
from models.complaint import Complaint
from models.sqlite.copies import CopyFailed
from tests.encrypted import bare
from tests.tampering import unguarded


def _count(path):
    with open_book(FilePlace(path), read_only=True) as book:
        return book.rows(Complaint.select()).count()


def test_a_backup_holds_what_is_still_in_the_log(book, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path / "cadangan")
    book.close()
    assert made.complaints == 1
    assert _count(made.path) == 1


def test_the_newest_backup_comes_first(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    first = back_up(book, folder)
    recorded()
    clock.moment = clock.moment.replace(hour=15)
    second = back_up(book, folder)
    assert read_backups(book.place, folder) == (second, first)
    assert second.fingerprint != first.fingerprint


def test_a_copy_without_its_note_is_none(book, tmp_path):
    folder = tmp_path / "cadangan"
    made = back_up(book, folder)
    made.path.with_name(made.path.name + ".json").write_text("{", encoding="utf-8")
    assert read_backups(book.place, folder) == ()


def test_a_book_with_brackets_in_its_name(book, recorded, tmp_path):
    recorded()
    odd = tmp_path / "buku [2026].db"
    book.close()
    shutil.copy(book.place.path, odd)
    with open_book(FilePlace(odd), clock=book.clock) as other:
        made = back_up(other, tmp_path / "cadangan")
        assert read_backups(FilePlace(odd), tmp_path / "cadangan") == (made,)


def test_no_room_for_a_backup_is_said(book, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Book, "copy_to", full)
    with pytest.raises(StorageError, match="Buku sendiri tidak berubah"):
        back_up(book, tmp_path / "cadangan")


def test_a_backup_whose_note_cannot_be_written_is_none_at_all(book, tmp_path, monkeypatch):
    folder = tmp_path / "cadangan"
    first = back_up(book, folder)
    before = sorted(folder.iterdir())

    def refuse(path, *_, **__):
        raise OSError(errno.EACCES, "refused")

    monkeypatch.setattr(type(folder), "write_text", refuse)
    with pytest.raises(StorageError, match="Buku sendiri tidak berubah"):
        back_up(book, folder)
    assert sorted(folder.iterdir()) == before
    assert read_backups(book.place, folder) == (first,)


def test_two_backups_in_one_second_are_two(book, tmp_path):
    folder = tmp_path / "cadangan"
    made = {back_up(book, folder), back_up(book, folder)}
    assert len(made) == 2
    assert set(read_backups(book.place, folder)) == made


def test_what_a_cut_off_backup_has_left_is_removed(book, tmp_path):
    folder = tmp_path / "cadangan"
    folder.mkdir()
    old = folder / f".{book.place.path.stem} 2026-11-20 08.00.00.cadangan.0a1b2c3d.part"
    young = folder / f".{book.place.path.stem} 2026-11-21 08.00.00.cadangan.0a1b2c3d.part-journal"
    for part in (old, young):
        part.write_bytes(b"x")
    os.utime(old, (0, 0))
    back_up(book, folder)
    assert not old.exists()
    assert young.exists()


def test_restoring_keeps_the_present_book_beside(book, clock, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path / "cadangan")
    recorded()
    book.close()
    kept = restore(made.path, book.place, clock)
    assert _count(book.place.path) == 1
    assert _count(kept) == 2
    with open_book(book.place, read_only=True) as restored:
        assert not inspect_book(restored).problems


def test_going_back_on_purpose_is_journaled_and_excuses_newer_backups(
    book, clock, recorded, tmp_path
):
    folder = tmp_path / "cadangan"
    old = back_up(book, folder)
    recorded()
    clock.moment += timedelta(minutes=1)
    back_up(book, folder)
    book.close()
    clock.moment += timedelta(minutes=1)
    restore(old.path, book.place, clock)
    with open_book(book.place, clock=clock) as restored:
        assert inspect_book(restored, backup_folders={folder}).problems == ()
        last = last_entry(restored)
        assert last.event == Event.BOOK_RESTORED
        clock.moment += timedelta(minutes=1)
        back_up(restored, folder)
    with unguarded(book.place.path) as connection:
        chop(connection, last.sequence - 1)
    forget_head_marks(book.place.path)
    (problem,) = _problems(book.place.path, folder)
    assert f"catatan {last.sequence} " in problem


def test_a_restore_that_fails_changes_nothing(book, clock, recorded, tmp_path, monkeypatch):
    made = back_up(book, tmp_path / "cadangan")
    recorded()
    # The complaint is in the log only, as after a power cut.
    log = book.place.path.with_name(book.place.path.name + "-wal")
    cut = tmp_path / "mati-listrik.db"
    shutil.copy(book.place.path, cut)
    shutil.copy(log, cut.with_name(cut.name + "-wal"))

    def full(*_):
        raise CopyFailed("database or disk is full")

    monkeypatch.setattr(restore_module, "copy_file", full)
    book.close()
    with pytest.raises(StorageError, match=r"tidak berubah\. .*\w\.$"):
        restore(made.path, FilePlace(cut), clock)
    assert _count(cut) == 1
    assert not list(tmp_path.glob(".*"))
    assert not list(tmp_path.glob("*sebelum dipulihkan*"))


def test_a_backup_is_not_restored_over_itself_or_a_folder(book, clock, tmp_path):
    made = back_up(book, tmp_path / "cadangan")
    with pytest.raises(BookRefused, match="itu sendiri"):
        restore(made.path, FilePlace(made.path), clock)
    with pytest.raises(BookRefused, match="adalah folder"):
        restore(made.path, FilePlace(tmp_path), clock)
    assert len(list(made.path.parent.iterdir())) == 2


def test_a_damaged_backup_is_refused(book, clock, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path / "cadangan")
    content = bytearray(made.path.read_bytes())
    content[8192:12000] = b"\xff" * 3808
    made.path.write_bytes(content)
    book.close()
    before = book.place.path.read_bytes()
    with pytest.raises(BookRefused):
        restore(made.path, book.place, clock)
    assert book.place.path.read_bytes() == before


def test_a_damaged_book_gives_way_to_its_backup(book, clock, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path / "cadangan")
    book.close()
    book.place.path.write_bytes(b"\0" * 5000)
    kept = restore(made.path, book.place, clock)
    assert kept.read_bytes() == b"\0" * 5000
    assert _count(book.place.path) == 1


def test_a_book_in_use_is_not_replaced(book, clock, tmp_path):
    made = back_up(book, tmp_path / "cadangan")
    with pytest.raises(BookInUse):
        restore(made.path, book.place, clock)


def test_a_folder_that_is_missing_is_named(book, clock, tmp_path):
    made = back_up(book, tmp_path / "cadangan")
    with pytest.raises(BookRefused, match="tidak ada"):
        restore(made.path, FilePlace(tmp_path / "hilang" / "buku.db"), clock)


def test_a_place_that_cannot_be_locked_is_named(book, clock, tmp_path):
    made = back_up(book, tmp_path / "cadangan")
    with pytest.raises(BookRefused, match="terlalu panjang"):
        restore(made.path, FilePlace(tmp_path / f"{'n' * 250}.db"), clock)


def test_a_backup_is_one_file_without_a_log(book, tmp_path):
    made = back_up(book, tmp_path / "cadangan")
    connection = bare(made.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert sorted(path.suffix for path in made.path.parent.iterdir()) == [".cadangan", ".json"]


def forget_head_marks(path):
    """Take away what was written down outside the book, as on another computer."""
    path.with_name(path.name + ".kepala").unlink(missing_ok=True)
    shutil.rmtree(head_marks_folder(), ignore_errors=True)


def chop(connection, kept):
    """Take away the tail of the journal, so that the rest is sound in itself."""
    connection.execute("DELETE FROM journal_value WHERE sequence > ?", (kept,))
    connection.execute("DELETE FROM journal WHERE sequence > ?", (kept,))


def cut_short(path, complaints):
    """Chop the tail of the journal and what it tells, and all that was written down of it here."""
    forget_head_marks(path)
    with unguarded(path) as connection:
        connection.execute("DELETE FROM complaint WHERE id > ?", (complaints,))
        connection.execute("DELETE FROM complaint_search WHERE rowid > ?", (complaints,))
        last = "SELECT max(sequence) FROM journal WHERE entity <> 'complaint' OR entity_id <= ?"
        (kept,) = connection.execute(last, (complaints,)).fetchone()
        chop(connection, kept)


def _problems(path, *folders):
    with open_book(FilePlace(path), read_only=True) as opened:
        return inspect_book(opened, backup_folders=folders).problems


def test_a_book_cut_short_is_sound_in_itself_but_not_beside_its_backup(book, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    recorded()
    made = back_up(book, folder)
    recorded()
    book.close()
    cut_short(book.place.path, complaints=2)
    assert _problems(book.place.path, folder) == ()
    cut_short(book.place.path, complaints=1)
    assert _problems(book.place.path) == ()
    (problem,) = _problems(book.place.path, folder)
    assert made.fingerprint in problem
    assert made.path.name in problem


def test_a_tail_that_was_written_anew_is_found(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    recorded(name="Yang Asli")
    back_up(book, folder)
    book.close()
    cut_short(book.place.path, complaints=1)
    with open_book(book.place, clock=clock) as again:
        new = read_form(Channel.COUNTER, {"name": "Pengganti"}, clock.now(), read_lists(again))
        record(again, new)
    assert len(_problems(book.place.path, folder)) == 1


def test_several_backups_are_one_sentence_that_names_the_newest(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    for hour in (10, 11, 12):
        recorded()
        clock.moment = clock.moment.replace(hour=hour)
        newest = back_up(book, folder)
    book.close()
    cut_short(book.place.path, complaints=1)
    (problem,) = _problems(book.place.path, folder)
    assert newest.path.name in problem
    assert "2 cadangan lain" in problem


def test_the_backup_of_another_book_says_nothing_of_this_one(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    recorded()
    back_up(book, folder)
    other = tmp_path / "lain" / "buku.db"
    other.parent.mkdir()
    open_book(FilePlace(other), clock=clock, may_create=True).close()
    assert _problems(other, folder) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"dibuat": "2026-11-23T09:00:00"}'])
def test_a_note_that_says_nothing_is_left_aside(book, tmp_path, text):
    folder = tmp_path / "cadangan"
    folder.mkdir()
    (folder / "buku 2026.cadangan.json").write_text(text, encoding="utf-8")
    assert _problems(book.place.path, folder, tmp_path / "tidak ada") == ()


def test_a_fingerprint_on_paper_must_be_in_the_journal(book, recorded):
    recorded()
    recorded()
    printed = fingerprint(last_entry(book).hash)
    assert inspect_book(book, printed=printed).problems == ()
    assert inspect_book(book, printed=printed.replace("-", "").upper()).problems == ()
    book.close()
    cut_short(book.place.path, complaints=1)
    with open_book(book.place, read_only=True) as opened:
        (problem,) = inspect_book(opened, printed=printed).problems
    assert printed in problem


def test_a_backup_without_its_note_is_a_finding(book, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    made = back_up(book, folder)
    assert _problems(book.place.path, folder) == ()
    note_of(made.path).unlink()
    (problem,) = _problems(book.place.path, folder)
    assert made.path.name in problem


def test_a_note_without_its_backup_is_a_fact(book, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    made = back_up(book, folder)
    made.path.rename(tmp_path / "dibawa pulang")
    with open_book(book.place, read_only=True) as opened:
        report = inspect_book(opened, backup_folders=[folder])
    assert report.problems == ()
    assert made.path.name in report.facts[0]


def test_a_forged_note_does_not_speak_for_its_backup(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    clock.moment += timedelta(minutes=1)
    recorded()
    newer = back_up(book, folder)
    book.close()
    # The book loses its tail, and the note is made to know of no more than the book still has.
    cut_short(book.place.path, complaints=1)
    with open_book(book.place, read_only=True) as opened:
        head = last_entry(opened)
    said = json.loads(note_of(newer.path).read_text(encoding="utf-8"))
    said |= {"catatan_terakhir": head.sequence, "sidik_jari_penuh": head.hash}
    note_of(newer.path).write_text(json.dumps(said), encoding="utf-8")
    problems = _problems(book.place.path, folder)
    assert any("tidak ada lagi dalam buku" in problem for problem in problems)
    assert any("tidak sesuai dengan catatannya" in problem for problem in problems)


def test_what_is_recorded_while_the_book_is_inspected_is_no_loss(book, recorded, monkeypatch):
    recorded()
    seen = seen_outside.look_outside

    def look_then_record(*arguments):
        outside = seen(*arguments)
        recorded()
        return outside

    monkeypatch.setattr("app.keeping.inspection.look_outside", look_then_record)
    assert inspect_book(book).problems == ()


def test_a_book_on_a_medium_that_nobody_writes_is_copied(book, recorded, tmp_path, monkeypatch):
    recorded()
    book.close()
    # As root every folder can be written: the medium says so by this one answer.
    monkeypatch.setattr("models.sqlite.file.can_read", lambda _: False)
    with open_book(book.place, read_only=True) as opened:
        assert back_up(opened, tmp_path / "cadangan").complaints == 1
        assert inspect_book(opened).problems == ()
