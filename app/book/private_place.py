"""A folder for copies that hold what citizens said and must not stay when the program has ended.

All programs have theirs in one folder. Each takes a number, held by a lock that the system frees
even after a kill; whoever comes later clears the numbers that nobody holds.
"""

import contextlib
import shutil
from itertools import count
from pathlib import Path
from typing import Final

from app.ground.paths import private_folder
from models.disk import make_private_folder
from models.sqlite.lock import FileLock

_LOCK: Final = ".kunci"


class PrivatePlace:
    """One program's folder; it is taken when it is first wanted."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or private_folder()
        self._lock: FileLock | None = None
        self._place: Path | None = None

    def take(self) -> Path:
        """Return the folder, which nobody else on this computer can read.

        Raises:
            OSError: it cannot be made.
        """
        if self._place is None:
            make_private_folder(self.folder)
            self.folder.chmod(0o700)
            self._lock, place = next(filter(None, map(self._free, count(1))))
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700, exist_ok=True)
            self._place = place
        return self._place

    def sweep(self) -> None:
        """Remove what programs that have ended left behind; what is still in use stays."""
        for lock_file in sorted(self.folder.glob(f"*{_LOCK}")):
            lock = FileLock(lock_file)
            with contextlib.suppress(OSError):
                if lock.take():
                    shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)
                    lock.release()

    def close(self) -> None:
        """Remove the folder; what another program holds in it goes at a later start."""
        if self._lock is not None and self._place is not None:
            shutil.rmtree(self._place, ignore_errors=True)
            self._lock.release()
        self._lock = self._place = None

    def _free(self, number: int) -> tuple[FileLock, Path] | None:
        place = self.folder / str(number)
        lock = FileLock(place.with_name(place.name + _LOCK))
        return (lock, place) if lock.take() else None
