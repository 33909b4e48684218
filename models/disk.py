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


# What the program keeps is for the eyes of the person whose computer account it is; Windows gives
# the same by the rights of the account's own folders.
PRIVATE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
# Of a paper: the account's own custom (umask) decides who else may read it.
CUSTOMARY: Final = 0o666


@contextmanager
def written_beside(target: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """Yield a scratch file in the folder of *target* that becomes it only if the block succeeds.

    It is there already, empty, with *mode* less what the account's umask takes away, so that no
    byte is ever written where others could read it.

    Raises:
        OSError: what was at *target* before is still there, and nothing half-made beside it.
    """
    scratch = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        make_file(scratch, mode)
        yield scratch
        flush(scratch)
        _sweep(scratch, target)
        rename(scratch, target)
    finally:
        discard(scratch)


def make_file(path: Path, mode: int = PRIVATE) -> None:
    """Make an empty file at *path*; one that is there stays as it is.

    Raises:
        OSError: it cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, mode))


def make_private_folder(folder: Path) -> None:
    """Make *folder* and those above it that are missing, for nobody else to look into.

    Raises:
        OSError: one cannot be made.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    # As ``Path.mkdir`` says it of a file in the way.
    folder.mkdir(exist_ok=True)


def close_folder(folder: Path) -> None:
    """Let nobody else look into *folder*, which an earlier release may have left open."""
    # Somebody else's folder, or a disk without rights, stays as it is.
    with contextlib.suppress(OSError):
        folder.chmod(_PRIVATE_FOLDER)


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
