"""Turns what the database says of a file or a disk into a sentence for the officer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ground.errors import BookDamaged, BookLocked, BookRefused, StorageError
from app.ground.stored import UnknownValue
from models.sqlite import refusals
from models.sqlite.schema import Guard
from models.sqlite.trouble import trouble_in
from models.trouble import Trouble, UnreadableValue

_LONGEST_DETAIL: Final = 120
_SENTENCES: Final[Mapping[Trouble, str]] = {
    Trouble.FULL: (
        "Cakram penuh, perubahan belum tersimpan. Kosongkan ruang pada cakram, lalu coba lagi."
    ),
    Trouble.BUSY: (
        "Buku sedang dikunci program lain, perubahan belum tersimpan. "
        "Tunggu sebentar, lalu coba lagi."
    ),
    Trouble.NOT_WRITABLE: (
        "Berkas buku tidak dapat ditulisi, perubahan belum tersimpan. "
        "Periksa hak tulis pada berkas dan foldernya."
    ),
    Trouble.DAMAGED: (
        "Berkas buku rusak, perubahan belum tersimpan. Tutup program dan pulihkan buku dari "
        "cadangan terakhir."
    ),
    Trouble.OTHER: (
        "Berkas buku tidak dapat dibaca atau ditulis, perubahan belum tersimpan. "
        "Periksa cakram dan sambungannya. ({})"
    ),
}
_GUARD_KINDS: Final[Mapping[str, str]] = {
    "table": "tabel",
    "index": "indeks",
    "trigger": "penjaga",
    "view": "tampilan",
}


_REFUSALS: Final[Mapping[type[refusals.FileRefused], tuple[type[BookRefused], str]]] = {
    refusals.NotABook: (
        BookDamaged,
        "Berkas {path} bukan buku pengaduan. Berkas itu tidak diubah. "
        "Periksa apakah nama dan foldernya benar.",
    ),
    refusals.KeyWrong: (
        BookLocked,
        "Kunci salah: anak kunci yang dipakai bukan milik berkas {path}. Berkas itu tidak diubah.",
    ),
    refusals.FileDamaged: (
        BookDamaged,
        "Berkas {path} rusak. Berkas itu tidak diubah. Pulihkan buku dari cadangan terakhir. "
        "{damage}",
    ),
    refusals.FileTooNew: (
        BookRefused,
        "Buku {path} dibuat oleh versi program yang lebih baru (bentuk {error}). "
        "Berkas itu tidak diubah. Pasang versi program yang terbaru.",
    ),
    refusals.DiskFull: (
        BookRefused,
        "Cakram penuh, buku {path} tidak dapat dibuka, dibuat, atau diperbarui. "
        "Kosongkan ruang pada cakram, lalu coba lagi.",
    ),
    refusals.FileNotReadable: (
        BookRefused,
        "Berkas {path} tidak dapat dibaca. "
        "Periksa apakah berkas itu ada dan Anda berhak membukanya.",
    ),
    refusals.FileLocked: (
        BookRefused,
        "Berkas {path} sedang dikunci program lain. Berkas itu tidak diubah. Tunggu sebentar, lalu "
        "coba lagi.",
    ),
    refusals.FileNotWritable: (
        BookRefused,
        "Berkas {path} hanya dapat dibaca, tidak dapat ditulisi. Berkas itu tidak diubah. "
        "Periksa hak tulis pada berkas dan foldernya.",
    ),
}


@contextmanager
def explaining_refusal(path: Path) -> Iterator[None]:
    """Raise ``BookRefused`` with a sentence for whatever keeps the file from being opened."""
    try:
        yield
    except refusals.KeyMissing as error:
        raise BookLocked(locked_words(path)) from error
    except refusals.FileRefused as error:
        kind, words = _REFUSALS[type(error)]
        raise kind(words.format(path=path, error=error, damage=damage_words(str(error)))) from error


def locked_words(book: object) -> str:
    """Return what to do with a locked *book* that this computer cannot open by itself."""
    return (
        f"Buku {book} terkunci, dan komputer ini belum dapat membukanya sendiri. Buka dengan kode "
        "pemulihan atau frasa sandi buku itu."
    )


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


def ensure_nothing_foreign(path: Path, guards: Sequence[Guard]) -> None:
    """Raise ``BookDamaged`` where *guards* has tables, views or triggers that no book has.

    Reading them would run what somebody else has written.
    """
    named = ", ".join(guard_words(guard) for guard in guards if guard.is_foreign)
    if named:
        raise BookDamaged(
            f"Berkas {path} memuat bagian yang tidak dibuat program ini ({named}), jadi tidak "
            "dibuka. Berkas itu tidak diubah. Pulihkan buku dari cadangan terakhir."
        )


def _detail(error: BaseException) -> str:
    return str(error)[:_LONGEST_DETAIL]


@contextmanager
def explaining_storage() -> Iterator[None]:
    """Raise ``StorageError`` with a sentence when the disk or the file fails during a step."""
    try:
        yield
    except Exception as error:
        said = storage_error(error)
        if said is None:
            raise
        raise said from error


def storage_error(error: BaseException) -> StorageError | None:
    """Return what to say when *error* comes from the disk or the file, None for any other."""
    if isinstance(error, UnknownValue | UnreadableValue):
        return StorageError(
            "Buku memuat isi yang tidak dikenal program ini; mungkin diubah di luar program ini. "
            f"Jalankan periksa, lalu pulihkan buku dari cadangan terakhir. ({_detail(error)})"
        )
    if isinstance(error, refusals.FileNotReadable):
        return StorageError(_SENTENCES[Trouble.OTHER].format(error))
    trouble = trouble_in(error)
    return StorageError(_SENTENCES[trouble].format(error)) if trouble is not None else None
