"""Files as a disk keeps them: written beside and renamed, so that a power cut finds them whole."""

import contextlib
import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Final

# Seconds: whoever writes beside a file so long ago was killed.
_ABANDONED_AFTER: Final = 3600


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Yield a scratch path in the folder of *target* that becomes it only if the block succeeds.

    Raises:
        OSError: what was at *target* before is still there, and nothing half-made beside it.
    """
    scratch = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        yield scratch
        flush(scratch)
        _sweep(scratch, target)
        rename(scratch, target)
    finally:
        discard(scratch)


def rename(source: Path, target: Path) -> None:
    """Let *source* take the place of *target* in the same folder, also for a power cut after it."""
    source.replace(target)
    # It is renamed; what a disk that refuses this does at a power cut, nobody can say.
    with contextlib.suppress(OSError):
        flush_folder(target.parent)


def flush(path: Path) -> None:
    """Wait until the content of the file at *path* is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in *folder* are on the disk."""
    # Windows cannot open a folder as a file; there the rename is on disk with the file.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def free_path(wanted: Path) -> Path:
    """Return *wanted*, numbered before its ending while something of that name is there."""
    numbered = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
    return next(path for path in chain([wanted], numbered) if not list(_named(path)))


def discard(scratch: Path) -> None:
    """Remove *scratch* and what was made beside it under its name; what cannot be removed stays."""
    for path in _named(scratch):
        # The failure that matters is already on its way; a later writer sweeps what stays.
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _named(path: Path) -> Iterator[Path]:
    """Yield *path* and what lies beside it under its name."""
    return path.parent.glob(f"{glob.escape(path.name)}*")


def _sweep(scratch: Path, target: Path) -> None:
    """Remove what writers of *target* that were killed have left; *scratch* tells the time."""
    now = scratch.stat().st_mtime
    for part in target.parent.glob(f".{glob.escape(target.name)}.*.part*"):
        # A younger one may be of somebody who is writing.
        with contextlib.suppress(OSError):
            if now - part.stat().st_mtime > _ABANDONED_AFTER:
                part.unlink()
