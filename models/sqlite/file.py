"""One book's file, before any table is asked: creating, checking, upgrading, copying it.

Nothing here needs peewee, so that a window can be shown before the tables are loaded.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

import apsw

from models.book_key import BookKey
from models.disk import written_beside
from models.sqlite.as_it_lies import address_as_it_lies, can_read, connected
from models.sqlite.cipher import PAGE_BYTES, fitting_key, is_plain, use_key
from models.sqlite.refusals import (
    DiskFull,
    FileDamaged,
    FileLocked,
    FileNotReadable,
    FileNotWritable,
    FileRefused,
    FileTooNew,
    KeyMissing,
    KeyWrong,
    NotABook,
)
from models.sqlite.schema import Guard, altered, migrate, newest_version, version_of
from models.sqlite.trouble import trouble_of
from models.trouble import Trouble

# "BKPG": a file that says otherwise is somebody else's database and is left alone.
APPLICATION_ID: Final = 0x424B5047
SQLITE_VERSION: Final = apsw.sqlite_lib_version()
# A full check of a file this small costs less than the eye notices; larger ones are checked while
# they are in use, see ``find_damage``.
_CHECKED_AT_OPEN: Final = 32 * 1024 * 1024
# Bytes. More than the largest attachment, and no row of a book is larger: one that is was put
# there to make whoever reads it wait.
LONGEST: Final = 100_000_000
# Seconds that are enough to read how a file is made, and where its journal begins and ends.
_PATIENCE: Final = 2.0
# Steps of SQLite's machine between two looks at whether a check was cancelled.
STEPS: Final = 100_000
_LOOKS: Final = 1_000
# What no driver's word about the file itself is.
_REFUSALS: Final[Mapping[Trouble, type[FileRefused]]] = {
    Trouble.NOT_WRITABLE: FileNotWritable,
    Trouble.BUSY: FileLocked,
    Trouble.FULL: DiskFull,
}


def create_file(path: Path, key: BookKey | None) -> None:
    """Make an empty, migrated book at *path*; the file appears whole or not at all."""
    try:
        with written_beside(path) as scratch, opened_alone(scratch, key, create=True) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            migrate(connection, 0)
    except apsw.FullError as error:
        raise DiskFull(path.name) from error
    except (apsw.Error, OSError) as error:
        raise FileNotWritable(str(error)) from error


def check_header(path: Path, key: BookKey | None) -> None:
    """Look at the first bytes and the size of the file only; raise ``FileRefused`` if wrong.

    A power cut in the middle of folding the log in leaves a torn file; the log beside it then still
    has every torn page, so SQLite is asked what the two are together.
    """
    try:
        if fitting_key(path, key) is None:
            _check_first_bytes(path)
        else:
            _check_encrypted(path, key)
    except (KeyMissing, KeyWrong):
        raise
    except FileRefused:
        if not has_log(path) or not _is_ours_with_its_log(path, key):
            raise


def has_log(path: Path) -> bool:
    """Return whether something lies beside the file at *path* that is not folded into it."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _is_ours_with_its_log(path: Path, key: BookKey | None) -> bool:
    try:
        with looking(path, key) as connection:
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
    if len(header) < 100 or not is_plain(header):
        raise NotABook(path.name)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotABook(path.name)
    page_size = int.from_bytes(header[16:18], "big")
    _check_size(path, 65536 if page_size == 1 else max(page_size, 512))


def _check_size(path: Path, page_size: int) -> None:
    if path.stat().st_size % page_size:
        raise FileDamaged("ukuran berkas tidak utuh")


def _check_encrypted(path: Path, key: BookKey | None) -> None:
    """Look at the first page of an encrypted file: its first bytes alone say whose key it wants."""
    _check_size(path, PAGE_BYTES)
    with looking(path, key) as connection:
        found = connection.execute("PRAGMA application_id").fetchone()
    if found != (APPLICATION_ID,):
        raise NotABook(path.name)


def check_file(path: Path, key: BookKey | None, *, is_looked_through: bool = True) -> int:
    """Return the schema version of the book at *path* after looking at it without changing it.

    A small one is looked through; not where *is_looked_through* is off.

    Raises:
        FileRefused: one of its kinds.
    """
    check_header(path, key)
    with looking(path, key) as connection:
        version = version_of(connection)
        if version > newest_version():
            raise FileTooNew(version)
        if version < 1:
            # A book appears whole; one without a form was made or altered by something else.
            raise FileDamaged("bentuk berkas 0")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        if is_looked_through and is_checked_at_open(path):
            quick_check(connection)
    return version


@contextmanager
def looking(path: Path, key: BookKey | None) -> Iterator[apsw.Connection]:
    """Open the file at *path* in a way that leaves no trace beside it."""
    key = fitting_key(path, key)
    had_log = path.with_name(path.name + "-wal").exists()
    # Without a log the file alone is the book; "immutable" then reads it without side files.
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if had_log else '&immutable=1'}"
    try:
        connection = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    except apsw.Error as error:
        raise FileNotReadable(str(error)) from error
    try:
        connection.setbusytimeout(5000)
        use_key(connection, key)
        if had_log and not can_read(connection):
            connection.close()
            connection = connected(address_as_it_lies(path), key)
        distrust(connection)
        yield connection
    except apsw.Error as error:
        raise _REFUSALS.get(trouble_of(error), FileDamaged)(str(error)) from error
    finally:
        connection.close()


def distrust(connection: apsw.Connection) -> None:
    """Let *connection* run nothing that a file says, and read no row that is larger than ours."""
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.execute("PRAGMA trusted_schema=0").fetchall()


@contextmanager
def patient(connection: apsw.Connection) -> Iterator[None]:
    """Let *connection* be interrupted when what is asked of it in the block takes too long."""
    end = monotonic() + _PATIENCE
    connection.setprogresshandler(lambda: monotonic() > end, _LOOKS)
    try:
        yield
    finally:
        connection.setprogresshandler(None)


def is_checked_at_open(path: Path) -> bool:
    """Return whether the whole file at *path* is looked through before it is opened."""
    return path.stat().st_size <= _CHECKED_AT_OPEN


def find_damage(
    path: Path, key: BookKey | None, is_cancelled: Callable[[], bool] = lambda: False
) -> str:
    """Return what is wrong with the file at *path*, empty when it is sound or was cancelled.

    Looks at every page and every index beside whoever is writing; takes seconds for a large book.

    Raises:
        FileNotWritable, FileLocked, DiskFull: so the system refuses to read it.
    """
    try:
        with opened_alone(path, key) as connection:
            connection.setprogresshandler(is_cancelled, STEPS)
            return "; ".join(_found(connection, "integrity_check"))
    except apsw.InterruptError:
        return ""
    except (KeyMissing, KeyWrong) as error:
        # Its first bytes are no longer those with which it was opened.
        return str(error)
    except apsw.Error as error:
        refusal = _REFUSALS.get(trouble_of(error))
        if refusal is not None:
            raise refusal(str(error)) from error
        return str(error)


def quick_check(connection: apsw.Connection) -> None:
    """Raise ``FileDamaged`` when SQLite finds a page malformed."""
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


def journal_ends(path: Path, key: BookKey | None) -> tuple[str, int, str]:
    """Return hash of the first, number of the last, hash of the last entry of the book at *path*.

    Raises:
        FileRefused: it cannot be read as a book.
    """
    check_header(path, key)
    with looking(path, key) as connection, patient(connection):
        query = "SELECT sequence, hash FROM journal ORDER BY sequence {} LIMIT 1"
        first = connection.execute(query.format("ASC")).fetchone()
        last = connection.execute(query.format("DESC")).fetchone()
    if first is None or last is None:
        return "", 0, ""
    return str(first[1]), int(str(last[0])), str(last[1])


@contextmanager
def opened_alone(
    path: Path, key: BookKey | None, *, create: bool = False
) -> Iterator[apsw.Connection]:
    """Open the file at *path* for reading, or a new one for writing, within the block."""
    key = fitting_key(path, key)
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    if not create:
        flags = apsw.SQLITE_OPEN_READONLY
    connection = apsw.Connection(str(path), flags=flags)
    connection.setbusytimeout(5000)
    use_key(connection, key)
    distrust(connection)
    if not create and not can_read(connection):
        connection.close()
        connection = connected(address_as_it_lies(path), key)
        distrust(connection)
    try:
        yield connection
    finally:
        connection.close()


def altered_guards(path: Path, key: BookKey | None) -> tuple[Guard, ...]:
    """Return what of the book's form at *path* was altered by something else, see ``altered``."""
    with looking(path, key) as connection, patient(connection):
        return altered(connection)
