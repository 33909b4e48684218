"""Writing a file wholly or not at all, and naming it safely."""

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ground.errors import StorageError

_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS})
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\s]+')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME: Final = 120


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a scratch path that becomes *target* only if the block succeeds.

    Raises:
        StorageError: the disk, the folder or a program that has *target* open is in the way; what
            was there before is still there.
    """
    scratch = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield scratch
        _flush(scratch)
        scratch.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise StorageError(_sentence(error, target)) from error
    finally:
        _discard(scratch)


def safe_file_name(text: str) -> str:
    """Return *text* as a file name every system accepts: ``007/PGD/X/2026`` → ``007-PGD-X-2026``.

    Spaces stay; what no file name may hold becomes a hyphen.
    """
    shown = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    parts = (_FORBIDDEN.sub("-", word) for word in shown.split())
    name = " ".join(parts)[:_LONGEST_NAME].strip(" .-")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder as a file; there the rename is on disk with the file.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _discard(scratch: Path) -> None:
    try:
        scratch.unlink(missing_ok=True)
    except OSError:
        # The failure that matters is already on its way; a leftover is overwritten next time.
        return


def _sentence(error: OSError, target: Path) -> str:
    kept = "Berkas sebelumnya, bila ada, tidak berubah."
    if error.errno in _DISK_FULL:
        return (
            f"Cakram penuh: “{target.name}” tidak dapat ditulis. {kept} "
            "Kosongkan ruang pada cakram, lalu coba lagi."
        )
    if error.errno in _NOT_ALLOWED:
        return (
            f"“{target.name}” tidak dapat ditulis. {kept} Tutup berkas itu bila sedang terbuka "
            f"di program lain dan periksa izin folder {target.parent}, lalu coba lagi."
        )
    return f"“{target.name}” tidak dapat ditulis. {kept} Periksa folder {target.parent}."
