"""What somebody who was killed has left of a book: put right before the book is opened again."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.locking import BookLock
from app.book.place import Place
from app.ground.errors import BookRefused
from app.ground.log import log_trouble
from models.disk import free_path
from models.sqlite.exchange import CutOff, Outcome, is_cut_off, log_without_book, mend

_SENTENCES: Final[Mapping[Outcome, str]] = {
    Outcome.NOT_BEGUN: "{what} buku {book} terputus sebelum buku diganti. Buku tidak berubah.",
    Outcome.PUT_BACK: (
        "{what} buku {book} terputus. Buku semula sudah dikembalikan ke tempatnya, utuh seperti "
        "sebelumnya."
    ),
    Outcome.DONE: (
        "{what} buku {book} terputus setelah buku diganti, jadi sudah selesai. Buku sebelumnya "
        "disimpan di {kept}."
    ),
}

_BEFORE_KEY: Final = " sebelum dikunci "


def kept_before_key(path: Path, now: datetime) -> Path:
    """Return a free name beside the book at *path* for what it was before it was encrypted."""
    moment = f"{now:%Y-%m-%d %H.%M.%S}"
    return free_path(path.with_name(f"{path.stem}{_BEFORE_KEY}{moment}{path.suffix}"))


def is_there(path: Path) -> bool:
    """Return whether there is a book at *path*, or one that can be put back there.

    Raises:
        OSError: the folder cannot be read.
    """
    return path.exists() or is_cut_off(path)


def mend_own(book: Place) -> str:
    """Put right *book*, whose lock the caller holds; return what to say of it.

    Raises:
        BookRefused: the system refuses; the sentence says where the book lies.
    """
    path = book.path
    try:
        found = mend(path, book.key)
    except OSError as error:
        raise BookRefused(
            f"Buku {path} belum dapat dikembalikan setelah penggantian terputus. Berkasnya utuh "
            f"di folder {path.parent} dengan nama “… sebelum dipulihkan …” atau "
            "“… sebelum dikunci …”. Tutup program lain yang membuka berkas itu, lalu coba lagi."
        ) from error
    if found is None:
        return ""
    sentence = _sentence(path, found)
    log_trouble(sentence)
    return sentence


def mend_before_reading(book: Place, now: datetime) -> str:
    """Put right *book* if it cannot be read as it is; return what to say of it.

    Raises:
        BookInUse: somebody is at it now.
        BookRefused: the system refuses.
    """
    path = book.path
    if not is_cut_off(path):
        return ""
    lock = BookLock(path)
    try:
        lock.take("pemulihan buku", now)
    except OSError as error:
        raise BookRefused(
            f"Buku {path} harus dirapikan setelah program terputus, tetapi foldernya tidak dapat "
            "ditulisi. Periksa hak tulis pada folder itu."
        ) from error
    try:
        return mend_own(book)
    finally:
        lock.release()


def _sentence(path: Path, found: CutOff) -> str:
    return _SENTENCES[found.outcome].format(
        what="Penguncian" if _BEFORE_KEY in found.kept.name else "Pemulihan",
        book=path,
        kept=found.kept,
    )


def ensure_no_lone_log(path: Path) -> None:
    """Raise ``BookRefused`` where only the log of a book is there: a new one would read it."""
    log = log_without_book(path)
    if log is not None:
        raise BookRefused(
            f"Buku {path} tidak ada, tetapi catatannya yang belum dipindahkan ke buku masih ada: "
            f"{log.name}. Kembalikan berkas buku ke folder itu; bila buku memang hendak dimulai "
            "baru, pindahkan dulu berkas catatan itu. Belum ada yang diubah."
        )
