"""Opening a book: who may write, what is refused, and that a refused file stays as it was."""

import hashlib
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath

import apsw
import peewee
import pytest

from app.book import locking
from app.book.locking import file_system_of, is_network_share, is_windows_share
from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.ground.errors import BookInUse, BookRefused, ClockWentBack, ReadOnlyBook, StorageError
from app.keeping.inspection import inspect_book
from app.steps.arrange import fill_year
from app.steps.close import withdraw
from app.steps.complete import declare_complete
from models.complaint import Complaint
from models.sqlite import schema
from tests.encrypted import bare


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (id)")
    connection.commit()
    connection.close()


def damaged(path):
    content = bytearray(path.read_bytes())
    content[5000:20000] = os.urandom(15000)
    path.write_bytes(bytes(content))


def cut(path):
    path.write_bytes(path.read_bytes()[:10001])


def too_new(path):
    connection = bare(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b""), "bukan buku pengaduan"),
        (lambda path: path.write_text("halo"), "bukan buku pengaduan"),
        (lambda path: (path.unlink(), foreign(path)), "bukan buku pengaduan"),
        (damaged, "rusak"),
        (cut, "rusak"),
        (too_new, "versi program yang lebih baru"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_sound_book_is_refused_untouched(book_path, spoil, words, read_only):
    spoil(book_path)
    before = digest(book_path)
    with pytest.raises(BookRefused, match=words):
        open_book(FilePlace(book_path), read_only=read_only, may_create=True)
    assert digest(book_path) == before
    assert [p.name for p in book_path.parent.glob("buku.db*") if p.suffix == ".part"] == []


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BookRefused, match="tidak ada"):
        open_book(FilePlace(tmp_path / "tidak-ada.db"))
    with pytest.raises(BookRefused, match="Folder"):
        open_book(FilePlace(tmp_path / "tidak" / "ada.db"), may_create=True)


def test_a_second_window_reads_and_says_who_writes(book, book_path, clock, recorded):
    id_ = recorded()
    with pytest.raises(BookInUse, match="Petugas Uji"):
        open_book(FilePlace(book_path))
    with open_book(FilePlace(book_path), clock=clock, or_read_only=True) as second:
        assert second.read_only
        assert "Petugas Uji" in second.read_only_reason
        assert second.rows(Complaint.select()).count() == 1
        with pytest.raises(ReadOnlyBook):
            declare_complete(second, id_)


def test_the_lock_is_free_again_after_closing(book, book_path):
    book.close()
    with open_book(FilePlace(book_path)) as again:
        assert not again.read_only


def test_durability_is_what_was_promised(book):
    said = {
        name: book.store.database.execute_sql(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
    }
    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def _record_until_full(recorded):
    for _ in range(50):
        recorded(description="x" * 20_000)


def test_a_full_disk_is_said_and_nothing_is_stored(book, recorded):
    recorded()
    pages = book.store.database.execute_sql("PRAGMA page_count").fetchone()[0]
    book.store.database.execute_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError, match="Cakram penuh"):
        _record_until_full(recorded)
    stored = book.rows(Complaint.select()).count()
    book.store.database.execute_sql("PRAGMA max_page_count=1000000")
    recorded()
    assert book.rows(Complaint.select()).count() == stored + 1
    assert inspect_book(book).problems == ()


def test_a_clock_behind_the_journal_is_noticed(book, clock, recorded):
    recorded()
    last = clock.now()
    assert book.clock_went_back() is None
    clock.moment -= timedelta(days=400)
    went_back = book.clock_went_back()
    assert (went_back.now, went_back.last) == (clock.now(), last)


def test_no_step_is_taken_below_the_window_with_a_clock_that_went_back(book, clock, recorded):
    id_ = recorded()
    entries = inspect_book(book).entries
    clock.moment -= timedelta(days=400)
    for step in (recorded, lambda: withdraw(book, id_, "Selesai"), lambda: fill_year(book, 2030)):
        with pytest.raises(ClockWentBack):
            step()
    assert inspect_book(book).entries == entries


def test_what_was_recorded_by_a_wrong_clock_does_not_make_it_right(book, clock, recorded):
    recorded()
    clock.moment -= timedelta(days=400)
    book.accept_clock(book.clock_went_back())
    recorded()
    assert book.clock_went_back() is not None
    clock.moment += timedelta(days=401)
    assert book.clock_went_back() is None
    recorded()
    clock.moment -= timedelta(days=1)
    with pytest.raises(ClockWentBack):
        recorded()  # what was accepted was another moment


def test_a_new_book_on_a_full_disk_is_refused_and_leaves_nothing(tmp_path, monkeypatch):
    first = schema.MIGRATIONS[0]
    small = replace(first, statements=("PRAGMA max_page_count=9", *first.statements))
    monkeypatch.setattr(schema, "MIGRATIONS", (small,))
    with pytest.raises(BookRefused, match="Cakram penuh"):
        open_book(FilePlace(tmp_path / "baru.db"), may_create=True)
    assert [p.name for p in tmp_path.iterdir() if "baru" in p.name] == ["baru.db.kunci"]


def test_closing_on_a_full_disk_frees_the_book(book, book_path, monkeypatch, recorded):
    recorded()

    def full(*unused):
        raise peewee.OperationalError("full") from apsw.FullError("disk is full")

    monkeypatch.setattr(book.store.database, "execute_sql", full)
    book.close()
    with open_book(FilePlace(book_path)) as again:
        assert again.rows(Complaint.select()).count() == 1
        assert inspect_book(again).problems == ()


@pytest.mark.parametrize("error", [apsw.BusyError("locked"), apsw.IOError("gone")])
def test_closing_never_hides_what_went_wrong_first(book, book_path, monkeypatch, error):
    def refuse(*unused):
        raise peewee.OperationalError("later") from error

    monkeypatch.setattr(type(book.store), "close", refuse)
    with pytest.raises(ValueError, match="first"), book:
        raise ValueError("first")
    monkeypatch.undo()
    with open_book(FilePlace(book_path)) as again:
        assert inspect_book(again).problems == ()


def test_somebody_who_looks_into_the_book_while_it_is_closed_is_no_trouble(
    book, book_path, recorded
):
    recorded()
    book.store.database.execute_sql("PRAGMA busy_timeout=1").fetchall()
    other = bare(book_path)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM complaint").fetchall()
    recorded()
    book.close()
    other.close()
    with open_book(FilePlace(book_path)) as again:
        assert again.rows(Complaint.select()).count() == 2


def tear_first_page(content):
    return content[:512] + bytes(3584) + content[4096:]


def tear_first_bytes(content):
    return bytes(512) + content[512:]


def tear_end(content):
    return content + bytes(1000)


@pytest.mark.parametrize(
    "tear", [tear_first_page, pytest.param(tear_first_bytes, marks=pytest.mark.plain), tear_end]
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_torn_while_its_log_was_folded_in_is_whole_with_its_log(
    book, book_path, recorded, tmp_path, tear, read_only
):
    for _ in range(30):
        recorded(description="KTP belum jadi. " * 200)
    log = book_path.with_name("buku.db-wal")
    kept = tmp_path / "kept-wal"
    shutil.copy(log, kept)
    book.close()
    book_path.write_bytes(tear(book_path.read_bytes()))
    shutil.copy(kept, log)
    with open_book(FilePlace(book_path), read_only=read_only) as again:
        assert again.rows(Complaint.select()).count() == 30
        assert inspect_book(again).problems == ()


def test_a_kind_of_holiday_written_by_somebody_else_is_said(book, book_path):
    book.close()
    connection = bare(book_path)
    connection.execute("UPDATE holiday SET kind = 'pesta' WHERE day = '2026-12-25'")
    connection.close()
    with pytest.raises(BookRefused, match="hari libur di dalam buku"):
        open_book(FilePlace(book_path), read_only=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_calls_itself_a_book_without_tables_is_damaged(book_path, read_only):
    connection = bare(book_path)
    connection.execute("PRAGMA user_version=0")
    connection.close()
    before = digest(book_path)
    with pytest.raises(BookRefused, match="rusak"):
        open_book(FilePlace(book_path), read_only=read_only)
    assert digest(book_path) == before


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:52 / /mnt/kantor rw,relatime shared:9 - cifs //server/kantor rw,vers=3.0
41 22 0:53 / /mnt/nama\\040berspasi rw - nfs4 server:/kantor rw
42 22 0:54 / /tmp rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("device", "expected"),
    [("8:1", "ext4"), ("0:52", "cifs"), ("0:53", "nfs4"), ("0:54", "tmpfs"), ("0:5", "")],
)
def test_a_file_system_is_found_by_its_device(device, expected):
    assert file_system_of(device, MOUNTS) == expected


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs"])
def test_a_book_on_a_network_share_is_refused_for_writing(book_path, tmp_path, monkeypatch, kind):
    device = book_path.stat().st_dev
    listed = tmp_path / "mountinfo"
    listed.write_text(f"1 1 {os.major(device)}:{os.minor(device)} / / rw - {kind} x rw\n")
    monkeypatch.setattr(locking, "_MOUNTS", listed)
    before = digest(book_path)
    with pytest.raises(BookRefused, match="folder jaringan"):
        open_book(FilePlace(book_path))
    with pytest.raises(BookRefused, match="folder jaringan"):
        open_book(FilePlace(tmp_path / "baru.db"), may_create=True)
    assert digest(book_path) == before
    open_book(FilePlace(book_path), read_only=True).close()


@pytest.mark.parametrize("path", ["//server/buku.db", "\\\\server\\buku.db"])
def test_a_name_of_another_computer_is_recognised(path):
    assert is_network_share(PurePosixPath(path))


def test_a_book_on_this_computer_is_not_refused(book_path):
    assert not is_network_share(book_path)


@pytest.mark.parametrize(
    ("path", "is_share"),
    [
        (r"C:\Users\Rina\buku.db", False),
        (r"Z:\kantor\buku.db", True),
        (r"\\server\kantor\buku.db", True),
        ("//server/kantor/buku.db", True),
        (r"\\?\C:\Users\Rina\buku.db", False),
        (r"\\?\Z:\kantor\buku.db", True),
        (r"\\?\UNC\server\kantor\buku.db", True),
        (r"\\.\C:\buku.db", False),
    ],
)
def test_on_windows_a_drive_that_stands_for_a_share_is_one(path, is_share):
    def drive_type(root):
        # As GetDriveTypeW: 3 a disk, 4 the disk of another computer, 1 no root at all.
        return {"C:\\": 3, "Z:\\": 4}.get(root, 1)

    assert is_windows_share(PureWindowsPath(path), drive_type) is is_share


def test_a_new_book_has_lists_and_three_years_of_holidays(tmp_path, clock):
    with open_book(FilePlace(tmp_path / "baru.db"), clock=clock, may_create=True) as new:
        assert new.calendar.filled_years == {2025, 2026, 2027}
        assert inspect_book(new).problems == ()


def test_opening_leaves_no_side_files(tmp_path):
    path = tmp_path / "baru.db"
    open_book(
        FilePlace(path), clock=FixedClock(datetime(2026, 11, 23, 9, 0)), may_create=True
    ).close()
    assert {p.name for p in tmp_path.iterdir()} - {
        "baru.db.kunci",
        "baru.db.kepala",
        "data",
    } == {"baru.db"}


def test_a_book_can_be_opened_before_its_tables_and_loaded_by_any_thread(book_path, clock):
    with open_unread(FilePlace(book_path), clock=clock) as opened:
        with pytest.raises(BookInUse):
            open_book(FilePlace(book_path))

        def read():
            with opened.worker_connection() as book:
                return book.settings.office.city

        with ThreadPoolExecutor(4) as pool:
            assert {f.result() for f in [pool.submit(read) for _ in range(8)]} == {"Sanggau"}
        book = opened.load()
        assert opened.load() is book
        assert book.rows(Complaint.select()).count() == 0


def test_a_new_book_is_filled_by_whoever_loads_it_first(tmp_path, clock):
    place = FilePlace(tmp_path / "baru.db")
    with open_unread(place, clock=clock, may_create=True) as opened:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_load_in_worker, opened).result()
        new = opened.load()
        assert new.calendar.filled_years == {2025, 2026, 2027}
        assert inspect_book(new).problems == ()


def _load_in_worker(opened):
    with opened.worker_connection():
        pass


@pytest.mark.parametrize("value", ["senin", '"senin', "5", "[[1]", '["senin"]', "null"])
def test_settings_written_by_somebody_else_are_said(book, book_path, value):
    book.close()
    connection = bare(book_path)
    connection.execute("UPDATE setting SET value = ? WHERE key = 'workweek'", (value,))
    connection.close()
    with pytest.raises(BookRefused, match="Pengaturan di dalam buku"):
        open_book(FilePlace(book_path), read_only=True)


def test_a_name_too_long_for_a_book_is_said_as_such(tmp_path):
    for length in (170, 300):
        with pytest.raises(BookRefused, match="terlalu panjang"):
            open_book(FilePlace(tmp_path / f"{'n' * length}.db"), may_create=True)
    assert list(tmp_path.iterdir()) == []
