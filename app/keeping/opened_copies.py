"""Copies of attachments that other programs show: they hold what citizens sent and must not stay.

They lie in the program's private place and go with it.
"""

import contextlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from app.book.private_place import PrivatePlace
from app.ground.errors import StorageError

Mark = Callable[[Path], None]
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
    """The copies that this program has opened, until it ends."""

    def __init__(self, folder: Path | None = None, mark: Mark = USUAL_MARK) -> None:
        self._place = PrivatePlace(folder)
        self._mark = mark

    def write(self, name: str, content: bytes) -> Path:
        """Write *content* under the safe *name* and return where; the same twice is one file.

        Raises:
            StorageError: the disk or the folder is in the way.
        """
        try:
            return self._written(self._place.take(), name, content)
        except OSError as error:
            raise StorageError(
                f"“{name}” tidak dapat dibuka: salinannya tidak dapat ditulis di "
                f"{self._place.folder}. Periksa ruang cakram dan hak tulis folder itu."
            ) from error

    def sweep(self) -> None:
        """Remove what programs that have ended left behind; what is still shown stays."""
        self._place.sweep()

    def close(self) -> None:
        """Remove this program's copies; what another program holds goes at a later start."""
        self._place.close()

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
