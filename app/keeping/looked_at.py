"""A backup that somebody looks into: read from a copy, so that nothing of it changes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.book.key_slots import copy_slots
from app.book.opening import OpenedBook, open_unread
from app.book.place import FilePlace
from app.book.private_place import PrivatePlace
from app.book.storage import explaining_refusal
from app.book.unlocking import unlocked
from app.ground.clock import Clock
from app.ground.errors import BookRefused
from app.ground.formatting import moment
from app.keeping.backup_notes import read_note

_ONLY_LOOKED_AT = "Ini isi sebuah cadangan; buku kantor tidak dibuka dan tidak berubah."


@contextmanager
def opened_backup(backup: Path, clock: Clock, folder: Path | None = None) -> Iterator[OpenedBook]:
    """Open a copy of *backup* for reading; the copy, in the private *folder*, goes afterwards.

    Raises:
        BookRefused: there is none, it is no sound book, or there is no room for the copy.
        BookLocked: no key of it was had.
    """
    if not backup.is_file():
        raise BookRefused(f"Cadangan {backup} tidak ada. Periksa nama dan foldernya.")
    place = PrivatePlace(folder)
    place.sweep()
    try:
        copy = FilePlace(_copied(backup, place))
        with open_unread(unlocked(copy), clock=clock, read_only=True) as opened:
            opened.holding.read_only_reason = _ONLY_LOOKED_AT
            opened.holding.notice = f"Cadangan {_called(backup)}."
            yield opened
    finally:
        place.close()


def _copied(backup: Path, place: PrivatePlace) -> Path:
    try:
        copy = place.take() / backup.name
        with explaining_refusal(backup):
            shutil.copyfile(backup, copy)
            copy_slots(backup, copy)
    except OSError as error:
        raise BookRefused(
            f"Cadangan {backup} dilihat lewat salinan, dan salinan itu tidak dapat ditulis di "
            f"{place.folder}. Periksa ruang cakram dan hak tulisnya."
        ) from error
    return copy


def _called(backup: Path) -> str:
    note = read_note(backup)
    if note is None:
        return backup.name
    return f"{moment(note.made_at)}, {note.complaints} pengaduan"
