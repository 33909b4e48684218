"""The book of every release is opened by this one, upgraded, inspected, and worked on."""

import hashlib
import json
import shutil
import sqlite3

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.ground.version import version
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.rules.events import Event
from models.journal import JournalEntry
from models.sqlite.file import altered_guards
from models.sqlite.migrations import MIGRATIONS
from tests.books.__main__ import make_book
from tests.books.every_step import Walk
from tests.books.told import BOOKS, TOLD, tell

KEPT = sorted(BOOKS.glob("*.db"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request, tmp_path):
    """A copy of one kept book; what its release said of it lies in the folder of its name."""
    return shutil.copy(request.param, tmp_path / request.param.name)


@pytest.fixture
def clock():
    return FixedClock(TOLD)


def events(book):
    return {row.event for row in book.rows(JournalEntry.select(JournalEntry.event).distinct())}


def agrees(kept, book):
    """Assert that *book* still says what its release said of it."""
    for name, text in tell(book).items():
        then = _read((BOOKS / kept.stem / name).read_text(encoding="utf-8"))
        now = _said_then(then, _read(text))
        for changed in ("fingerprint", "entries", "standing"):
            # The journal of an upgraded book has grown.
            if isinstance(then, dict) and changed in then:
                then, now = then | {changed: None}, now | {changed: None}
        assert now == then, name


def test_a_kept_book_is_read_as_it_is(kept, clock):
    digest = hashlib.sha256(kept.read_bytes()).hexdigest()
    with open_book(FilePlace(kept), clock=clock, read_only=True) as book:
        agrees(kept, book)
        fingerprint = json.loads((BOOKS / kept.stem / "periksa.json").read_text())["fingerprint"]
        assert inspect_book(book).fingerprint == fingerprint
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest


def test_a_kept_book_is_upgraded_sound_and_goes_on(kept, clock):
    with open_book(FilePlace(kept), clock=clock, officer="Petugas Uji") as book:
        agrees(kept, book)
        # From 0.4.0 on the walk ends with complaints that went years later.
        went_back = book.clock_went_back()
        if went_back is not None:
            book.accept_clock(went_back)
        Walk(book, clock).take_every_step()
        before = json.loads((BOOKS / kept.stem / "periksa.json").read_text())["fingerprint"]
        assert inspect_book(book, printed=before).problems == ()
        backup = back_up(book, kept.parent / "cadangan").path
    restore(backup, FilePlace(kept), clock)
    with open_book(FilePlace(kept), clock=clock) as again:
        assert inspect_book(again, backup_folders={backup.parent}).problems == ()
        assert again.settings.office.address.startswith("Jalan Rekaan")


def test_all_that_can_happen_happens_in_the_book_that_is_kept(tmp_path):
    """Who adds an event lets the walk bring it about, so that the next release keeps it."""
    made = make_book(tmp_path / "buku.db", tmp_path)
    with open_book(FilePlace(made), read_only=True) as book:
        # A new book has nothing to be upgraded, and one that lost its tail would not be whole.
        assert events(book) == set(Event) - {Event.SCHEMA_UPGRADED, Event.TAIL_LOST}
        assert inspect_book(book).problems == ()


def test_all_that_could_happen_has_happened_in_the_first_book(tmp_path):
    first = shutil.copy(BOOKS / "0.1.0.db", tmp_path / "buku.db")
    with open_book(FilePlace(first), read_only=True) as book:
        assert len(events(book)) == 22


def test_every_released_version_of_a_book_is_kept():
    released = [m.release for m in MIGRATIONS if _parts(m.release) <= _parts(version())]
    kept = {path.stem for path in KEPT}
    assert set(released) <= kept, "python -m tests.books"
    numbers = {path.stem: _version_in(path) for path in KEPT}
    # A book has all the steps of its release behind it, none of a later one.
    last = {migration.release: number for number, migration in enumerate(MIGRATIONS, start=1)}
    assert all(numbers.get(release, number) == number for release, number in last.items())


def _version_in(path):
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def test_a_kept_book_has_the_form_that_its_release_gave_it():
    """A book of a release still in the making is made again when its form changes."""
    for path in KEPT:
        assert altered_guards(path, None) == (), f"{path.name}: python -m tests.books"


def _parts(release):
    return [int(part) for part in release.split(".")]


def _said_then(then, now):
    """Return *now* without the keys that *then* did not have: later releases say more."""
    if isinstance(then, dict):
        return {key: _said_then(value, now.get(key)) for key, value in then.items()}
    if isinstance(then, list) and len(then) == len(now):
        return [_said_then(*pair) for pair in zip(then, now, strict=True)]
    return now


def _read(text):
    """Return what is in a file of one JSON value, or of one a line."""
    lines = text.splitlines()
    return json.loads(text) if lines[-1] in "]}" else [json.loads(line) for line in lines]
