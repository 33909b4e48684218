"""Book: one open complaint book, with its database, officer at the desk, clock and calendar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock, local
from typing import TYPE_CHECKING

from app.book.cut_off import ensure_no_lone_log, is_there, mend_before_reading, mend_own
from app.book.locking import BookLock, ensure_local, ensure_nameable
from app.book.older import copy_words, file_to_read
from app.book.private_place import PrivatePlace
from app.book.storage import (
    altered_words,
    damage_words,
    explaining_refusal,
    explaining_storage,
)
from app.ground.clock import Clock, SystemClock
from app.ground.errors import BookInUse, BookRefused, ClockWentBack, ReadOnlyBook
from app.rules.officers import UNNAMED_OFFICER
from models.sqlite.file import (
    altered_guards,
    check_file,
    check_header,
    create_file,
    ensure_writable,
    find_damage,
    is_checked_at_open,
)
from models.sqlite.schema import newest_version

# Whatever knows the tables is loaded with them, see ``Book.load``: the first window does not wait.
if TYPE_CHECKING:
    from app.book.journal import Recorder
    from app.book.settings import Settings
    from app.book.store import Query, Store
    from app.rules.deadlines import Limits
    from app.rules.workdays import WorkCalendar
    from models.sqlite.engine import SqliteStore


class Book:
    """One open complaint book.

    Attributes:
        path: the file.
        clock: what time it is at the office.
        officer: name of the officer at the desk; every journal entry carries it.
        version: of the file's form; older than the program's only where it is read.
        read_only: steps are refused; ``read_only_reason`` says why.
        notice: what was put right when the book was opened, in a sentence; mostly empty.
        settings: what the office sets; there once the book is loaded.
        calendar: which days are worked; there once the book is loaded.
    """

    settings: "Settings"
    calendar: "WorkCalendar"

    def __init__(
        self,
        path: Path,
        clock: Clock,
        officer: str,
        lock: BookLock | None,
        read_only_reason: str = "",
        new_salt: Callable[[], str] | None = None,
        version: int | None = None,
        notice: str = "",
        office: str = "",
    ) -> None:
        self.path = path
        self.version = version or newest_version()
        self.notice = notice
        self.clock = clock
        self._officer = officer
        self.read_only_reason = read_only_reason
        self._lock = lock
        self._new_salt = new_salt
        self._office = office
        # Of the transaction that each thread has open.
        self._here = local()
        self._accepted_moment: datetime | None = None
        self._store: SqliteStore | None = None
        self._aside = PrivatePlace()
        self._is_read = False
        self._loading = RLock()

    @property
    def officer(self) -> str:
        """The officer at the desk."""
        return self._officer

    @officer.setter
    def officer(self, name: str) -> None:
        self._officer = name
        if self._lock is not None:
            self._lock.pass_to(name)

    @property
    def read_only(self) -> bool:
        """Whether steps are refused."""
        return self._lock is None

    @property
    def limits(self) -> "Limits":
        """The limits of the clocks."""
        return self.settings.limits

    @property
    def store(self) -> "Store":
        """The tables of this book."""
        with self._loading:
            if self._store is None:
                from models.sqlite.engine import SqliteStore

                path = file_to_read(self.path, self.version, self._aside)
                self._store = SqliteStore(path, read_only=self.read_only)
            return self._store

    def rows(self, query: "Query") -> "Query":
        """Return *query*, to be answered by this book; one that no book was given to fails."""
        return self.store.rows(query)

    def load(self) -> None:
        """Let this thread ask the book until it is closed; what is there already costs nothing.

        The first time the tables are loaded, and settings and holidays read, which takes longer
        than opening the file did.

        Raises:
            StorageError: the disk or the file failed.
        """
        with explaining_storage():
            self.store.connect()
            self._read_once()

    def _read_once(self) -> None:
        from app.book.journal import last_entry
        from app.book.new_book import fill_new_book
        from app.book.office_pack import default_office, read_pack
        from app.book.upgrade import upgrade_settings

        with self._loading:
            if self._is_read:
                return
            # A new book, or one whose making was interrupted.
            if not self.read_only and last_entry(self.store) is None:
                pack = read_pack(self._office or default_office())
                # Before the first entry, so that it bears the time of the office.
                self.clock = self.clock.in_zone(pack.settings.office.zone)
                with self.transaction() as journal:
                    fill_new_book(journal, pack, self.clock.today().year)
            self.refresh()
            if not self.read_only:
                upgrade_settings(self.store, self.clock)
            self._is_read = True

    def refresh(self) -> None:
        """Read settings and holidays again, after a step has changed them."""
        from app.book.days_off import build_calendar
        from app.book.settings import read_settings

        self.settings = read_settings(self.store)
        self.clock = self.clock.in_zone(self.settings.office.zone)
        self.calendar = build_calendar(self.store, self.settings.workweek)

    @contextmanager
    def transaction(self, *, asks_clock: bool = True) -> Iterator["Recorder"]:
        """Open the one transaction of a step; within another one, join it.

        *asks_clock* is off for what no person does, such as a restore: no clock may stop it.

        Raises:
            ReadOnlyBook: the book is open for reading only.
            ClockWentBack: the computer's clock shows a time before the last entry.
            StorageError: the disk or the file failed; nothing was stored.
        """
        if hasattr(self._here, "recorder"):
            yield self._here.recorder
            return
        from app.book.journal import Recorder

        self._ensure_writable()
        with explaining_storage(), self.store.turn() as head:
            if asks_clock:
                self._ensure_clock_runs_on()
            recorder = Recorder(self.store, head, self.officer, self.clock, self._new_salt)
            self._here.recorder = recorder
            try:
                yield recorder
            finally:
                del self._here.recorder

    @contextmanager
    def writing_aside(self) -> Iterator[None]:
        """Open a transaction for what is no part of the book, such as drafts; it has no entry.

        Raises:
            ReadOnlyBook: the book is open for reading only.
            StorageError: the disk or the file failed; nothing was stored.
        """
        self._ensure_writable()
        with explaining_storage(), self.store.database.atomic():
            yield

    def _ensure_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyBook(f"Buku hanya dapat dibaca. {self.read_only_reason}")

    @contextmanager
    def worker_connection(self) -> Iterator[None]:
        """Let another thread read this book within the block; loads it if nobody has yet.

        Raises:
            StorageError: the disk or the file failed.
        """
        with explaining_storage(), self.store.connected():
            self._read_once()
            yield

    def is_to_be_checked(self) -> bool:
        """Return whether the file was too large to be looked through when it was opened."""
        return not is_checked_at_open(self.path)

    def find_damage(self, is_cancelled: Callable[[], bool]) -> str:
        """Look through the whole file and return what is wrong in a sentence, empty if nothing.

        Takes seconds; needs no connection of this book.
        """
        details = find_damage(self.path, is_cancelled)
        return details and (
            "Berkas buku rusak. Jangan mencatat lagi. Tutup program, lalu pulihkan buku dari "
            f"cadangan terakhir. {damage_words(details)}"
        )

    def clock_went_back(self) -> ClockWentBack | None:
        """Return what is wrong when the clock shows a time before the last entries, else None."""
        from app.book.journal import latest_entry

        latest = latest_entry(self.store)
        if latest is None or datetime.fromisoformat(latest.at_utc) <= self.clock.utc():
            return None
        return ClockWentBack(self.clock.now(), datetime.fromisoformat(latest.at_office))

    def _ensure_clock_runs_on(self) -> None:
        went_back = self.clock_went_back()
        if went_back is not None and went_back.last != self._accepted_moment:
            raise went_back

    def accept_clock(self, error: ClockWentBack) -> None:
        """Let steps go on with a clock that a person says is right, until a later entry."""
        self._accepted_moment = error.last

    def close(self) -> None:
        """Close the file and let others write."""
        try:
            if self._store is not None:
                self._store.close()
        finally:
            self._aside.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def open_book(
    path: Path,
    *,
    clock: Clock | None = None,
    officer: str = "",
    read_only: bool = False,
    may_create: bool = False,
    or_read_only: bool = False,
    load: bool = True,
    new_salt: Callable[[], str] | None = None,
    office: str = "",
) -> Book:
    """Open the complaint book at *path*.

    Args:
        path: the file.
        clock: what time it is; the system clock by default.
        officer: who sits at the desk.
        read_only: open for reading beside a program that writes.
        may_create: start a new book where there is no file.
        or_read_only: open for reading when somebody else has the book, instead of refusing.
        load: also make it ready to be asked; without, ``Book.load`` or a worker does it later.
        new_salt: what makes the journal's salts; only the sample book has its own.
        office: code of the regency whose office starts a new book; the first offered by default.

    Raises:
        BookRefused: the file cannot be opened as a book; it was not touched.
        BookInUse: somebody else is writing in it.
    """
    clock = clock or SystemClock()
    if not _exists(path) and not (may_create and not read_only):
        raise BookRefused(f"Buku {path} tidak ada. Periksa nama dan foldernya.")
    if read_only:
        book = _open_for_reading(path, clock, officer, "Buku dibuka untuk dibaca saja.")
    else:
        try:
            book = _open_for_writing(path, clock, officer, new_salt, office)
        except BookInUse as error:
            if not or_read_only:
                raise
            book = _open_for_reading(path, clock, officer, str(error))
    if load:
        _load_or_close(book)
    return book


def _exists(path: Path) -> bool:
    try:
        return is_there(path)
    except OSError as error:
        ensure_nameable(path)
        raise BookRefused(
            f"Buku {path} tidak dapat dibuka. Periksa nama berkas dan hak Anda atas foldernya."
        ) from error


def _load_or_close(book: Book) -> None:
    try:
        book.load()
    except BaseException:
        book.close()
        raise


def _open_for_reading(path: Path, clock: Clock, officer: str, reason: str) -> Book:
    notice = mend_before_reading(path, clock.now())
    with explaining_refusal(path):
        version = check_file(path)
        altered = altered_words(altered_guards(path))
    reason = " ".join(filter(None, (reason, copy_words(version), altered)))
    return Book(path, clock, officer, None, reason, version=version, notice=notice)


def _open_for_writing(
    path: Path, clock: Clock, officer: str, new_salt: Callable[[], str] | None, office: str
) -> Book:
    ensure_local(path)
    if not path.parent.is_dir():
        raise BookRefused(f"Folder {path.parent} tidak ada. Buat foldernya atau pilih yang lain.")
    if path.exists():
        with explaining_refusal(path):
            check_header(path)
    else:
        ensure_nameable(path)
    lock = BookLock(path)
    try:
        lock.take(officer or UNNAMED_OFFICER, clock.now())
    except OSError as error:
        raise BookRefused(
            f"Folder {path.parent} tidak dapat ditulisi. Periksa hak tulis pada folder itu."
        ) from error
    try:
        notice = mend_own(path)
        with explaining_refusal(path):
            if not path.exists():
                ensure_no_lone_log(path)
                create_file(path)
            version = check_file(path)
            ensure_writable(path)
            _ensure_guarded(path)
            if version < newest_version():
                # Brings the tables along, which only a book of an older program waits for.
                from app.book.upgrade import upgrade

                upgrade(path, version, clock)
    except BaseException:
        lock.release()
        raise
    officer = officer or UNNAMED_OFFICER
    return Book(path, clock, officer, lock, new_salt=new_salt, notice=notice, office=office)


def _ensure_guarded(path: Path) -> None:
    altered = altered_words(altered_guards(path))
    if altered:
        raise BookRefused(f"Buku {path} tidak dibuka untuk ditulisi. {altered}")
