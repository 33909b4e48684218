"""Secrets of a book: storing what a PIN is recognised by, and trying one."""

import hashlib
import unicodedata
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from app.book.book import Book
from app.book.storage import explaining_storage
from app.ground.errors import UserError
from app.rules.pins import remaining_wait
from models.reference import Secret
from models.rows import find, insert, update

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class SecretRefused(UserError):
    """The PIN or code is not the right one, or may not be tried yet."""


@cache
def hasher() -> "PasswordHasher":
    """Return what takes half a second of an office's computer for each guess."""
    # Loaded with the first PIN: a book without them does without that library.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


def put_secret(book: Book, owner: int, text: str) -> str:
    """Store what *text* is recognised by, within the open transaction of a step.

    Returns the mark that the journal keeps of it: it says whether what is stored is still what was
    set, and nothing of the text.
    """
    now = book.clock.now().replace(microsecond=0)
    hashed = hasher().hash(_plain(text))
    row = Secret(owner=owner, hash=hashed, tries=0, tried_at=now)
    if find(book.store.database, Secret, owner) is None:
        insert(book.store.database, row)
    else:
        update(book.store.database, row, {"hash": hashed, "tries": 0, "tried_at": str(now)})
    return secret_mark(hashed)


def secret_mark(hashed: str) -> str:
    """Return the mark of what a secret is recognised by; the salt in it keeps it unguessable."""
    return hashlib.sha256(hashed.encode()).hexdigest()


def try_secret(book: Book, owner: int, text: str) -> None:
    """Return when *text* is the secret of *owner*; takes half a second of work.

    Raises:
        SecretRefused: it is not, there is none, or wrong ones were tried too often just now.
        StorageError: the try could not be written down.
    """
    row = find(book.store.database, Secret, owner)
    if row is None:
        raise SecretRefused("Petugas ini belum mempunyai PIN. Mintalah admin memasangnya.")
    now = book.clock.now().replace(microsecond=0)
    tries, last = book.holding.tries.get(owner, (row.tries, row.tried_at))
    wait = remaining_wait(tries, last, now)
    if wait:
        raise SecretRefused(f"PIN salah berulang kali. Coba lagi dalam {wait_words(wait)}.")
    # Counted before it is known: who ends the program meanwhile has tried all the same.
    _remember(book, row, tries + 1)
    if not _is_right(row.hash, text):
        raise SecretRefused("PIN tidak cocok. Periksa huruf besar, lalu ketik sekali lagi.")
    _remember(book, row, 0)


def wait_words(wait: timedelta) -> str:
    """Return how long is to be waited, in seconds or whole minutes."""
    seconds = round(wait.total_seconds())
    return f"{seconds} detik" if seconds < 60 else f"{-(-seconds // 60)} menit"


def _remember(book: Book, row: Secret, tries: int) -> None:
    now = book.clock.now().replace(microsecond=0)
    if book.read_only:
        book.holding.tries[row.owner] = (tries, now)
        return
    with explaining_storage(), book.store.turn():
        update(book.store.database, row, {"tries": tries, "tried_at": str(now)})


def _is_right(hashed: str, text: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher().verify(hashed, _plain(text))
    except (VerificationError, InvalidHashError):
        return False


def _plain(text: str) -> bytes:
    # What looks alike is alike, on whatever keyboard it was typed.
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")
