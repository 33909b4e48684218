"""Files on a medium where nothing can be written: read as they lie, with the log beside them.

SQLite wants to make files beside a book also of whoever only reads it. Nobody changes a file on
such a medium, so it is read without locks, and what its log holds is found in memory.
"""

import os
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from models.book_key import BookKey
from models.sqlite.cipher import use_key
from models.sqlite.trouble import trouble_of
from models.trouble import Trouble

_WITHOUT_LOCKS: Final = f"multipleciphers-{'win32' if os.name == 'nt' else 'unix'}-none"
# First of all: then SQLite keeps in memory what programs else agree on in a file.
STILL: Final = ("locking_mode", "exclusive")


class Address(NamedTuple):
    """How a file is opened: its name, by which layer, with which flags."""

    filename: str
    vfs: str | None
    flags: int


def plain_address(path: Path, flags: int) -> Address:
    """Return how the file at *path* is opened where SQLite may write beside it."""
    return Address(str(path), None, flags)


def address_as_it_lies(path: Path) -> Address:
    """Return how the file at *path* is read where nothing can be written."""
    if path.with_name(path.name + "-wal").exists():
        return Address(str(path), _WITHOUT_LOCKS, apsw.SQLITE_OPEN_READONLY)
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return Address(uri, None, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)


def connected(address: Address, key: BookKey | None) -> apsw.Connection:
    """Connect to a file that is read as it lies."""
    connection = apsw.Connection(address.filename, flags=address.flags, vfs=address.vfs)
    connection.setbusytimeout(5000)
    use_key(connection, key)
    name, value = STILL
    connection.execute(f"PRAGMA {name}={value}").fetchall()
    return connection


def can_read(connection: apsw.Connection) -> bool:
    """Return whether SQLite can read the file, making beside it what it wants."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except apsw.Error as error:
        if trouble_of(error) is Trouble.NOT_WRITABLE:
            return False
        raise
    return True


def lies_still(path: Path, key: BookKey | None) -> bool:
    """Return whether the file at *path* can only be read as it lies."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        use_key(connection, key)
        return not can_read(connection)
    except apsw.Error:
        # Whoever reads it says why.
        return False
    finally:
        connection.close()
