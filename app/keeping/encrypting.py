"""A plain book becomes an encrypted one; at every moment one of the two is there whole.

The encrypted copy is made beside the book, opened, inspected and compared with it before it takes
its place, and looked at once more there; only then does the plain file go. Whoever is cut off has
the plain book or the encrypted one, and begins anew.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.cut_off import kept_before_key, mend_own
from app.book.journal import last_entry
from app.book.locking import BookLock
from app.book.opening import open_book
from app.book.place import FilePlace, Place
from app.book.storage import explaining_refusal, explaining_storage
from app.book.unlocking import is_locked
from app.ground.clock import Clock
from app.ground.errors import BookError, BookRefused, StorageError, UserError
from app.ground.log import log_event
from app.ground.progress import Progress, Stopped
from app.keeping.inspection import inspect_book
from app.rules.events import Event
from models.book_key import BookKey
from models.sqlite.copies import CopyFailed, recode_file
from models.sqlite.exchange import exchange, room_beside
from models.sqlite.file import journal_ends

# Of a hundred: the book is looked through, copied, and the copy looked through.
_LOOKED: Final = 30
_COPIED: Final = 60
_DONE: Final = 100
_CHUNK: Final = 1 << 20


def ensure_may_encrypt(book: Book) -> None:
    """Raise ``RightRefused`` or ``ProofNeeded`` where who signed in may not encrypt the book."""
    with book.transaction() as journal:
        journal.ensure_may(Event.BOOK_LOCKED)


class EncryptingStopped(UserError):
    """Somebody stopped it before the book was exchanged."""

    def __init__(self) -> None:
        super().__init__("Penguncian dihentikan. Buku tidak berubah dan tidak terkunci.")


@dataclass(frozen=True, slots=True)
class _Content:
    """What must be the same of the book and its copy."""

    complaints: int
    head: tuple[int, str]
    problems: tuple[str, ...]


def encrypt(wanted: Place, clock: Clock, officer: str, progress: Progress) -> Path | None:
    """Encrypt the plain book at *wanted* with the key there, whose slots lie beside it already.

    Returns where the plain file still lies, should the system keep it from being removed.

    Raises:
        EncryptingStopped: *progress* said so; the book is as it was.
        BookInUse: somebody is writing in the book.
        BookError: the book is as it was, or lies whole where the sentence says.
    """
    place, key = FilePlace(wanted.path), _key_of(wanted)
    progress.total = _DONE
    with _held(place, clock):
        with explaining_refusal(place.path):
            mend_own(place)
        if is_locked(place):
            raise BookRefused(f"Buku {place} sudah terkunci.")
        kept = kept_before_key(place.path, clock.now())
        try:
            with room_beside(place.path) as room:
                fresh = FilePlace(room / place.path.name, key)
                head = _encrypted(place, fresh, clock, officer, progress)
                exchange(fresh.path, place.path, kept, key)
        except Stopped as error:
            raise EncryptingStopped from error
        except (OSError, CopyFailed) as error:
            if progress.is_over:
                raise EncryptingStopped from error
            raise StorageError(_refusal(place, kept)) from error
        _ensure_arrived(FilePlace(place.path, key), head, kept)
        log_event(f"Buku {place.path.name} dikunci")
        return None if shred(kept) else kept


@contextmanager
def _held(place: Place, clock: Clock) -> Iterator[None]:
    lock = BookLock(place.path)
    try:
        lock.take("penguncian buku", clock.now())
    except OSError as error:
        raise BookRefused(
            f"Folder {place.folder} tidak dapat ditulisi, buku tidak berubah. Periksa hak tulisnya."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _encrypted(
    place: Place, fresh: Place, clock: Clock, officer: str, progress: Progress
) -> tuple[int, str]:
    """Make the encrypted copy, compare it, tell its journal; return its last entry and hash."""
    before = _content(place, clock, progress)
    progress.tell(_LOOKED)
    recode_file(place.path, None, fresh.path, _key_of(fresh), _watching(place, fresh, progress))
    progress.tell(_COPIED)
    if _content(fresh, clock, progress) != before:
        raise StorageError(
            "Salinan terkunci tidak sama dengan buku, jadi buku tidak diganti dan tidak berubah. "
            "Periksa cakram, lalu coba lagi."
        )
    with (
        explaining_storage(),
        open_book(fresh, clock=clock, officer=officer, marks_head=False) as book,
    ):
        with book.transaction(by_person=False) as journal:
            journal.tell(Event.BOOK_LOCKED, {})
        head = _head(book)
    progress.tell(_DONE)
    return head


def _head(book: Book) -> tuple[int, str]:
    """Return number and hash of the last entry."""
    head = last_entry(book)
    return (head.sequence, head.hash) if head else (0, "")


def _key_of(place: Place) -> BookKey:
    if place.key is None:
        raise ValueError("a copy to be encrypted needs a key")
    return place.key


def _content(place: Place, clock: Clock, progress: Progress) -> _Content:
    with (
        explaining_refusal(place.path),
        explaining_storage(),
        open_book(place, clock=clock, read_only=True, is_forgiving=True) as book,
    ):
        report = inspect_book(book, lambda: progress.is_over, is_index_compared=False)
        head = _head(book)
    progress.ask()
    return _Content(report.complaints, head, report.problems)


def _watching(place: Place, fresh: Place, progress: Progress) -> Callable[[], bool]:
    """Return what SQLite asks now and then while it copies: it tells how far the copy has come."""
    whole = max(place.path.stat().st_size, 1)
    span = _COPIED - _LOOKED

    def look() -> bool:
        with contextlib.suppress(OSError):
            made = sum(part.stat().st_size for part in fresh.path.parent.iterdir())
            progress.done = _LOOKED + min(span, made * span // whole)
        return progress.is_over

    return look


def _ensure_arrived(place: Place, head: tuple[int, str], kept: Path) -> None:
    """Look at the encrypted book in its place before the plain one goes."""
    try:
        with explaining_refusal(place.path):
            found = journal_ends(place.path, place.key)[1:]
    except BookError as error:
        raise StorageError(f"{error} Buku semula utuh di {kept}; jangan hapus.") from error
    if found != head:
        raise StorageError(
            f"Buku terkunci tidak terbaca seperti ditulis. Buku semula utuh di {kept}; jangan "
            "hapus. Periksa cakram."
        )


def _refusal(place: Place, kept: Path) -> str:
    if kept.exists():
        return (
            f"Penguncian gagal di tengah jalan dan buku semula belum dapat dikembalikan. Buku itu "
            f"utuh di {kept}; jangan hapus atau pindahkan. Tutup program lain yang membuka berkas "
            f"itu, lalu buka kembali buku {place}."
        )
    return (
        f"Penguncian gagal, buku {place} tidak berubah. Periksa ruang cakram (perlu sebesar buku "
        f"itu sendiri) dan hak tulis folder {place.folder}, lalu coba lagi."
    )


def shred(path: Path) -> bool:
    """Overwrite the file at *path* and remove it; return whether it is gone.

    What a disk keeps below its own surface nobody can say.
    """
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, _CHUNK)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError:
        return False
    return True
