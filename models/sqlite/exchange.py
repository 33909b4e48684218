"""Putting one book in another's place: at every moment one of the two is there whole.

SQLite keeps a book in up to four files. They go aside as one set, the book first, and come back
the book last: a book that lies in its place therefore has beside it what belongs to it, and one
that is missing can be put back from where a note says its set was put.
"""

import contextlib
import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from models.book_key import BookKey
from models.disk import flush, make_file, make_private_folder, rename
from models.sqlite.cipher import fitting_key, use_key
from models.sqlite.refusals import FileRefused

# What SQLite keeps beside a book: what is not yet in it, or must be taken out of it again.
_SIDES: Final = ("-journal", "-wal", "-shm")


class Outcome(Enum):
    """How an exchange that was cut off has ended."""

    NOT_BEGUN = auto()  # the book never left its place
    PUT_BACK = auto()
    DONE = auto()  # the other book had arrived


class CutOff(NamedTuple):
    """An exchange that was cut off: how it ended, and where the book before it was put."""

    outcome: Outcome
    kept: Path


@contextmanager
def room_beside(book: Path) -> Iterator[Path]:
    """Yield an empty folder on the disk of *book* for what is made to take its place."""
    room = _room(book)
    shutil.rmtree(room, ignore_errors=True)
    make_private_folder(room)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def exchange(fresh: Path, book: Path, kept: Path, key: BookKey | None) -> None:
    """Put *fresh* at *book*; what was there lies at *kept* afterwards, with what belongs to it.

    The caller holds the book's lock; *fresh* is alone in a room beside it; *kept* is in the folder
    of the book and free.

    Raises:
        OSError: the book that was there is there again; if even that was refused, ``mend`` puts
            it back from *kept* when the system lets it.
    """
    _fold(fresh, key)
    if _beside(fresh, "-wal").exists():
        raise OSError(errno.ENOSPC, "log not folded in", str(fresh))
    flush(fresh)
    if not book.exists():
        # A log without its book would be read as the log of the other one.
        _move_sides(book, kept)
        rename(fresh, book)
        return
    _fold(book, key)
    note = fresh.with_name(kept.name)
    make_file(note)
    note.write_text(kept.name, encoding="utf-8")
    flush(note)
    rename(note, _note(book))
    try:
        rename(book, kept)
        _move_sides(book, kept)
        rename(fresh, book)
    except OSError:
        mend(book, key)
        raise
    _remove_note(book)


def lying_at(book: Path) -> Path:
    """Return where *book* lies now: in its place, or where an exchange that was cut off put it."""
    try:
        kept = book.with_name(_note(book).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return book
    return kept if kept.exists() and not book.exists() else book


def is_cut_off(book: Path) -> bool:
    """Return whether *book* cannot be read before ``mend``: somebody was killed while it moved."""
    return _is_written(book) or (_note(book).exists() and not book.exists())


def mend(book: Path, key: BookKey | None) -> CutOff | None:
    """Undo or finish what was cut off; None when the book's place was not concerned.

    The caller holds the book's lock.

    Raises:
        OSError: the system refuses; the set stays where it is and can be put back later.
    """
    shutil.rmtree(_room(book), ignore_errors=True)
    if _is_written(book):
        _fold(book, key)
    kept = _told_kept(book)
    if kept is None:
        return None
    if book.exists():
        outcome = Outcome.DONE if kept.exists() else Outcome.NOT_BEGUN
    else:
        outcome = Outcome.PUT_BACK
        _move_sides(kept, book)
        rename(kept, book)
    _remove_note(book)
    return CutOff(outcome, kept)


def log_without_book(book: Path) -> Path | None:
    """Return the log that lies where *book* is missing; a new book must not be put beside it."""
    if book.exists():
        return None
    sides = (_beside(book, side) for side in ("-wal", "-journal"))
    return next((side for side in sides if side.exists() and side.stat().st_size), None)


def _told_kept(book: Path) -> Path | None:
    """Return where the note says the set was put; None without one, or when nothing is there."""
    try:
        kept = book.with_name(_note(book).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        kept = book  # nothing that was written here
    if kept == book or not (kept.exists() or book.exists()):
        _remove_note(book)
        return None
    return kept


def _remove_note(book: Path) -> None:
    # One that stays says what is still true: the next opening looks and tries again.
    with contextlib.suppress(OSError):
        _note(book).unlink(missing_ok=True)


def _move_sides(source: Path, target: Path) -> None:
    for side in _SIDES:
        if _beside(source, side).exists():
            rename(_beside(source, side), _beside(target, side))


def _fold(book: Path, key: BookKey | None) -> None:
    """Let SQLite move into the book what lies beside it; one that cannot be read stays as it is."""
    with contextlib.suppress(apsw.Error, FileRefused):
        key = fitting_key(book, key)
        connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            use_key(connection, key)
            # Reading takes out what a write that was cut off has left.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _is_written(book: Path) -> bool:
    return book.exists() and _beside(book, "-journal").exists()


def _room(book: Path) -> Path:
    return book.with_name(f".{book.name}.baru")


def _note(book: Path) -> Path:
    return book.with_name(f".{book.name}.pemulihan")


def _beside(book: Path, side: str) -> Path:
    return book.with_name(book.name + side)
