"""Seals: a mark on each journal entry that nobody makes without the book's seal key.

Whoever has the book's file and the source can hash a whole journal anew, and the chain fits again.
So each entry also bears the HMAC of its hash under a key that lies outside the book, in the key
store of the computer; an entry of the journal names the key. A computer without the key goes on
without seals, and *periksa* says what of that book is then not provable.

The key is written as a code that people can print and type on another computer (120 bits).
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peewee import fn

from app.book.facts import facts_told
from app.book.head_marks import place_digest
from app.book.journal import (
    fingerprint,
    first_hash,
)
from app.book.store import Readable
from app.ground.errors import BookError
from app.ground.key_store import KeyStore
from app.ground.log import log_trouble
from app.rules.events import Event
from app.rules.pins import new_recovery_code, plain_code
from models.journal import JournalEntry

# What an entry says of the key that seals it and those after it.
KEY_FACT: Final = "seal_key"
_PURPOSE: Final = b"buku-pengaduan segel 1 "
# The hash of an entry -> its seal.
Sealing = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SealKey:
    """A seal key; *code* is how people write it."""

    code: str

    @property
    def id(self) -> str:
        """What the journal calls it; says nothing of the key."""
        return fingerprint(hashlib.sha256(self._bytes()).hexdigest())

    def sealing(self) -> Sealing:
        """Return what makes the seal of one entry after the other."""
        key = self._bytes()
        return lambda entry_hash: hmac.digest(key, entry_hash.encode(), "sha256").hex()

    def _bytes(self) -> bytes:
        return hashlib.sha256(_PURPOSE + plain_code(self.code).encode()).digest()


@dataclass(frozen=True, slots=True)
class KeyTold:
    """An entry of the journal that names a seal key, with the key's id."""

    sequence: int
    id: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """What this computer knows of a book: the key that seals it, and since which entry."""

    id: str
    sequence: int


def new_seal_key() -> SealKey:
    """Return a key that nobody can guess."""
    return SealKey(new_recovery_code())


def keys_told(book: Readable) -> tuple[KeyTold, ...]:
    """Return the seal keys that the journal of *book* names, in order."""
    told = facts_told(book, Event.SEAL_KEY_SET)
    return tuple(KeyTold(sequence, str(facts.get(KEY_FACT, ""))) for sequence, facts in told)


def unsealed(book: Readable) -> tuple[int, int] | None:
    """Return the first and the last entry that lack a seal and that nobody has vouched for.

    None in a book without a key, and where every entry since the first one is sealed.
    """
    told = keys_told(book)
    if not told:
        return None
    vouched = (facts.get("last") for _, facts in facts_told(book, Event.UNSEALED_VOUCHED))
    since = max([told[0].sequence - 1, *(last for last in vouched if isinstance(last, int))])
    ends = JournalEntry.select(fn.min(JournalEntry.sequence), fn.max(JournalEntry.sequence))
    bare = ends.where(JournalEntry.seal.is_null(), JournalEntry.sequence > since)
    ((first, last),) = book.rows(bare.tuples()).iterator()
    return None if first is None else (first, last)


class Seals:
    """The seal keys of one open book on this computer."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._is_known = False
        self._sealing: Sealing | None = None

    @property
    def where(self) -> str:
        """Where keys are kept on this computer, in words that go on in a sentence."""
        return self._keys.where

    def sealing(self, book: Readable) -> Sealing | None:
        """Return what seals the next entries; None in a book without key, or whose key is not here.

        Nothing is asked twice: a keyring that refuses would stop every save.
        """
        if not self._is_known:
            self._is_known = True
            told = keys_told(book)
            key = self.find(told[-1].id) if told else None
            self._sealing = key.sealing() if key is not None else None
        return self._sealing

    def forget(self) -> None:
        """Look again before the next entry."""
        self._is_known = False

    def find(self, id_: str) -> SealKey | None:
        """Return the key that the journal calls *id_*; None when it is not on this computer."""
        code = self._ask(_named("kunci", id_))
        key = SealKey(code) if code else None
        return key if key is not None and key.id == id_ else None

    def keep(self, key: SealKey) -> None:
        """Keep *key* on this computer.

        Raises:
            KeysRefused: it was not kept.
        """
        self._keys.put(_named("kunci", key.id), key.code)

    def remember(self, book: Readable, path: Path) -> None:
        """Remember outside the book at *path* by which key it is sealed, and since when.

        Raises:
            KeysRefused: it was not kept.
        """
        told = keys_told(book)
        if told:
            for name in (_of_book(book), _of_place(path)):
                self._keys.put(name, f"{told[-1].id} {told[0].sequence}")

    def remembered(self, book: Readable, path: Path) -> Remembered | None:
        """Return what is remembered of the book that lies, or should lie, at *path*."""
        for name in (_of_book(book), _of_place(path)):
            id_, _, sequence = (self._ask(name) or "").partition(" ")
            if sequence.isdecimal():
                return Remembered(id_, int(sequence))
        return None

    def _ask(self, name: str) -> str | None:
        try:
            return self._keys.get(name)
        except BookError as error:
            log_trouble(f"Kunci segel tidak dapat diambil: {error}")
            return None


def _of_book(book: Readable) -> str:
    return _named("buku", first_hash(book)[:32] or "kosong")


def _of_place(path: Path) -> str:
    return _named("tempat", place_digest(path))


def _named(kind: str, what: str) -> str:
    # Whatever a damaged journal says is no name of a file.
    return f"segel-{kind}-{hashlib.sha256(what.encode('utf-8', 'replace')).hexdigest()[:32]}"
