"""Writing a file wholly or not at all, and saying why it could not be written."""

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.ground.errors import StorageError
from app.ground.names import is_too_long
from models.disk import (
    CUSTOMARY,
    flush,
    make_file,
    make_private_folder,
    rename,
    written_beside,
)

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


@contextmanager
def replacing_together(folder: Path) -> Iterator[Path]:
    """Yield a scratch folder; its files take their places in *folder* if the block succeeds.

    All are finished before the first is put in its place, so that files which belong together are
    new together. Where one cannot be replaced after all, the others still are, and it is said which
    are new and which old; a second try finishes.

    Raises:
        StorageError: the disk, the folder or a program that has one open is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as room:
            scratch = Path(room)
            yield scratch
            made = sorted(scratch.iterdir())
            _ensure_replaceable(folder, made)
            for path in made:
                flush(path)
            _put_in_place(folder, made)
    except OSError as error:
        raise StorageError(_sentence(error, folder)) from error


def _ensure_replaceable(folder: Path, made: Sequence[Path]) -> None:
    """Find out before the first file is replaced that one cannot be."""
    for path in made:
        target = folder / path.name
        if target.exists():
            try:
                # What is open in another program of Windows cannot be opened for writing.
                target.open("rb+").close()
            except OSError as error:
                raise StorageError(_sentence(error, target)) from error


def _put_in_place(folder: Path, made: Sequence[Path]) -> None:
    kept: list[str] = []
    for path in made:
        try:
            rename(path, folder / path.name)
        except OSError:
            kept.append(path.name)
    if kept:
        new = [path.name for path in made if path.name not in kept]
        raise StorageError(_mixed(folder, new, kept))


def _mixed(folder: Path, new: Sequence[str], kept: Sequence[str]) -> str:
    said = f"Sudah baru: {', '.join(new)}. " if new else ""
    return (
        f"Belum semua berkas di {folder} diganti. {said}Masih yang lama: {', '.join(kept)}. Tutup "
        "berkas itu bila sedang terbuka di program lain, lalu coba lagi."
    )


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
