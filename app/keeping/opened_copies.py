"""Copies of attachments that other programs show: they hold what citizens sent and must not stay.

All lie in one folder of the program. Each running program has a numbered place in it, held by a
lock that the system frees even after a kill; whoever comes later clears the places that nobody
holds.
"""

import contextlib
import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from app.ground.errors import StorageError
from app.ground.paths import opened_folder
from models.sqlite.lock import FileLock

Mark = Callable[[Path], None]
_LOCK: Final = ".kunci"
# Source: Microsoft, MS-FSCC, "Zone.Identifier Stream Name"; zone 3 is the internet.
_ZONE: Final = "[ZoneTransfer]\r\nZoneId=3\r\n"


def mark_foreign(path: Path) -> None:
    """Tell Windows that the file at *path* came from outside, so that it is opened with care.

    A disk that knows no streams, as on most sticks, cannot be told.
    """
    with contextlib.suppress(OSError):
        Path(f"{path}:Zone.Identifier").write_text(_ZONE, encoding="ascii", newline="")


def leave_unmarked(path: Path) -> None:
    """Do nothing: only Windows asks where a file came from."""


USUAL_MARK: Final[Mark] = mark_foreign if os.name == "nt" else leave_unmarked


class OpenedCopies:
    """This program's place for opened copies; it is taken with the first one."""

    def __init__(self, folder: Path | None = None, mark: Mark = USUAL_MARK) -> None:
        self._folder = folder or opened_folder()
        self._mark = mark
        self._lock: FileLock | None = None
        self._place: Path | None = None

    def write(self, name: str, content: bytes) -> Path:
        """Write *content* under the safe *name* and return where; the same twice is one file.

        Raises:
            StorageError: the disk or the folder is in the way.
        """
        try:
            return self._written(self._own_place(), name, content)
        except OSError as error:
            raise StorageError(
                f"“{name}” tidak dapat dibuka: salinannya tidak dapat ditulis di {self._folder}. "
                "Periksa ruang cakram dan hak tulis folder itu."
            ) from error

    def sweep(self) -> None:
        """Remove what programs that have ended left behind; what is still shown stays."""
        for lock in sorted(self._folder.glob(f"*{_LOCK}")):
            _clear(lock)

    def close(self) -> None:
        """Remove this program's copies; what another program holds goes at a later start."""
        if self._lock is not None and self._place is not None:
            shutil.rmtree(self._place, ignore_errors=True)
            self._lock.release()
        self._lock = self._place = None

    def _own_place(self) -> Path:
        if self._place is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            self._lock, place = next(filter(None, map(self._free_place, count(1))))
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700, exist_ok=True)
            self._place = place
        return self._place

    def _free_place(self, number: int) -> tuple[FileLock, Path] | None:
        place = self._folder / str(number)
        lock = FileLock(_lock_of(place))
        return (lock, place) if lock.take() else None

    def _written(self, place: Path, name: str, content: bytes) -> Path:
        # A copy that was changed in the other program is left to it.
        for number in count(1):
            target = place / str(number) / name
            if not target.exists():
                target.parent.mkdir(mode=0o700, exist_ok=True)
                _write_private(target, content)
                self._mark(target)
                return target
            if target.read_bytes() == content:
                return target
        raise AssertionError


def _write_private(target: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
        file.write(content)


def _clear(lock_file: Path) -> None:
    lock = FileLock(lock_file)
    with contextlib.suppress(OSError):
        if lock.take():
            shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)
            lock.release()


def _lock_of(place: Path) -> Path:
    return place.with_name(place.name + _LOCK)
