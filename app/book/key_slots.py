"""Key slots: the key of a book, wrapped once for each way to open it, in a file beside the book.

The key itself is random and nowhere in clear. A slot holds it encrypted with what opens the slot:
a secret of this computer, the recovery code, a passphrase. The file lies beside the book and each
of its copies; whoever has it and the book has nothing without one of the openers.
"""

import base64
import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.rules.pins import CODE_LENGTH, plain_code
from models.book_key import KEY_BYTES, BookKey
from models.disk import written_beside

# What encrypts comes with the first book that is: a plain one does without it.
if TYPE_CHECKING:
    from datetime import datetime

SUFFIX: Final = ".anak-kunci"
_FORM: Final = 1
_SALT: Final = 16
_NONCE: Final = 12


class Cost(NamedTuple):
    """What one guess at a code or passphrase costs: rounds, and KiB of memory."""

    rounds: int
    memory: int


# As for PINs: half a second of an office's computer.
COST: Final = Cost(3, 64 * 1024)
# A file that asks for more was not written here and would keep the computer busy for hours.
_DEAREST: Final = Cost(32, 1024 * 1024)


class SlotKind(StrEnum):
    """What opens a slot."""

    COMPUTER = "komputer"
    CODE = "kode"
    PASSPHRASE = "sandi"  # noqa: S105  # the name of a kind


SLOT_LABELS: Final = {
    SlotKind.COMPUTER: "komputer",
    SlotKind.CODE: "kode pemulihan",
    SlotKind.PASSPHRASE: "frasa sandi",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """The key of a book, wrapped for one opener.

    Attributes:
        kind: what opens it.
        key_id: public name of the key in it, in hex.
        holder: public name of the computer's secret, in hex; empty for codes and passphrases.
        label: what the computer is called; empty for codes and passphrases.
        made_at: office time, ISO.
        cost: of a guess; nothing for a computer, whose secret nobody guesses.
        salt, nonce, wrapped: as the cipher (AES-256-GCM) needs and makes them.
    """

    kind: SlotKind
    key_id: str
    holder: str
    label: str
    made_at: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @property
    def opens(self) -> tuple[str, SlotKind, str]:
        """Of two slots for the same the later one stays."""
        return self.key_id, self.kind, self.holder


@dataclass(frozen=True, slots=True, repr=False)
class Opener:
    """What somebody has to open a slot with: a text of *kind*; of a computer its secret, in hex."""

    kind: SlotKind
    text: str

    @property
    def holder(self) -> str:
        """The public name of a computer's secret, empty for a code or a passphrase."""
        if self.kind is not SlotKind.COMPUTER:
            return ""
        return hashlib.blake2b(self._bytes(), digest_size=8, person=b"buku-komputer").hexdigest()

    def _bytes(self) -> bytes:
        if self.kind is SlotKind.COMPUTER:
            return bytes.fromhex(self.text)
        if self.kind is SlotKind.CODE:
            return plain_code(self.text).encode()
        # What looks alike is alike, on whatever keyboard it was typed.
        return unicodedata.normalize("NFKC", self.text).encode("utf-8", "surrogatepass")

    def derive(self, salt: bytes, cost: Cost) -> bytes:
        """Return the 32 bytes that encrypt the key in a slot."""
        if self.kind is SlotKind.COMPUTER:
            return hmac.digest(self._bytes(), salt, "sha256")
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(self._bytes(), salt, cost.rounds, cost.memory, 1, KEY_BYTES, Type.ID)


def typed_opener(text: str) -> Opener:
    """Return what somebody typed who was asked for a code or a passphrase, as whichever it is."""
    code = plain_code(text)
    rest = [letter for letter in text.upper() if letter not in code]
    is_code = len(code) == CODE_LENGTH and all(letter in " -–\t" for letter in rest)
    return Opener(SlotKind.CODE if is_code else SlotKind.PASSPHRASE, text)


def wrap(key: BookKey, opener: Opener, made_at: "datetime", label: str = "") -> Slot:
    """Return a slot that *opener* opens; takes half a second for a code or a passphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    said = _bound(opener.kind, key.id.hex())
    wrapped = AESGCM(opener.derive(salt, COST)).encrypt(nonce, key.secret, said)
    return Slot(
        kind=opener.kind,
        key_id=key.id.hex(),
        holder=opener.holder,
        label=label,
        made_at=made_at.replace(microsecond=0).isoformat(),
        cost=COST,
        salt=salt,
        nonce=nonce,
        wrapped=wrapped,
    )


def unwrap(slot: Slot, opener: Opener) -> BookKey | None:
    """Return the key in *slot*, None when *opener* does not open it."""
    if slot.kind is not opener.kind or slot.holder != opener.holder:
        return None
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    said = _bound(slot.kind, slot.key_id)
    try:
        secret = AESGCM(opener.derive(slot.salt, slot.cost)).decrypt(slot.nonce, slot.wrapped, said)
    except InvalidTag:
        return None
    return BookKey(secret)


def _bound(kind: SlotKind, key_id: str) -> bytes:
    # A slot says of itself nothing that could be exchanged.
    return f"{_FORM} {kind.value} {key_id}".encode()


def slot_file(book: Path) -> Path:
    """Return where the slots of the book, backup or copy at *book* lie."""
    return book.with_name(book.name + SUFFIX)


def read_slots(book: Path) -> tuple[Slot, ...]:
    """Return the slots beside *book*; what is none is left out.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        said = json.loads(slot_file(book).read_text(encoding="utf-8"))
        rows = said["pembuka"]
        found = [_read(row) for row in rows]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(slot for slot in found if slot is not None)


def write_slots(book: Path, slots: Iterable[Slot]) -> None:
    """Write *slots* beside *book*, on the disk before this returns.

    Raises:
        OSError: what was there before is still there.
    """
    with written_beside(slot_file(book)) as scratch:
        said = {"bentuk": _FORM, "pembuka": [_written(slot) for slot in slots]}
        scratch.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def add_slots(book: Path, slots: Iterable[Slot]) -> None:
    """Write *slots* beside *book*, in place of those that open the same; others stay.

    Raises:
        OSError: what was there before is still there.
    """
    merged = {slot.opens: slot for slot in (*read_slots(book), *slots)}
    write_slots(book, merged.values())


def copy_slots(book: Path, copy: Path) -> None:
    """Let the slots beside *book* also lie beside its *copy*; a plain book has none.

    Raises:
        OSError: they cannot be read or written.
    """
    slots = read_slots(book)
    if slots:
        add_slots(copy, slots)


def _written(slot: Slot) -> dict[str, object]:
    return {
        "jenis": slot.kind.value,
        "kunci": slot.key_id,
        "pemegang": slot.holder,
        "nama": slot.label,
        "dibuat": slot.made_at,
        "biaya": list(slot.cost),
        "garam": _text(slot.salt),
        "sekali": _text(slot.nonce),
        "isi": _text(slot.wrapped),
    }


def _read(row: dict[str, object]) -> Slot | None:
    """Return what a row says, None for a slot of a kind or cost that this release does not know."""
    try:
        rounds, memory = row["biaya"]  # type: ignore[misc]
        cost = Cost(int(rounds), int(memory))  # type: ignore[has-type]
        if not (0 < cost.rounds <= _DEAREST.rounds and 0 < cost.memory <= _DEAREST.memory):
            return None
        return Slot(
            kind=SlotKind(str(row["jenis"])),
            key_id=str(row["kunci"]),
            holder=str(row["pemegang"]),
            label=str(row["nama"]),
            made_at=str(row["dibuat"]),
            cost=cost,
            salt=_bytes(row["garam"], _SALT),
            nonce=_bytes(row["sekali"], _NONCE),
            wrapped=_bytes(row["isi"], KEY_BYTES + 16),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: object, length: int) -> bytes:
    content = base64.b64decode(str(text), validate=True)
    if len(content) != length:
        raise ValueError(len(content))
    return content
