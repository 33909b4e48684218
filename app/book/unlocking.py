"""Which key a book's file wants, and how it is had: from this computer, a code, a passphrase."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.key_slots import (
    SLOT_LABELS,
    SUFFIX,
    Opener,
    Slot,
    SlotKind,
    add_slots,
    read_slots,
    slot_file,
    unwrap,
    wrap,
)
from app.book.locking import computer_name
from app.book.place import Place
from app.book.storage import locked_words
from app.ground.errors import BookLocked, StorageError
from app.ground.key_store import KeysRefused, key_store
from app.ground.log import log_event, log_trouble
from app.rules.pins import new_recovery_code
from models.book_key import BookKey, new_book_key
from models.sqlite.cipher import wanted_key
from models.sqlite.exchange import lying_at

# The secret of this account on this computer, of whichever book.
_COMPUTER: Final = "pembuka-buku"


def unlocked(place: Place, opener: Opener | None = None, copies: Iterable[Path] = ()) -> Place:
    """Return *place* with the key that its file wants, none for a plain one.

    A place where nothing lies is returned as it is.

    Args:
        place: where the book lies; a key that it has already is tried first.
        opener: a code or passphrase that was typed; without it this computer's own secret is tried.
        copies: folders of backups, beside which its slots may lie when they are gone here.

    Raises:
        BookLocked: no key was had; the sentence says what to do.
        StorageError: the file or its slots cannot be read.
    """
    wanted = _wanted(place)
    if wanted is None:
        return replace(place, key=None) if place.exists() else place
    if place.key is not None and place.key.id == wanted:
        return place
    slots = _slots_of(place, wanted, copies)
    opened = _opened_by(slots, opener or _of_this_computer())
    if opened is None:
        raise BookLocked(_refusal(place, slots, opener), can_be_opened=bool(slots))
    return replace(place, key=opened)


def is_locked(place: Place) -> bool:
    """Return whether the file at *place* is encrypted.

    Raises:
        StorageError: it cannot be read.
    """
    return _wanted(place) is not None


def _wanted(place: Place) -> bytes | None:
    try:
        return wanted_key(lying_at(place.path))
    except OSError as error:
        raise StorageError(
            f"Berkas {place} tidak dapat dibaca. Periksa hak Anda membukanya."
        ) from error


def _slots_of(place: Place, wanted: bytes, copies: Iterable[Path]) -> tuple[Slot, ...]:
    """Return the slots that hold the key of the name *wanted*; lost ones come from a copy."""
    name = wanted.hex()
    own = tuple(slot for slot in _readable(place.path) if slot.key_id == name)
    if own:
        return own
    for copy in _neighbours(place, copies):
        found = tuple(slot for slot in _readable(copy) if slot.key_id == name)
        if found:
            _bring_back(place, found, copy)
            return found
    return ()


def _neighbours(place: Place, copies: Iterable[Path]) -> Iterator[Path]:
    """Yield the copies beside which slots lie, in the folder of the book first."""
    for folder in dict.fromkeys((place.folder, *copies)):
        for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
            yield path.with_name(path.name.removesuffix(SUFFIX))


def _bring_back(place: Place, slots: Iterable[Slot], copy: Path) -> None:
    try:
        add_slots(place.path, slots)
    except OSError as error:
        # They were found all the same; the next opening looks again.
        log_trouble(f"Berkas anak kunci tidak dapat ditulis: {error.strerror}")
        return
    log_event(f"Berkas anak kunci {place.name} disalin dari {slot_file(copy).name}")


def _readable(book: Path) -> tuple[Slot, ...]:
    try:
        return read_slots(book)
    except OSError as error:
        log_trouble(f"Berkas anak kunci tidak dapat dibaca: {error.strerror}")
        return ()


def _opened_by(slots: Iterable[Slot], opener: Opener | None) -> BookKey | None:
    if opener is None:
        return None
    keys = (unwrap(slot, opener) for slot in slots)
    return next((key for key in keys if key is not None), None)


def _refusal(place: Place, slots: Iterable[Slot], opener: Opener | None) -> str:
    kinds = {slot.kind for slot in slots}
    if not kinds:
        file = slot_file(place.path)
        return (
            f"Buku {place} terkunci, dan tidak ada berkas anak kunci yang cocok dengannya di "
            f"samping buku ({file.name}) atau cadangan. Salin berkas berakhiran {SUFFIX} dari "
            f"samping cadangan buku ini menjadi {file}. Buku tidak diubah."
        )
    if opener is None:
        return locked_words(place)
    if opener.kind not in kinds:
        return f"Kunci salah: buku {place} tidak dapat dibuka dengan {SLOT_LABELS[opener.kind]}."
    return (
        f"Kunci salah: {SLOT_LABELS[opener.kind]} ini tidak membuka buku {place}. Periksa "
        "huruf dan angkanya, lalu coba lagi. Buku tidak diubah."
    )


def _of_this_computer() -> Opener | None:
    try:
        secret = key_store().get(_COMPUTER)
    except KeysRefused as error:
        log_trouble(str(error))
        return None
    return Opener(SlotKind.COMPUTER, secret) if _is_secret(secret) and secret else None


def _is_secret(text: str | None) -> bool:
    try:
        return len(bytes.fromhex(text or "")) == 32
    except ValueError:
        return False


def is_this_computer(slot: Slot) -> bool:
    """Return whether this computer opens *slot*."""
    own = _of_this_computer()
    return slot.kind is SlotKind.COMPUTER and own is not None and slot.holder == own.holder


def computer_opener() -> Opener:
    """Return what opens books on this computer; it is made with the first of them.

    Raises:
        KeysRefused: the computer keeps no secret.
    """
    store = key_store()
    secret = store.get(_COMPUTER)
    if secret is None or not _is_secret(secret):
        secret = os.urandom(32).hex()
        store.put(_COMPUTER, secret)
    return Opener(SlotKind.COMPUTER, secret)


def remember_on_this_computer(place: Place, now: datetime) -> None:
    """Let this computer open the book at *place*, whose key is known, without being asked.

    Raises:
        KeysRefused: the computer keeps no secret.
        StorageError: the slot cannot be written.
    """
    if place.key is not None:
        put_slots(place, [wrap(place.key, computer_opener(), now, computer_name())])


def put_slots(place: Place, slots: Iterable[Slot]) -> None:
    """Write *slots* beside the book at *place*, in place of those that open the same.

    Raises:
        StorageError: what was there before is still there.
    """
    try:
        add_slots(place.path, slots)
    except OSError as error:
        raise StorageError(
            f"Berkas anak kunci {slot_file(place.path)} tidak dapat ditulis. Periksa ruang dan hak "
            "tulis foldernya."
        ) from error


def with_new_key(place: Place, now: datetime) -> tuple[Place, str]:
    """Return *place*, where no book is yet, with a new key; and the recovery code to be kept.

    The key is on the disk, wrapped for this computer and for the code, before there is a book.

    Raises:
        KeysRefused: the computer keeps no secret.
        StorageError: the slots cannot be written.
    """
    key, code = new_book_key(), new_recovery_code()
    put_slots(
        place,
        [
            wrap(key, computer_opener(), now, computer_name()),
            wrap(key, Opener(SlotKind.CODE, code), now),
        ],
    )
    return replace(place, key=key), code
