"""A backup takes the place of the book; at every moment one of the two is there whole."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.book.book import Book
from app.book.cut_off import mend_own
from app.book.head_marks import read_head_marks
from app.book.key_slots import Opener, copy_slots, slot_file
from app.book.locking import BookLock, ensure_local, ensure_nameable
from app.book.lost_tail import lost_heads, tell_gone
from app.book.opening import open_book
from app.book.place import Place
from app.book.rights import Proof, ensure_may, officer_with
from app.book.storage import explaining_refusal, explaining_storage
from app.book.unlocking import unlocked
from app.ground.clock import Clock
from app.ground.errors import BookRefused, StorageError
from app.ground.log import log_event
from app.rules.events import Event
from models.disk import free_path
from models.sqlite.copies import CopyFailed, copy_file, recode_file
from models.sqlite.exchange import exchange, room_beside
from models.sqlite.file import check_file

# Name and id, the id of one who signed in with a PIN; an empty name where nobody is known.
_Seat = tuple[str, int | None]
# Lets somebody sit at the desk of the present book; in one with PINs nobody else restores.
SitDown = Callable[[Book], object]


def ensure_may_restore(book: Book) -> None:
    """Raise ``RightRefused`` or ``ProofNeeded`` where whoever signed in may not restore."""
    with book.transaction() as journal:
        journal.ensure_may(Event.BOOK_RESTORED)


def restore(
    backup: Path,
    place: Place,
    clock: Clock,
    sit_down: SitDown = lambda _: None,
    opener: Opener | None = None,
) -> Path | None:
    """Put *backup* in the place of the book; return where the book it replaces was kept.

    A present book that cannot even be read asks nobody: it is what a backup is for. A book whose
    key *place* knows stays encrypted with it, whatever the backup was; any other becomes as the
    backup is. A locked backup is opened by *opener*, or else by this computer.

    Raises:
        BookLocked: no key of the backup was had.
        RightRefused, SecretRefused: who sits at the desk of the present book may not restore.
        BookRefused: the backup is no sound book; the present book is untouched.
        BookInUse: somebody is writing in the present book.
        StorageError: the system refuses; says what is where.
    """
    book_path = place.path
    source = unlocked(place.copy_at(backup), opener)
    with explaining_refusal(backup):
        check_file(backup, source.key)
    _ensure_replaceable(backup, book_path)
    seat = _who_restores(place, clock, sit_down)
    lock = locked_for_restore(book_path, clock)
    try:
        mend_own(place)
        kept = _replace(source, place, clock, seat)
    finally:
        lock.release()
    log_event(f"Buku {book_path.name} dipulihkan dari {backup.name}")
    return kept


def _who_restores(place: Place, clock: Clock, sit_down: SitDown) -> _Seat:
    if not place.exists():
        return "", None
    try:
        present = open_book(place, clock=clock, read_only=True)
    except BookRefused:
        return "", None
    with present:
        sit_down(present)
        if present.settings.people.uses_pins:
            officer = officer_with(present, present.holding.officer_id)
            proof = Proof(officer.id, clock.utc()) if officer is not None else None
            ensure_may(officer, Event.BOOK_RESTORED, proof, clock.utc())
        return present.officer, present.holding.officer_id


def _ensure_replaceable(backup: Path, book_path: Path) -> None:
    if not book_path.parent.is_dir():
        raise BookRefused(f"Folder {book_path.parent} tidak ada.")
    ensure_local(book_path)
    ensure_nameable(book_path)
    try:
        is_folder = book_path.is_dir()
        is_same = book_path.exists() and book_path.samefile(backup)
    except OSError as error:
        raise BookRefused(
            f"{book_path} tidak dapat dibuka. Periksa nama berkas dan hak Anda atas foldernya."
        ) from error
    if is_folder:
        raise BookRefused(f"{book_path} adalah folder. Tulis nama berkas bukunya.")
    if is_same:
        raise BookRefused(
            f"{book_path} adalah cadangan itu sendiri, tidak ada yang diubah. "
            "Tulis nama berkas bukunya."
        )


def locked_for_restore(book_path: Path, clock: Clock) -> BookLock:
    """Take the lock of the book at *book_path*.

    Raises:
        BookInUse: somebody is writing in it.
        BookRefused: its folder cannot be written.
    """
    lock = BookLock(book_path)
    try:
        lock.take("pemulihan buku", clock.now())
    except OSError as error:
        raise BookRefused(
            f"Folder {book_path.parent} tidak dapat ditulisi, buku yang ada tidak berubah. "
            "Periksa nama berkas dan hak tulis pada folder itu."
        ) from error
    return lock


def _replace(source: Place, place: Place, clock: Clock, seat: _Seat) -> Path | None:
    backup, book_path = source.path, place.path
    kept = name_for_present(book_path, clock)
    try:
        with room_beside(book_path) as room:
            # All that needs room on the disk is done before the present book is touched.
            fresh = _copy(source, place, room / book_path.name)
            _tell_restored(fresh, backup, book_path, clock, seat)
            with kept_with_slots(book_path, kept):
                # Slots of the book before stay beside those of the new one: both can be opened.
                copy_slots(backup, book_path)
                exchange(fresh.path, book_path, kept, fresh.key)
    except (OSError, CopyFailed) as error:
        raise StorageError(_refusal(backup, book_path, kept)) from error
    return kept if kept.exists() else None


def _copy(source: Place, place: Place, path: Path) -> Place:
    """Copy the backup at *source* to *path*, for the book at *place*; return it with its key."""
    if place.key is None or place.key == source.key:
        copy_file(source.path, path, source.key)
        return source.copy_at(path)
    recode_file(source.path, source.key, path, place.key)
    return place.copy_at(path)


@contextmanager
def kept_with_slots(book_path: Path, kept: Path) -> Iterator[None]:
    """Let what opens the present book lie beside *kept* too, before the book goes there."""
    copy_slots(book_path, kept)
    try:
        yield
    finally:
        if not kept.exists():
            with contextlib.suppress(OSError):
                slot_file(kept).unlink(missing_ok=True)


def _tell_restored(fresh: Place, backup: Path, book_path: Path, clock: Clock, seat: _Seat) -> None:
    """Write into the journal that what came later is gone on purpose, and its numbers with it."""
    try:
        with (
            explaining_storage(),
            open_book(fresh, clock=clock, marks_head=False) as book,
            _seated(book, seat),
            book.transaction(by_person=False) as journal,
        ):
            gone = lost_heads(book, read_head_marks(book_path))
            tell_gone(journal, Event.BOOK_RESTORED, gone, backup=backup.name)
    except StorageError as error:
        # What is said of the copy is true of the backup.
        reason = str(error).replace(str(fresh), str(backup))
        raise StorageError(
            f"Pemulihan gagal, buku yang ada dan cadangan {backup} tidak berubah. {reason}"
        ) from error


@contextmanager
def _seated(book: Book, seat: _Seat) -> Iterator[None]:
    name, officer_id = seat
    book.holding.seat(name or book.officer, officer_id)
    yield


def _refusal(backup: Path, book_path: Path, kept: Path) -> str:
    if kept.exists():
        return (
            f"Pemulihan gagal di tengah jalan dan buku semula belum dapat dikembalikan. Buku itu "
            f"utuh di {kept}; jangan hapus atau pindahkan. Tutup program lain yang membuka berkas "
            f"itu, lalu buka kembali buku {book_path}: buku semula dikembalikan ke tempatnya."
        )
    return (
        f"Pemulihan gagal, buku yang ada dan cadangan {backup} tidak berubah. Tutup program lain "
        "yang membuka berkas buku, periksa ruang cakram dan hak tulis folder "
        f"{book_path.parent}, lalu coba lagi."
    )


def name_for_present(book_path: Path, clock: Clock) -> Path:
    """Return a name beside the book that nobody has yet."""
    moment = f"{clock.now():%Y-%m-%d %H.%M.%S}"
    name = f"{book_path.stem} sebelum dipulihkan {moment}{book_path.suffix}"
    return free_path(book_path.with_name(name))
