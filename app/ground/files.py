"""Writing a file wholly or not at all, and saying why it could not be written."""

import contextlib
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ground.errors import StorageError
from app.ground.names import is_too_long
from models.disk import CUSTOMARY, make_file, make_private_folder, written_beside

_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS})


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a scratch path that becomes *target* only if the block succeeds.

    It is for what a person asked for and puts where it suits: others may read it as far as that
    person's account lets them.

    Raises:
        StorageError: the disk, the folder or a program that has *target* open is in the way; what
            was there before is still there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(target, CUSTOMARY) as scratch:
            yield scratch
    except OSError as error:
        raise StorageError(_sentence(error, target)) from error


def keep_private(file: Path) -> None:
    """Let *file*, which the program writes for itself, be read by nobody else.

    A folder that cannot be written is found out by whoever writes into it.
    """
    with contextlib.suppress(OSError):
        make_private_folder(file.parent)
        make_file(file)


def _is_name_too_long(error: OSError, target: Path) -> bool:
    if error.errno == errno.ENOENT and os.name == "nt":
        # So does Windows say it.
        return is_too_long(target, is_windows=True)
    return error.errno == errno.ENAMETOOLONG


def _sentence(error: OSError, target: Path) -> str:
    kept = "Berkas sebelumnya, bila ada, tidak berubah."
    if _is_name_too_long(error, target):
        return f"Nama “{target.name}” terlalu panjang. {kept} Pilih nama atau folder yang pendek."
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
