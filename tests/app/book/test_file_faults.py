"""A book that is made or brought up to date is there whole or as it was, whatever is refused."""

import shutil

import apsw
import pytest

import models.sqlite.schema as schema_module
from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from models.complaint import Complaint
from models.reference import Village
from models.sqlite.migrations import MIGRATIONS, Migration
from tests.conftest import MONDAY_MORNING
from tests.encrypted import bare
from tests.faults.calls import watching
from tests.faults.pictures import Pictures, lay_out

CLOCK = FixedClock(MONDAY_MORNING)
NEXT = Migration("9.9.8", ("CREATE TABLE next_release (id INTEGER PRIMARY KEY) STRICT",))
AFTER = Migration(
    "9.9.9",
    ("ALTER TABLE complaint ADD COLUMN next_field TEXT NOT NULL DEFAULT ''",),
    {"complaint": {"next_field": ""}},
)


def _villages(path):
    with open_book(FilePlace(path), clock=CLOCK, may_create=True) as book:
        return book.rows(Village.select()).count()


def test_a_new_book_is_there_whole_or_not_at_all(tmp_path):
    own = tmp_path / "office"
    own.mkdir()
    pictures = Pictures(own)
    with watching(own, pictures.take):
        expected = _villages(own / "buku.db")
    for call, files in pictures:
        left = lay_out(files, tmp_path / "left")
        assert _villages(left / "buku.db") == expected, call


@pytest.fixture(params=["wal", "delete"])
def older(request, book, recorded, monkeypatch, tmp_path):
    """Return a folder with a book of this release, as the next one will find it."""
    for _ in range(3):
        recorded()
    office = tmp_path / "older"
    office.mkdir()
    for path in tmp_path.glob("buku.db*"):
        shutil.copy(path, office)
    book.close()
    if request.param == "delete":
        connection = bare(office / "buku.db")
        connection.execute("PRAGMA journal_mode=delete").fetchall()
        connection.close()
    monkeypatch.setattr(schema_module, "MIGRATIONS", (*MIGRATIONS, NEXT, AFTER))
    return office


def _version(path):
    connection = bare(path, flags=apsw.SQLITE_OPEN_READONLY)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return version


def _count(path):
    with open_book(FilePlace(path), clock=CLOCK) as book:
        return book.rows(Complaint.select()).count()


def _copies(folder):
    return sorted(folder.glob("buku sebelum diperbarui*.db"))


def test_a_kill_while_a_book_is_upgraded(older, tmp_path):
    own = shutil.copytree(older, tmp_path / "office")
    pictures = Pictures(own)
    with watching(own, pictures.take):
        assert _count(own / "buku.db") == 3
    for call, files in pictures:
        left = lay_out(files, tmp_path / "left")
        assert _count(left / "buku.db") == 3, call
        assert _version(left / "buku.db") == len(MIGRATIONS) + 2, call
        assert {_version(copy) for copy in _copies(left)} == {len(MIGRATIONS)}, call


# What SQLite is refused while it cleans up, Python can tell nobody.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_refusal_while_a_book_is_upgraded(older, tmp_path):
    calls = []
    own = shutil.copytree(older, tmp_path / "office")
    with watching(own, calls.append):
        _count(own / "buku.db")
    refusals = 0
    for wanted in calls:

        def refuse(call, wanted=wanted.number):
            if call.number == wanted:
                call.refuse()

        shutil.rmtree(own)
        shutil.copytree(older, own)
        try:
            with watching(own, refuse):
                _count(own / "buku.db")
        except BookError:
            refusals += 1
        assert _count(own / "buku.db") == 3, wanted
        assert _version(own / "buku.db") == len(MIGRATIONS) + 2, wanted
        assert {_version(copy) for copy in _copies(own)} == {len(MIGRATIONS)}, wanted
    assert refusals > 5


def test_a_step_that_fails_leaves_the_book_without_a_heap_of_copies(older, monkeypatch):
    broken = Migration("9.9.9", ("CREATE TABLE complaint (id INTEGER)",))
    monkeypatch.setattr(schema_module, "MIGRATIONS", (*MIGRATIONS, NEXT, broken))
    for _ in range(3):
        with pytest.raises(BookError):
            open_book(FilePlace(older / "buku.db"), clock=CLOCK)
    assert _version(older / "buku.db") == len(MIGRATIONS)
    assert _copies(older) == []


def test_an_earlier_copy_of_the_book_is_never_overwritten(older):
    earlier = older / f"buku sebelum diperbarui {CLOCK.now():%Y-%m-%d %H.%M.%S}.db"
    earlier.write_bytes(b"an earlier one")
    assert _count(older / "buku.db") == 3
    assert earlier.read_bytes() == b"an earlier one"
    assert len(_copies(older)) == 2
