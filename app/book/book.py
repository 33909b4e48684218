"""Book: one loaded complaint book, with its tables, officer at the desk, clock and calendar."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from app.book.days_off import build_calendar
from app.book.holding import Holding, close_after
from app.book.journal import Recorder, first_hash, is_ahead, latest_entry
from app.book.office_pack import default_office, read_pack
from app.book.place import Place
from app.book.rights import Proof, ensure_may, officer_with
from app.book.seals import Seals
from app.book.settings import Settings, read_settings
from app.book.storage import explaining_storage
from app.book.store import Query, Store
from app.ground.clock import Clock
from app.ground.errors import ClockWentBack, ReadOnlyBook, StorageError
from app.ground.progress import Progress
from app.rules.deadlines import Limits
from app.rules.events import Event
from app.rules.numbering import OLD_BOOK
from app.rules.officers import Role
from app.rules.workdays import WorkCalendar
from models.base import moment_of
from models.complaint import last_number
from models.journal import Head, journal_head
from models.reference import Category, District, Officer, Service, Team, Village
from models.sqlite.copies import copy_file
from models.sqlite.file import altered_guards
from models.sqlite.schema import Guard

if TYPE_CHECKING:
    from peewee import ModelSelect

Read = TypeVar("Read")
_LIST_TABLES: Final = frozenset(
    table._meta.table_name for table in (Service, Category, District, Village, Team, Officer)
)


class Book:
    """One loaded complaint book; ``OpenedBook.load`` makes it.

    Attributes:
        holding: who has it open and how.
        store: its tables.
        settings: what the office sets.
        calendar: which days are worked.
        seals: the keys by which this computer seals the journal.
    """

    def __init__(self, holding: Holding, store: Store) -> None:
        self.holding = holding
        self.store = store
        self.seals = Seals(holding.keys)
        # Of the transaction that each thread has open.
        self._here = local()
        self._accepted_moment: datetime | None = None
        self._proof: Proof | None = None
        self._first_hash = ""
        self._told_moment = ""
        # What was read of the lists, and after how many changes of them.
        self._lists: tuple[int, object] | None = None
        self._list_changes = 0
        self.settings: Settings
        self.calendar: WorkCalendar
        self.refresh()

    @property
    def place(self) -> Place:
        """Where the book lies."""
        return self.holding.place

    @property
    def clock(self) -> Clock:
        """What time it is at the office."""
        return self.holding.clock

    @property
    def officer(self) -> str:
        """The officer at the desk; every journal entry carries the name."""
        return self.holding.officer

    @officer.setter
    def officer(self, name: str) -> None:
        self.holding.officer = name

    @property
    def role(self) -> Role | None:
        """The duty of whoever signed in with a PIN; None in a book without, which asks nobody."""
        officer = officer_with(self.store, self.holding.officer_id)
        return officer.role if officer is not None and self.settings.people.uses_pins else None

    @property
    def read_only(self) -> bool:
        """Whether steps are refused."""
        return self.holding.read_only

    @property
    def read_only_reason(self) -> str:
        """Why steps are refused, in a sentence."""
        return self.holding.read_only_reason

    @property
    def limits(self) -> Limits:
        """The limits of the clocks."""
        return self.settings.limits

    def rows(self, query: Query) -> Query:
        """Return *query*, to be answered by this book; one that no book was given to fails."""
        return self.store.rows(query)

    def stored(self, query: "ModelSelect[Any]") -> list[tuple[Any, ...]]:
        """Return all rows of *query* at once and as they are stored: texts, numbers, bytes."""
        return self.store.stored(query)

    def refresh(self) -> None:
        """Read settings, holidays and lists again, after a step has changed them."""
        self._list_changes += 1
        self.settings = self._read(
            lambda: read_settings(self.store), lambda: read_pack(default_office()).settings
        )
        # From now on the window too says the time of the office.
        self.holding.clock = self.clock.in_zone(self.settings.office.zone)
        self.calendar = self._read(
            lambda: build_calendar(self.store, self.settings.workweek),
            lambda: WorkCalendar(frozenset(self.settings.workweek), {}, frozenset()),
        )

    def _read(self, read: Callable[[], Read], instead: Callable[[], Read]) -> Read:
        """Return what is read; where the book is only inspected, *instead* of what cannot be."""
        try:
            with explaining_storage():
                return read()
        except StorageError as error:
            if not self.holding.is_forgiving:
                raise
            self.holding.unreadable += (str(error),)
            return instead()

    @contextmanager
    def transaction(self, *, by_person: bool = True) -> Iterator[Recorder]:
        """Open the one transaction of a step; within another one, join it.

        *by_person* is off for what was allowed elsewhere, such as a restore: no clock and no right
        may stop it.

        Raises:
            ReadOnlyBook: the book is open for reading only.
            BookDamaged: its file was found damaged; nothing is written into it any more.
            RightRefused: the book uses PINs, and whoever signed in may not do what is recorded.
            ProofNeeded: that one has to give the PIN again.
            ClockWentBack: the computer's clock shows a time before the last entry.
            StorageError: the disk or the file failed; nothing was stored.
        """
        if hasattr(self._here, "recorder"):
            yield self._here.recorder
            return
        self._ensure_writable()
        with explaining_storage():
            with self.store.turn() as head:
                accepted_after = self._accepted_after() if by_person else ""
                recorder = Recorder(
                    self.store,
                    head,
                    self.officer,
                    self.clock,
                    self.holding.new_salt,
                    officer_id=self.holding.officer_id,
                    permit=self._permit() if by_person else None,
                    accepted_after=accepted_after,
                    sealing=self.seals.sealing(self.store),
                )
                self._here.recorder = recorder
                given = self._here.given = {}
                try:
                    yield recorder
                finally:
                    del self._here.recorder
            # It spoke for one step, and that is done.
            self._proof = None
            if not _LIST_TABLES.isdisjoint(table for table, _ in recorder.known):
                self._list_changes += 1
            if recorder.head != head:
                self._told_moment = accepted_after or self._told_moment
                self._mark_head(recorder.head, given)

    def lists_by(self, read: Callable[[], Read]) -> Read:
        """Return what *read*, always the same, makes of the lists: once until they change.

        Reading them takes longer than recording a complaint.
        """
        if hasattr(self._here, "recorder"):
            # What this step has altered is nobody else's yet.
            return read()
        # Asked before: what changes while they are read makes them old.
        changes = self._list_changes
        kept = self._lists
        if kept is not None and kept[0] == changes:
            return cast(Read, kept[1])
        found = read()
        self._lists = (changes, found)
        return found

    def _permit(self) -> Callable[[Event], None] | None:
        """Return what refuses the events that whoever signed in may not bring about.

        That one is taken as the list of officers has them before the step: a step that alters the
        list gives itself no right. In a book without PINs everybody may do everything.
        """
        if not self.settings.people.uses_pins:
            return None
        officer = officer_with(self.store, self.holding.officer_id)
        return lambda event: ensure_may(officer, event, self._proof, self.clock.utc())

    def accept_proof(self, proof: Proof) -> None:
        """Let the officer who has just given the PIN again take one step that asks for it."""
        self._proof = proof

    def mark_head(self) -> None:
        """Write down outside the book where its journal stands, with the numbers given out."""
        years = (self.clock.today().year, OLD_BOOK)
        numbers = {year: last_number(self.store.database, year) for year in years}
        self._mark_head(journal_head(self.store.database), numbers)

    def _mark_head(self, head: Head, numbers: Mapping[int, int]) -> None:
        if self.holding.head_marks is None:
            return
        self._first_hash = self._first_hash or first_hash(self)
        self.holding.head_marks.note(self._first_hash, head.sequence, head.hash, numbers)

    def next_number(self, year: int) -> int:
        """Return the register number to give next in *year*; call within the writing transaction.

        One that was given out is never given again, though its complaint was lost or restored away.
        """
        number = last_number(self.store.database, year) + 1
        self._here.given[year] = number
        return number

    def _ensure_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyBook(f"Buku hanya dapat dibaca. {self.read_only_reason}")
        self.holding.wholeness.ensure()

    @contextmanager
    def worker_connection(self, progress: Progress | None = None) -> Iterator[None]:
        """Let another thread ask the book within the block.

        With *progress* a statement ends where it is once nobody waits for it any more, refused.

        Raises:
            StorageError: the disk or the file failed.
        """
        is_over = None if progress is None else (lambda: progress.is_cancelled)
        with explaining_storage(), self.store.connected(is_over):
            yield

    def clock_went_back(self) -> ClockWentBack | None:
        """Return what is wrong when the clock shows a time before the last entries, else None."""
        latest = latest_entry(self.store) if is_ahead(self.store, self.clock.utc()) else None
        if latest is None:
            return None
        return ClockWentBack(self.clock.now(), moment_of(latest.at_office))

    def _accepted_after(self) -> str:
        """Return behind which moment the clock went back and was accepted; empty when told."""
        went_back = self.clock_went_back()
        if went_back is None:
            return ""
        if went_back.last != self._accepted_moment:
            raise went_back
        after = went_back.last.isoformat(sep=" ")
        return "" if after == self._told_moment else after

    def accept_clock(self, error: ClockWentBack) -> None:
        """Let steps go on with a clock that a person says is right, until a later entry."""
        self._accepted_moment = error.last

    def altered_guards(self) -> tuple[Guard, ...]:
        """Return what of the form of the book was altered outside this program."""
        return altered_guards(self.place.path, self.place.key)

    def copy_to(self, target: Path, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        """Copy the whole book, as it lies in its place, into a file of its own.

        Raises:
            CopyFailed: nothing half-made is left; also when *is_cancelled* said so.
        """
        copy_file(self.place.path, target, self.place.key, is_cancelled)

    def close(self) -> None:
        """Close the file and let others write."""
        try:
            self.store.close()
        finally:
            self.holding.release()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, kind: type[BaseException] | None, *unused: object) -> None:
        close_after(self, kind)
