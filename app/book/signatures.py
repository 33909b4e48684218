"""Signatures of a book: who may sign, what was signed last, and what this computer knows of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.head_marks import place_digest
from app.book.journal import fingerprint, first_hash
from app.book.signature_keys import Signed, key_fingerprint
from app.book.store import Readable
from app.ground.key_store import KeyStore
from models.signature import Signature, Signer

_NAME: Final = "tertanda-"


@dataclass(frozen=True, slots=True)
class KnownSigner:
    """One who may sign the book; *fingerprint* is of the public key."""

    id: int
    name: str
    public_key: str
    made_at: datetime

    @property
    def fingerprint(self) -> str:
        """By what people compare the key on paper."""
        return key_fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class LastSignature:
    """The newest signature of a book: papers and workbooks carry it.

    Attributes:
        name: who signed.
        key: fingerprint of the public key.
        sequence, fingerprint: of the last entry that is signed.
        at: office time.
    """

    name: str
    key: str
    sequence: int
    fingerprint: str
    at: datetime


def read_signers(book: Readable) -> tuple[KnownSigner, ...]:
    """Return all who may sign *book*, the first one first."""
    rows = book.rows(Signer.select().order_by(Signer.id))
    return tuple(KnownSigner(r.id, r.name, r.public_key, r.made_at) for r in rows)


def last_signature(book: Readable) -> LastSignature | None:
    """Return the newest signature of *book* as its rows say it, None without any."""
    row = book.rows(Signature.select().order_by(Signature.id.desc()).limit(1)).get_or_none()
    if row is None:
        return None
    signers = {signer.id: signer for signer in read_signers(book)}
    signer = signers.get(row.signer_id)
    if signer is None:
        return None
    return made_by(signer, row)


def made_by(signer: KnownSigner, row: Signature) -> LastSignature:
    """Return what papers say of a signature that *signer* has made."""
    return LastSignature(
        signer.name, signer.fingerprint, row.sequence, fingerprint(row.hash), row.signed_at
    )


def signed_by(row: Signature) -> Signed:
    """Return what *row* says was signed."""
    return Signed(row.book, row.sequence, row.hash, str(row.signed_at), row.occasion)


@dataclass(frozen=True, slots=True)
class RememberedSignature:
    """What this computer knows was signed last of a book, outside of it."""

    key: str
    sequence: int
    hash: str


def remember_signature(keys: KeyStore, book: Readable, path: Path, row: Signature) -> None:
    """Remember what was signed of the book at *path*, so that nobody takes a signature away unseen.

    Raises:
        KeysRefused: it was not kept.
    """
    key = next(s.fingerprint for s in read_signers(book) if s.id == row.signer_id)
    for name in _names(book, path):
        keys.put(name, f"{key} {row.sequence} {row.hash}")


def remembered_signature(keys: KeyStore, book: Readable, path: Path) -> RememberedSignature | None:
    """Return what is remembered of the book that lies at *path*, None where nothing is.

    Raises:
        KeysRefused: that cannot be known.
    """
    for name in _names(book, path):
        said = (keys.get(name) or "").split()
        if len(said) == 3 and said[1].isdecimal():
            return RememberedSignature(said[0], int(said[1]), said[2])
    return None


def _names(book: Readable, path: Path) -> tuple[str, str]:
    begin = hashlib.sha256(first_hash(book).encode("utf-8", "replace")).hexdigest()[:32]
    return f"{_NAME}buku-{begin}", f"{_NAME}tempat-{place_digest(path)}"
