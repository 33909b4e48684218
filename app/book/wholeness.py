"""Wholeness: whether a book's file was looked through whole, and what was found.

Every page is looked at once after the computer was started, after a program ended uncleanly, and
after somebody else has touched the file. In between a stamp in the settings folder says what the
file was like when a program that knew it whole had closed it.
"""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from app.book.head_marks import place_digest
from app.book.place import Place
from app.book.storage import damage_words
from app.ground.clock import computer_start
from app.ground.errors import BookDamaged, StorageError
from app.ground.files import keep_private
from app.ground.paths import head_marks_folder
from models.sqlite.file import find_damage, has_log, is_checked_at_open
from models.sqlite.refusals import FileDamaged

_SUFFIX: Final = ".utuh"
_DAMAGED: Final = (
    "Berkas buku rusak. Jangan mencatat lagi. Tutup program, lalu pulihkan buku dari cadangan "
    "terakhir."
)
_AWAITED: Final = (
    "Buku ini besar dan sedang diperiksa, sekali setelah komputer dinyalakan atau program "
    "terputus. Perubahan belum tersimpan. Tunggu sampai pemeriksaan selesai, lalu coba lagi."
)


class _Stamp(NamedTuple):
    """What was written down: what the file was like, and what was wrong with it."""

    state: object = None
    damage: str = ""


class Wholeness:
    """What is known of the file at *place*, whose lock the caller holds."""

    def __init__(self, place: Place) -> None:
        self._path, self._key = place.path, place.key
        path = place.path
        stamp = _Stamp() if has_log(path) else _read_stamp(path)
        self._is_known = stamp == _Stamp(_state(path))
        # What another window has found while it worked is said before the next one opens.
        is_same = stamp.state == _state(path)
        self._details = stamp.damage if is_same else ""

    @property
    def is_awaited(self) -> bool:
        """Whether somebody has to look through the file before a step may write into it."""
        return not (self._is_known or self._details)

    def look_if_small(self) -> None:
        """Look through a file that is small enough for it to be opened only then.

        Raises:
            FileDamaged: it is damaged, or was found so before.
        """
        if self.is_awaited and is_checked_at_open(self._path):
            self.look()
        if self._details:
            raise FileDamaged(self._details)

    def look(self, is_cancelled: Callable[[], bool] = lambda: False) -> str:
        """Look through the whole file; return what is wrong in a sentence, empty if nothing.

        Takes seconds for a large book.

        Raises:
            FileRefused: the system refuses.
        """
        self._details = find_damage(self._path, self._key, is_cancelled)
        self._is_known = not self._details and not is_cancelled()
        return self._damage_words()

    def _damage_words(self) -> str:
        return f"{_DAMAGED} {damage_words(self._details)}" if self._details else ""

    def ensure(self) -> None:
        """Let nobody write into a file that is damaged, or that nobody has looked through yet.

        Raises:
            BookDamaged: it is damaged.
            StorageError: it is still being looked through.
        """
        if self._details:
            raise BookDamaged(self._damage_words())
        if not self._is_known:
            raise StorageError(_AWAITED)

    def ensure_now(self) -> None:
        """Do the same, and look first if nobody has.

        Raises:
            BookDamaged: it is damaged.
        """
        if self.is_awaited:
            self.look()
        self.ensure()

    def keep(self) -> None:
        """Write down that the file, closed, is whole as it lies there, or damaged."""
        if self.is_awaited or has_log(self._path):
            return
        place = _place(self._path)
        # Whoever cannot read it later looks once more.
        with contextlib.suppress(OSError):
            keep_private(place)
            said = [_state(self._path), self._details]
            place.write_text(json.dumps(said), encoding="utf-8")


def _place(path: Path) -> Path:
    return head_marks_folder() / f"{place_digest(path)}{_SUFFIX}"


def _read_stamp(path: Path) -> _Stamp:
    try:
        state, damage = json.loads(_place(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return _Stamp()
    return _Stamp(state, str(damage))


def _state(path: Path) -> list[int | str]:
    status = path.stat()
    # On Windows this is the moment when the file was made.
    changed = 0 if os.name == "nt" else status.st_ctime_ns
    return [computer_start(), status.st_ino, status.st_size, status.st_mtime_ns, changed]
