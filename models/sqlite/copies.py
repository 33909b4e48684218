"""Copies of a book, made by SQLite itself: it knows what is not yet in the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw

from models.book_key import BookKey
from models.disk import written_beside
from models.sqlite.cipher import address_with_key, fitting_key
from models.sqlite.file import STEPS, looking, opened_alone, quick_check
from models.sqlite.refusals import DiskFull, FileRefused
from models.sqlite.schema import migrate, version_of

# Pages copied between two looks at whether a copy was cancelled: some 8 MB.
_PAGES: Final = 2000


class CopyFailed(Exception):
    """A book could not be copied whole; nothing half-made is left."""


def copy_file(
    source: Path,
    target: Path,
    key: BookKey | None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Copy a book with SQLite's backup, which also takes what still is in the write-ahead log.

    The copy of an encrypted book is encrypted with the same *key*, that of a plain one is plain.

    Raises:
        CopyFailed: nothing half-made is left; also when *is_cancelled* said so.
    """
    try:
        key = fitting_key(source, key)
        with opened_alone(source, key) as book:
            _copy(book, target, key, is_cancelled)
    except (apsw.Error, FileRefused) as error:
        # The driver's words for a full disk are "not an error".
        raise CopyFailed(f"{type(error).__name__}: {error}") from error


def recode_file(
    source: Path,
    key: BookKey | None,
    target: Path,
    new_key: BookKey,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Copy a book, plain or encrypted with *key*, into a file encrypted with *new_key*.

    Each row is written anew, as SQLite's own backup cannot: an encrypted page has less room.

    Raises:
        CopyFailed: nothing half-made is left; also when *is_cancelled* said so.
    """
    try:
        with looking(source, key) as book, written_beside(target) as scratch:
            book.setprogresshandler(is_cancelled, STEPS)
            book.execute("VACUUM INTO ?", (address_with_key(scratch, new_key),))
            with opened_alone(scratch, new_key) as copy:
                quick_check(copy)
    except FileRefused as error:
        # The driver's own words may name the address, and with it the key.
        raise CopyFailed(type(error).__name__) from None


def upgraded_copy(path: Path, folder: Path, key: BookKey | None) -> Path:
    """Copy an older book into *folder*, bring the copy up to date and return its path.

    It is for reading only: nothing is told to its journal, which stays the one of the book.

    Raises:
        FileRefused: one of its kinds; the book itself is not touched, nor anything beside it.
    """
    target = folder / path.name
    key = fitting_key(path, key)
    with looking(path, key) as book:
        try:
            _copy(book, target, key)
            with opened_alone(target, key, create=True) as copy:
                migrate(copy, version_of(copy))
        except apsw.FullError as error:
            raise DiskFull(path.name) from error
    return target


def _copy(
    book: apsw.Connection,
    target: Path,
    key: BookKey | None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    with written_beside(target) as scratch, opened_alone(scratch, key, create=True) as to_copy:
        # One moment of the book: what is written meanwhile would let the copy begin anew.
        book.execute("BEGIN")
        book.execute("SELECT count(*) FROM sqlite_master").fetchall()
        with to_copy.backup("main", book, "main") as backup:
            while not backup.done:
                if is_cancelled():
                    raise CopyFailed("stopped")
                backup.step(_PAGES)
        book.execute("COMMIT")
        # A copy must be one whole file, not a file and a log.
        to_copy.execute("PRAGMA journal_mode=delete")
        quick_check(to_copy)
