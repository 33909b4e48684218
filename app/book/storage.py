"""Turns what the database says of a file or a disk into a sentence for the officer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ground.errors import BookRefused, StorageError
from models.sqlite import file as file_
from models.sqlite.schema import Guard

_LONGEST_DETAIL: Final = 120
_GUARD_KINDS: Final[Mapping[str, str]] = {
    "table": "tabel",
    "index": "indeks",
    "trigger": "penjaga",
    "view": "tampilan",
}


@contextmanager
def explaining_refusal(path: Path) -> Iterator[None]:
    """Raise ``BookRefused`` with a sentence for whatever keeps the file from being opened."""
    try:
        yield
    except file_.NotABook as error:
        raise BookRefused(
            f"Berkas {path} bukan buku pengaduan. Berkas itu tidak diubah. "
            "Periksa apakah nama dan foldernya benar."
        ) from error
    except file_.FileDamaged as error:
        raise BookRefused(
            f"Berkas {path} rusak. Berkas itu tidak diubah. Pulihkan buku dari cadangan terakhir. "
            f"{damage_words(error.details)}"
        ) from error
    except file_.FileTooNew as error:
        raise BookRefused(
            f"Buku {path} dibuat oleh versi program yang lebih baru (bentuk {error.version}). "
            "Berkas itu tidak diubah. Pasang versi program yang terbaru."
        ) from error
    except file_.DiskFull as error:
        raise BookRefused(
            f"Cakram penuh, buku {path} tidak dapat dibuat atau diperbarui. "
            "Kosongkan ruang pada cakram, lalu coba lagi."
        ) from error
    except file_.FileNotReadable as error:
        raise BookRefused(
            f"Berkas {path} tidak dapat dibaca. "
            "Periksa apakah berkas itu ada dan Anda berhak membukanya."
        ) from error
    except file_.FileNotWritable as error:
        raise BookRefused(
            f"Berkas {path} hanya dapat dibaca, tidak dapat ditulisi. Berkas itu tidak diubah. "
            "Periksa hak tulis pada berkas dan foldernya."
        ) from error


def damage_words(details: str) -> str:
    """Return the first of what SQLite found, for whoever helps the office."""
    lines = [line.strip(" ;") for line in details.replace(";", "\n").splitlines()]
    found = next((line for line in lines if line and not line.startswith("***")), "")
    return f"Rincian untuk penanggung jawab: {found[:_LONGEST_DETAIL]}." if found else ""


def guard_words(guard: Guard) -> str:
    """Return what a part of the book's form is called, for whoever helps the office."""
    return f"{_GUARD_KINDS[guard.kind]} {guard.name}"


def altered_words(guards: Sequence[Guard]) -> str:
    """Return in a sentence what of a book's form was altered, empty when nothing was."""
    named = ", ".join(guard_words(guard) for guard in guards)
    return named and (
        f"Susunan buku telah diubah di luar program ini ({named}). Jalankan periksa, lalu pulihkan "
        "buku dari cadangan terakhir."
    )


@contextmanager
def explaining_storage() -> Iterator[None]:
    """Raise ``StorageError`` with a sentence when the disk or the file fails during a step."""
    try:
        yield
    except Exception as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        raise trouble from error


def trouble_in(error: BaseException) -> StorageError | None:
    """Return what to say when *error* comes from the disk or the file, None for any other."""
    # Loaded only when something went wrong: a window that opens does not wait for it.
    import peewee

    from_driver = isinstance(error, file_.DriverError)
    # A broken rule is ours, not the machine's.
    is_machine = isinstance(error, peewee.DatabaseError) or from_driver
    is_ours = isinstance(error, peewee.IntegrityError | peewee.ProgrammingError | file_.BrokenRule)
    return StorageError(storage_sentence(error)) if is_machine and not is_ours else None


def storage_sentence(error: BaseException) -> str:
    """Return the sentence for a failure of the disk or the file while working."""
    from_driver = isinstance(error, file_.DriverError)
    cause = error if from_driver else error.__cause__ or error.__context__ or error
    kind = type(cause).__name__
    if kind == "FullError" or "disk is full" in str(error):
        return (
            "Cakram penuh, perubahan belum tersimpan. Kosongkan ruang pada cakram, lalu coba lagi."
        )
    if kind in {"BusyError", "LockedError"}:
        return (
            "Buku sedang dikunci program lain, perubahan belum tersimpan. "
            "Tunggu sebentar, lalu coba lagi."
        )
    if kind in {"ReadOnlyError", "CantOpenError", "PermissionsError"}:
        return (
            "Berkas buku tidak dapat ditulisi, perubahan belum tersimpan. "
            "Periksa hak tulis pada berkas dan foldernya."
        )
    if kind in {"CorruptError", "NotADBError"}:
        return (
            "Berkas buku rusak, perubahan belum tersimpan. Tutup program dan pulihkan buku dari "
            "cadangan terakhir."
        )
    return (
        "Berkas buku tidak dapat dibaca atau ditulis, perubahan belum tersimpan. "
        f"Periksa cakram dan sambungannya. ({error})"
    )
