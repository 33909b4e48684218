"""An older book is brought up to date whole or not at all, and never accused of it."""

import hashlib
import subprocess
import sys
import textwrap
from dataclasses import replace

import apsw
import pytest
from peewee import CharField, IntegerField

from app.book import upgrade as upgrade_module
from app.book.journal import last_entry
from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.ground.errors import BookRefused, ReadOnlyBook, StorageError
from app.ground.paths import private_folder
from app.keeping import rows_inspection
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.rules.events import Event
from app.steps.complete import declare_complete
from app.steps.edit_lists import ListName, change_list_entry
from models.complaint import Complaint
from models.reference import Team
from models.sqlite import schema
from models.sqlite.copies import CopyFailed
from models.sqlite.migrations import Migration
from tests.encrypted import bare

# Whatever a later release may do: new columns, a guard that says something else, a table gone.
NEXT = Migration(
    "9.9.9",
    (
        "ALTER TABLE team ADD COLUMN room TEXT NOT NULL DEFAULT 'loket'",
        "ALTER TABLE team ADD COLUMN seats INTEGER NOT NULL DEFAULT 4",
        "ALTER TABLE team ADD COLUMN remark TEXT",
        "DROP TRIGGER complaint_next",
        "CREATE TRIGGER complaint_following BEFORE INSERT ON complaint WHEN NEW.sequence < 1"
        " BEGIN SELECT RAISE(ABORT, 'register numbers begin with one'); END",
        "CREATE TABLE visit (id INTEGER PRIMARY KEY) STRICT",
    ),
    {"team": {"room": "loket", "seats": 4}},
)


class LaterTeam(Team):
    """What the table is after ``NEXT``."""

    room = CharField(default="loket")
    seats = IntegerField(default=4)
    remark = CharField(null=True)

    class Meta:
        table_name = "team"


@pytest.fixture
def old_path(book, book_path, recorded):
    """A book of this release with a complaint in it, closed."""
    declare_complete(book, recorded())
    change_list_entry(book, ListName.TEAMS, 1, {"name": "Tim Berganti Nama"})
    book.close()
    return book_path


@pytest.fixture
def next_release(monkeypatch):
    """Let the program be the one after ``NEXT``."""
    _take_over(monkeypatch, NEXT)
    later = tuple(LaterTeam if table is Team else table for table in rows_inspection.JOURNALED)
    monkeypatch.setattr(rows_inspection, "JOURNALED", later)


def _take_over(monkeypatch, *steps):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, *steps))


def _kept(path):
    return list(path.parent.glob(f"{path.stem} sebelum diperbarui *{path.suffix}"))


def _digests(folder):
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.usefixtures("old_path", "next_release")
def test_an_upgraded_book_is_sound_and_goes_on(book_path, clock):
    with open_book(FilePlace(book_path), clock=clock) as upgraded:
        assert inspect_book(upgraded).problems == ()
        declare = last_entry(upgraded)
        assert (declare.event, declare.officer) == (Event.SCHEMA_UPGRADED, "program")
        with upgraded.transaction() as journal:
            new = LaterTeam(name="Tim Baru", short_name="Baru", position=9)
            journal.add(new, Event.LIST_CHANGED)
            moved = journal.watch(upgraded.rows(LaterTeam.select()).where(LaterTeam.id == 2).get())
            moved.room = "lantai 2"
            journal.note(moved, Event.LIST_CHANGED)
        assert inspect_book(upgraded).problems == ()
    with open_book(FilePlace(book_path), clock=clock) as again:
        assert inspect_book(again).problems == ()
        assert len(_kept(book_path)) == 1


@pytest.mark.usefixtures("old_path", "next_release")
def test_a_new_column_is_compared_like_any_other(book_path, clock):
    open_book(FilePlace(book_path), clock=clock).close()
    connection = bare(book_path)
    connection.execute("UPDATE team SET room = 'gudang' WHERE id = 3")
    connection.close()
    with open_book(FilePlace(book_path), clock=clock) as upgraded:
        (problem,) = inspect_book(upgraded).problems
    assert "isi room tidak sama" in problem


def test_a_default_that_was_not_told_is_found(old_path, clock, monkeypatch, next_release):
    untold = Migration(NEXT.release, NEXT.statements, {"team": {"room": "loket"}})
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], untold))
    with open_book(FilePlace(old_path), clock=clock) as upgraded:
        assert any("isi seats" in problem for problem in inspect_book(upgraded).problems)


def test_an_older_book_is_read_in_a_copy_and_stays_as_it_is(old_path, next_release):
    with open_book(FilePlace(old_path), read_only=True) as before:
        told = inspect_book(before).fingerprint
        assert inspect_book(before).problems == ()
        assert len(list(before.rows(LaterTeam.select()))) == 4
        made = back_up(before, old_path.parent / "cadangan")
        assert made.fingerprint == told
        with pytest.raises(ReadOnlyBook):
            declare_complete(before, 1)
        assert "dibaca lewat salinan" in before.read_only_reason
        (copy,) = private_folder().rglob(old_path.name)
        assert copy.parent.stat().st_mode & 0o077 == 0
    assert list(private_folder().rglob(old_path.name)) == []
    # The copy in a backup is the older book too.
    assert _version(made.path) == _version(old_path) == schema.newest_version() - 1


def test_reading_an_older_book_leaves_no_trace_beside_it(old_path, next_release):
    before = _digests(old_path.parent)
    with open_book(FilePlace(old_path), read_only=True) as opened:
        assert opened.settings.office.city == "Sanggau"
    assert _digests(old_path.parent) == before


def test_a_newer_program_reads_beside_an_older_one_that_writes(
    book, book_path, recorded, monkeypatch
):
    recorded()
    _take_over(monkeypatch, NEXT)
    with open_book(FilePlace(book_path), or_read_only=True) as second:
        # Also what still is in the write-ahead log only.
        assert second.rows(Complaint.select()).count() == 1
        assert "dibaca lewat salinan" in second.read_only_reason
        assert inspect_book(second).problems == ()
    recorded()
    assert inspect_book(book).problems == ()


def test_a_copy_that_a_kill_left_behind_is_swept(old_path, next_release):
    left = private_folder() / "7" / "buku.db"
    left.parent.mkdir(parents=True)
    left.write_bytes(old_path.read_bytes())
    left.parent.with_suffix(".kunci").touch()
    with open_book(FilePlace(old_path), read_only=True):
        assert not left.exists()


def test_a_copy_that_cannot_be_written_is_said(old_path, next_release):
    private_folder().parent.mkdir(parents=True, exist_ok=True)
    private_folder().write_text("somebody's file", encoding="utf-8")
    with pytest.raises(BookRefused, match="dibaca lewat salinan"):
        open_book(FilePlace(old_path), read_only=True)


def _version(path):
    connection = bare(path, flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return schema.version_of(connection)
    finally:
        connection.close()


def test_an_upgrade_that_fails_leaves_the_book_as_it_was(old_path, clock, monkeypatch):
    wrong = Migration("9.9.9", (*NEXT.statements, "INSERT INTO journal SELECT * FROM journal"))
    before = _digests(old_path.parent)
    with monkeypatch.context() as later:
        _take_over(later, NEXT, wrong)
        with pytest.raises(Exception, match="duplicate column"):
            open_book(FilePlace(old_path), clock=clock)
    assert _digests(old_path.parent)["buku.db"] == before["buku.db"]
    assert _kept(old_path) == []
    with open_book(FilePlace(old_path), clock=clock) as opened:
        assert inspect_book(opened).problems == ()


def test_no_room_for_the_upgrade_is_said_and_nothing_is_changed(old_path, clock, monkeypatch):
    large = "CREATE TABLE large AS SELECT randomblob(1000000) AS content"
    full = Migration("9.9.9", ("PRAGMA max_page_count=9", *NEXT.statements, large))
    _take_over(monkeypatch, full)
    before = _digests(old_path.parent)
    with pytest.raises(StorageError, match="Cakram penuh"):
        open_book(FilePlace(old_path), clock=clock)
    assert _digests(old_path.parent)["buku.db"] == before["buku.db"]


def test_without_room_for_the_copy_nothing_is_begun(old_path, clock, monkeypatch, next_release):
    def full(source, target, key):
        raise CopyFailed("database or disk is full")

    monkeypatch.setattr(upgrade_module, "copy_file", full)
    with pytest.raises(BookRefused, match="Cakram penuh"):
        open_book(FilePlace(old_path), clock=clock)
    assert _version(old_path) == schema.newest_version() - 1


@pytest.mark.plain
def test_a_power_cut_in_the_middle_leaves_the_book_as_it_was(old_path, clock, monkeypatch):
    """The process ends at once, with all steps taken and told but the last word not said."""
    script = f"""
        import os
        from app.book import upgrade
        from app.book.opening import open_book
        from app.book.place import FilePlace
        from models.sqlite import schema
        from pathlib import Path
        from tests.app.book.test_upgrade import NEXT

        class Cut(upgrade.Recorder):
            def tell(self, event, facts):
                super().tell(event, facts)
                os._exit(9)

        schema.MIGRATIONS = (*schema.MIGRATIONS, NEXT)
        upgrade.Recorder = Cut
        open_book(FilePlace(Path({str(old_path)!r})))
    """
    with open_book(FilePlace(old_path), read_only=True) as opened:
        before = inspect_book(opened)
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert done.returncode == 9
    with open_book(FilePlace(old_path), clock=clock) as again:
        assert inspect_book(again) == before
    _take_over(monkeypatch, NEXT)
    with open_book(FilePlace(old_path), clock=clock) as upgraded:
        assert inspect_book(upgraded).problems == ()


def test_a_book_that_was_not_begun_is_upgraded_and_then_begun(tmp_path, clock, monkeypatch):
    path = tmp_path / "baru.db"
    open_unread(FilePlace(path), clock=clock, may_create=True).close()
    _take_over(monkeypatch, NEXT)
    with open_book(FilePlace(path), clock=clock) as new:
        assert new.calendar.filled_years == {2025, 2026, 2027}
        assert inspect_book(new).problems == ()


def test_an_altered_book_is_refused_before_it_is_upgraded(old_path, clock, next_release):
    connection = bare(old_path)
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.close()
    with pytest.raises(BookRefused, match="journal_no_delete"):
        open_book(FilePlace(old_path), clock=clock)
    assert _version(old_path) == schema.newest_version() - 1


def test_what_a_migration_says_of_its_defaults_is_what_it_does():
    connection = apsw.Connection(":memory:")
    columns = _columns(connection)
    for number, migration in schema.missing_steps(0):
        schema.take_step(connection.execute, number, migration)
        now = _columns(connection)
        given = {
            table: dict(now[table].items() - columns[table].items())
            for table in now.keys() & columns.keys()
        }
        told = {table: dict(values) for table, values in migration.defaults.items()}
        assert {table: new for table, new in given.items() if new} == told
        columns = now
    connection.close()


def _columns(connection):
    """Return table -> column -> the value that a row without one gets, columns left empty aside."""
    found = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        listed = list(connection.execute("SELECT * FROM pragma_table_info(?)", (table,)))
        found[table] = {
            name: connection.execute(f"SELECT {default}").fetchone()[0]
            for _, name, _, _, default, _ in listed
            if default is not None
        }
    return found


def test_the_kept_copy_is_the_book_before(old_path, clock, next_release):
    with open_book(FilePlace(old_path), read_only=True) as before:
        said = inspect_book(before)
    open_book(FilePlace(old_path), clock=clock).close()
    (kept,) = _kept(old_path)
    assert _version(kept) == schema.newest_version() - 1
    with open_book(FilePlace(kept), read_only=True) as same:
        # What stands outside stands beside the place of the book, not beside its copy.
        assert replace(inspect_book(same), proof=()) == replace(said, proof=())
