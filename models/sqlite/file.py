"""One book's file, before any table is asked: creating, checking, upgrading, copying it.

Nothing here needs peewee, so that a window can be shown before the tables are loaded.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from models.disk import written_beside
from models.sqlite.schema import Guard, altered, migrate, newest_version, version_of
from models.sqlite.trouble import trouble_of
from models.trouble import Trouble

# "BKPG": a file that says otherwise is somebody else's database and is left alone.
APPLICATION_ID: Final = 0x424B5047
SQLITE_VERSION: Final = apsw.sqlite_lib_version()
_MAGIC: Final = b"SQLite format 3\x00"
# A full check of a file this small costs less than the eye notices; larger ones are checked while
# they are in use, see ``find_damage``.
_CHECKED_AT_OPEN: Final = 32 * 1024 * 1024
# Steps of SQLite's machine between two looks at whether a check was cancelled.
_STEPS: Final = 100_000
# Pages copied between two looks at whether a copy was cancelled: some 8 MB.
_PAGES: Final = 2000


class FileRefused(Exception):
    """The file cannot be opened as a book; it was not touched."""


class NotABook(FileRefused):
    """Not a SQLite file, or the database of another program."""


class FileDamaged(FileRefused):
    """SQLite finds the file malformed; ``details`` says where."""

    def __init__(self, details: str) -> None:
        self.details = details
        super().__init__(details)


class FileTooNew(FileRefused):
    """Written by a newer version of this program."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(str(version))


class FileNotReadable(FileRefused):
    """The operating system does not let us read it."""


class FileNotWritable(FileRefused):
    """The file or its folder is read-only."""


class DiskFull(FileRefused):
    """There is no room to make the book or to bring it up to date."""


class CopyFailed(Exception):
    """A book could not be copied whole; nothing half-made is left."""


def create_file(path: Path) -> None:
    """Make an empty, migrated book at *path*; the file appears whole or not at all."""
    try:
        with written_beside(path) as scratch, plain(scratch, create=True) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            migrate(connection, 0)
    except apsw.FullError as error:
        raise DiskFull(path.name) from error
    except (apsw.Error, OSError) as error:
        raise FileNotWritable(str(error)) from error


def check_header(path: Path) -> None:
    """Look at the first bytes and the size of the file only; raise ``FileRefused`` if wrong.

    A power cut in the middle of folding the log in leaves a torn file; the log beside it then still
    has every torn page, so SQLite is asked what the two are together.
    """
    try:
        _check_first_bytes(path)
    except FileRefused:
        if not has_log(path) or not _is_ours_with_its_log(path):
            raise


def has_log(path: Path) -> bool:
    """Return whether something lies beside the file at *path* that is not folded into it."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _is_ours_with_its_log(path: Path) -> bool:
    try:
        with _looking(path) as connection:
            found = connection.execute("PRAGMA application_id").fetchone()
    except FileRefused:
        return False
    return found == (APPLICATION_ID,)


def _check_first_bytes(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise FileNotReadable(str(error)) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise NotABook(path.name)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotABook(path.name)
    page_size = int.from_bytes(header[16:18], "big")
    size = path.stat().st_size
    if size % (65536 if page_size == 1 else max(page_size, 512)):
        raise FileDamaged("ukuran berkas tidak utuh")


def check_file(path: Path, *, is_looked_through: bool = True) -> int:
    """Return the schema version of the book at *path* after looking at it without changing it.

    A small one is looked through; not where *is_looked_through* is off.

    Raises:
        FileRefused: one of its kinds.
    """
    check_header(path)
    with _looking(path) as connection:
        version = version_of(connection)
        if version > newest_version():
            raise FileTooNew(version)
        if version < 1:
            # A book appears whole; one without a form was made or altered by something else.
            raise FileDamaged("bentuk berkas 0")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        if is_looked_through and is_checked_at_open(path):
            _quick_check(connection)
    return version


@contextmanager
def _looking(path: Path) -> Iterator[apsw.Connection]:
    """Open the file at *path* in a way that leaves no trace beside it."""
    had_log = path.with_name(path.name + "-wal").exists()
    # Without a log the file alone is the book; "immutable" then reads it without side files.
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if had_log else '&immutable=1'}"
    try:
        connection = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    except apsw.Error as error:
        raise FileNotReadable(str(error)) from error
    try:
        connection.setbusytimeout(5000)
        yield connection
    except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
        raise FileNotWritable(str(error)) from error
    except apsw.Error as error:
        raise FileDamaged(str(error)) from error
    finally:
        connection.close()


def is_checked_at_open(path: Path) -> bool:
    """Return whether the whole file at *path* is looked through before it is opened."""
    return path.stat().st_size <= _CHECKED_AT_OPEN


def find_damage(path: Path, is_cancelled: Callable[[], bool] = lambda: False) -> str:
    """Return what is wrong with the file at *path*, empty when it is sound or was cancelled.

    Looks at every page and every index beside whoever is writing; takes seconds for a large book.

    Raises:
        FileNotReadable: the system refuses, or somebody locks the file.
    """
    try:
        with plain(path) as connection:
            connection.setprogresshandler(is_cancelled, _STEPS)
            return "; ".join(_found(connection, "integrity_check"))
    except apsw.InterruptError:
        return ""
    except apsw.Error as error:
        if trouble_of(error) not in (Trouble.DAMAGED, Trouble.OTHER):
            raise FileNotReadable(str(error)) from error
        return str(error)


def _quick_check(connection: apsw.Connection) -> None:
    found = _found(connection, "quick_check")
    if found:
        raise FileDamaged("; ".join(found))


def _found(connection: apsw.Connection, check: str) -> list[str]:
    found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(5)")]
    return [] if found == ["ok"] else found


def ensure_writable(path: Path) -> None:
    """Raise ``FileNotWritable`` when the file or its folder cannot be written."""
    try:
        with path.open("r+b"):
            pass
        probe = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise FileNotWritable(str(error)) from error


def copy_file(source: Path, target: Path, is_cancelled: Callable[[], bool] = lambda: False) -> None:
    """Copy a book with SQLite's backup, which also takes what still is in the write-ahead log.

    Raises:
        CopyFailed: nothing half-made is left; also when *is_cancelled* said so.
    """
    try:
        with plain(source) as book:
            _copy(book, target, is_cancelled)
    except (apsw.Error, FileDamaged) as error:
        # The driver's words for a full disk are "not an error".
        raise CopyFailed(f"{type(error).__name__}: {error}") from error


def upgraded_copy(path: Path, folder: Path) -> Path:
    """Copy an older book into *folder*, bring the copy up to date and return its path.

    It is for reading only: nothing is told to its journal, which stays the one of the book.

    Raises:
        FileRefused: one of its kinds; the book itself is not touched, nor anything beside it.
    """
    target = folder / path.name
    with _looking(path) as book:
        try:
            _copy(book, target)
            with plain(target, create=True) as copy:
                migrate(copy, version_of(copy))
        except apsw.FullError as error:
            raise DiskFull(path.name) from error
    return target


def _copy(
    book: apsw.Connection, target: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> None:
    with written_beside(target) as scratch, plain(scratch, create=True) as to_copy:
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
        _quick_check(to_copy)


def journal_ends(path: Path) -> tuple[str, int, str]:
    """Return hash of the first, number of the last, hash of the last entry of the book at *path*.

    Raises:
        FileRefused: it cannot be read as a book.
    """
    check_header(path)
    with _looking(path) as connection:
        query = "SELECT sequence, hash FROM journal ORDER BY sequence {} LIMIT 1"
        first = connection.execute(query.format("ASC")).fetchone()
        last = connection.execute(query.format("DESC")).fetchone()
    if first is None or last is None:
        return "", 0, ""
    return str(first[1]), int(str(last[0])), str(last[1])


@contextmanager
def plain(path: Path, *, create: bool = False) -> Iterator[apsw.Connection]:
    """Open the file at *path* for reading, or a new one for writing, within the block."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    if not create:
        flags = apsw.SQLITE_OPEN_READONLY
    connection = apsw.Connection(str(path), flags=flags)
    connection.setbusytimeout(5000)
    if not create and not _can_read(connection):
        connection.close()
        connection = _opened_as_it_lies(path)
    try:
        yield connection
    finally:
        connection.close()


def _can_read(connection: apsw.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        return False
    return True


def _opened_as_it_lies(path: Path) -> apsw.Connection:
    """Open a file on a medium where nothing can be written beside it: nobody changes it there."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(uri, flags=flags)
    connection.setbusytimeout(5000)
    return connection


def altered_guards(path: Path) -> tuple[Guard, ...]:
    """Return what of the book's form at *path* was altered by something else, see ``altered``."""
    with _looking(path) as connection:
        return altered(connection)
