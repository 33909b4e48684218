"""Whether a book is encrypted, what opens it, and which copies of it everybody can read."""

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.book.book import Book
from app.book.key_slots import Slot, read_slots
from app.book.place import Place
from app.book.unlocking import is_locked, is_this_computer
from app.ground.errors import StorageError
from app.keeping.backup_notes import SUFFIX, note_of
from app.keeping.encrypting import shred


@dataclass(frozen=True, slots=True)
class KeyState:
    """How a book is encrypted now.

    Attributes:
        is_locked: it is encrypted.
        where: where this computer keeps its secret, in words that go on in a sentence.
        slots: what opens it.
        opens_here: this computer is among them.
        plain_copies: backups and kept books that everybody can read who has them.
    """

    is_locked: bool
    where: str
    slots: tuple[Slot, ...]
    opens_here: bool
    plain_copies: tuple[Path, ...]


def read_key_state(book: Book, folders: Iterable[Path]) -> KeyState:
    """Return how *book* is encrypted; *folders* are those of its backups.

    Raises:
        StorageError: a file cannot be read.
    """
    place = book.place
    name = place.key.id.hex() if place.key is not None else ""
    try:
        slots = tuple(slot for slot in read_slots(place.path) if slot.key_id == name)
    except OSError as error:
        raise StorageError(f"Berkas anak kunci buku {place} tidak dapat dibaca.") from error
    return KeyState(
        is_locked=place.key is not None,
        where=book.holding.keys.where,
        slots=slots,
        opens_here=any(is_this_computer(slot) for slot in slots),
        plain_copies=plain_copies(place, folders),
    )


def plain_copies(place: Place, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the copies of the book, beside it and in *folders*, that are not encrypted."""
    found = sorted(place.folder.glob(f"{glob.escape(place.name)} sebelum *{place.path.suffix}"))
    for folder in dict.fromkeys((place.folder, *folders)):
        found += sorted(folder.glob(f"{glob.escape(place.name)} *{SUFFIX}"))
    return tuple(path for path in found if not is_locked(place.copy_at(path)))


def remove_plain_copies(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Overwrite and remove *paths* with their notes; return those that the system keeps."""
    kept = []
    for path in paths:
        if shred(path):
            note_of(path).unlink(missing_ok=True)
        else:
            kept.append(path)
    return tuple(kept)
