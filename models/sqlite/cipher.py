"""Encrypted files: which of them are, which key they want, and how a connection gets it.

The cipher is AEGIS-256: each page has a nonce and a tag of its own, so what was changed is found
when it is read, and reading costs little on a processor that knows AES. It takes the raw key: the
half second of a passphrase is spent where the key is unwrapped, not with each connection.
"""

from pathlib import Path
from typing import Final

import apsw

from models.book_key import ID_BYTES, BookKey
from models.sqlite.refusals import FileNotReadable, KeyMissing, KeyWrong

PAGE_BYTES: Final = 4096
_PLAIN: Final = b"SQLite format 3\x00"
# Stands in clear behind the name of the key: 4096 bytes a page, 64 of them nonce and tag; bytes 18
# and 19 say how it was written last.
_PAGES: Final = PAGE_BYTES.to_bytes(2, "big")
_ROOM: Final = b"\x40\x40\x20\x20"
_LEAD: Final = 24


def is_plain(lead: bytes) -> bool:
    """Return whether a file that begins with *lead* is SQLite's as everybody can read it."""
    return lead.startswith(_PLAIN)


def wanted_key(path: Path) -> bytes | None:
    """Return the name of the key that the file at *path* wants, None for one that wants none.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            lead = file.read(_LEAD)
    except FileNotFoundError:
        return None
    is_encrypted = lead[16:18] == _PAGES and lead[20:24] == _ROOM and not is_plain(lead)
    return lead[:ID_BYTES] if is_encrypted else None


def fitting_key(path: Path, key: BookKey | None) -> BookKey | None:
    """Return *key* where the file at *path* needs it or is still to be made, None for a plain one.

    Raises:
        KeyMissing, KeyWrong: it is encrypted, and not with *key*.
        FileNotReadable: the operating system does not let us read it.
    """
    try:
        wanted = wanted_key(path)
        is_new = not path.exists() or not path.stat().st_size
    except OSError as error:
        raise FileNotReadable(str(error)) from error
    if wanted is None:
        return key if is_new else None
    if key is None:
        raise KeyMissing(path.name)
    if wanted != key.id:
        raise KeyWrong(path.name)
    return key


def use_key(connection: apsw.Connection, key: BookKey | None) -> None:
    """Let *connection*, of which nothing was asked yet, read and write an encrypted file."""
    if key is None:
        return
    connection.execute("PRAGMA cipher='aegis'").fetchall()
    connection.execute(f"PRAGMA key='raw:{_raw(key)}'").fetchall()


def address_with_key(path: Path, key: BookKey) -> str:
    """Return the address under which SQLite makes an encrypted file; it must be shown to nobody."""
    return f"{path.absolute().as_uri()}?cipher=aegis&key=raw:{_raw(key)}"


def _raw(key: BookKey) -> str:
    # Key and salt. The salt has no work to do for a random key; it becomes the file's beginning.
    return key.secret.hex() + key.id.hex()
