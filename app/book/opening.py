"""Opening a book: its file is looked at, locked and brought up to date before a table is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, TypedDict, Unpack

from app.book.cut_off import ensure_no_lone_log, is_there, mend_before_reading, mend_own
from app.book.head_marks import HeadMarks
from app.book.holding import Holding, close_after
from app.book.locking import BookLock, ensure_local, ensure_nameable
from app.book.older import copy_words
from app.book.place import Place
from app.book.storage import (
    altered_words,
    ensure_nothing_foreign,
    explaining_refusal,
    explaining_storage,
)
from app.book.wholeness import Wholeness
from app.ground.clock import Clock, SystemClock
from app.ground.errors import BookInUse, BookRefused
from app.rules.officers import UNNAMED_OFFICER
from models.sqlite.file import (
    altered_guards,
    check_file,
    check_header,
    create_file,
    ensure_writable,
    is_checked_at_open,
)
from models.sqlite.schema import newest_version

# Whatever knows the tables comes with the first reading: the first window does not wait for it.
if TYPE_CHECKING:
    from app.book.book import Book
    from app.book.store import Store


class OpenedBook:
    """A book that is opened and not yet read: nothing can be asked before ``load``."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        self._store: Store | None = None
        self._book: Book | None = None
        self._loading = RLock()

    def load(self) -> "Book":
        """Return the book, which this thread may ask until it is closed.

        The first time the tables are loaded, and settings and holidays read, which takes longer
        than opening the file did; afterwards it costs nothing.

        Raises:
            BookRefused: its settings or holidays cannot be read.
            StorageError: the disk or the file failed.
        """
        with explaining_storage():
            self._tables().connect()
            return self._read_once()

    @contextmanager
    def worker_connection(self) -> Iterator["Book"]:
        """Let another thread ask the book within the block; reads it if nobody has yet.

        Raises:
            BookRefused: its settings or holidays cannot be read.
            StorageError: the disk or the file failed.
        """
        with explaining_storage(), self._tables().connected():
            yield self._read_once()

    def _tables(self) -> "Store":
        with self._loading:
            if self._store is None:
                from models.sqlite.engine import SqliteStore

                path, key = self.holding.file_to_read(), self.holding.place.key
                with explaining_refusal(path):
                    self._store = SqliteStore(path, key, read_only=self.holding.read_only)
            return self._store

    def _read_once(self) -> "Book":
        from app.book.book import Book
        from app.book.lost_tail import notice_loss
        from app.book.new_book import begin_new_book
        from app.book.upgrade import upgrade_settings

        with self._loading:
            if self._book is None:
                store = self._tables()
                if not self.holding.read_only:
                    begin_new_book(self.holding, store)
                notice_loss(self.holding, store)
                book = Book(self.holding, store)
                if not self.holding.read_only:
                    upgrade_settings(self.holding, store)
                    book.mark_head()
                self._book = book
            return self._book

    def is_to_be_checked(self) -> bool:
        """Return whether the file was too large to be looked through when it was opened."""
        is_large = not is_checked_at_open(self.holding.place.path)
        return is_large and self.holding.wholeness.is_awaited

    def find_damage(self, is_cancelled: Callable[[], bool] = lambda: False) -> str:
        """Look through the whole file and return what is wrong in a sentence, empty if nothing.

        Takes seconds; needs no connection of this book. Until then no step may write into it.

        Raises:
            BookRefused: the system refuses.
        """
        with explaining_refusal(self.holding.place.path):
            return self.holding.wholeness.look(is_cancelled)

    def close(self) -> None:
        """Close the file and let others write."""
        try:
            if self._store is not None:
                self._store.close()
        finally:
            self.holding.release()

    def __enter__(self) -> "OpenedBook":
        return self

    def __exit__(self, kind: type[BaseException] | None, *unused: object) -> None:
        close_after(self, kind)


class Wishes(TypedDict, total=False):
    """How a book is to be opened.

    Attributes:
        clock: what time it is; the system clock by default.
        officer: who sits at the desk.
        read_only: open for reading beside a program that writes.
        may_create: start a new book where there is none.
        or_read_only: open for reading when somebody else has the book, instead of refusing.
        new_salt: what makes the journal's salts; only the sample book has its own.
        office: code of the regency whose office starts a new book; the first offered by default.
        marks_head: write down outside the book how far its journal has come; off for a copy that
            is about to go to another place.
        is_forgiving: read a book whose settings or days off cannot be read, to say so.
    """

    clock: Clock
    officer: str
    read_only: bool
    may_create: bool
    or_read_only: bool
    new_salt: Callable[[], str]
    office: str
    marks_head: bool
    is_forgiving: bool


def open_book(place: Place, **wishes: Unpack[Wishes]) -> "Book":
    """Open and read the complaint book at *place*.

    Raises:
        BookRefused: it cannot be opened as a book; it was not touched.
        BookInUse: somebody else is writing in it.
        StorageError: the disk or the file failed.
    """
    opened = open_unread(place, **wishes)
    try:
        if not opened.holding.read_only:
            opened.holding.wholeness.ensure_now()
        return opened.load()
    except BaseException as error:
        close_after(opened, type(error))
        raise


def open_unread(place: Place, **wishes: Unpack[Wishes]) -> OpenedBook:
    """Open the complaint book at *place*; whoever asks it first, reads it.

    Raises:
        BookRefused: it cannot be opened as a book; it was not touched.
        BookInUse: somebody else is writing in it.
    """
    read_only = wishes.get("read_only", False)
    if not _exists(place) and (read_only or not wishes.get("may_create", False)):
        raise BookRefused(f"Buku {place} tidak ada. Periksa nama dan foldernya.")
    if read_only:
        return _open_for_reading(place, wishes, "Buku dibuka untuk dibaca saja.")
    try:
        return _open_for_writing(place, wishes)
    except BookInUse as error:
        if not wishes.get("or_read_only", False):
            raise
        return _open_for_reading(place, wishes, str(error))


def _exists(place: Place) -> bool:
    try:
        return is_there(place.path)
    except OSError as error:
        ensure_nameable(place.path)
        raise BookRefused(
            f"Buku {place} tidak dapat dibuka. Periksa nama berkas dan hak Anda atas foldernya."
        ) from error


def _open_for_reading(place: Place, wishes: Wishes, reason: str) -> OpenedBook:
    path, clock = place.path, wishes.get("clock") or SystemClock()
    notice = mend_before_reading(place, clock.now())
    with explaining_refusal(path):
        version = check_file(path, place.key)
        guards = altered_guards(path, place.key)
    ensure_nothing_foreign(path, guards)
    altered = altered_words(guards)
    reason = " ".join(filter(None, (reason, copy_words(version), altered)))
    officer = wishes.get("officer", "")
    return OpenedBook(
        Holding(
            place,
            clock,
            officer,
            None,
            reason,
            version=version,
            notice=notice,
            is_forgiving=wishes.get("is_forgiving", False),
        )
    )


def _open_for_writing(place: Place, wishes: Wishes) -> OpenedBook:
    path, clock = place.path, wishes.get("clock") or SystemClock()
    officer = wishes.get("officer") or UNNAMED_OFFICER
    ensure_local(path)
    if not path.parent.is_dir():
        raise BookRefused(f"Folder {path.parent} tidak ada. Buat foldernya atau pilih yang lain.")
    if path.exists():
        with explaining_refusal(path):
            check_header(path, place.key)
    else:
        ensure_nameable(path)
    lock = BookLock(path)
    try:
        lock.take(officer, clock.now())
    except OSError as error:
        raise BookRefused(
            f"Folder {path.parent} tidak dapat ditulisi. Periksa hak tulis pada folder itu."
        ) from error
    try:
        notice, wholeness = _make_ready(place, clock)
    except BaseException:
        lock.release()
        raise
    return OpenedBook(
        Holding(
            place,
            clock,
            officer,
            lock,
            new_salt=wishes.get("new_salt"),
            notice=notice,
            office=wishes.get("office", ""),
            head_marks=HeadMarks(path) if wishes.get("marks_head", True) else None,
            wholeness=wholeness,
        )
    )


def _make_ready(place: Place, clock: Clock) -> tuple[str, Wholeness]:
    """Make the locked book whole and of this program's form.

    Returns what to say of it, and whether it was looked through.
    """
    path = place.path
    notice = mend_own(place)
    with explaining_refusal(path):
        if not path.exists():
            ensure_no_lone_log(path)
            create_file(path, place.key)
        version = check_file(path, place.key, is_looked_through=False)
        wholeness = Wholeness(place)
        wholeness.look_if_small()
        ensure_writable(path)
        _ensure_guarded(place)
        if version < newest_version():
            wholeness.ensure_now()
            # Brings the tables along, which only a book of an older program waits for.
            from app.book.upgrade import upgrade

            notice = " ".join(filter(None, (notice, upgrade(place, version, clock))))
    return notice, wholeness


def _ensure_guarded(place: Place) -> None:
    altered = altered_words(altered_guards(place.path, place.key))
    if altered:
        raise BookRefused(f"Buku {place} tidak dibuka untuk ditulisi. {altered}")
