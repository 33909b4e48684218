"""Holding: who has a book open and how, before and after its tables are read."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.book.head_marks import HeadMarks
from app.book.locking import BookLock
from app.book.older import file_to_read
from app.book.place import Place
from app.book.private_place import PrivatePlace
from app.book.wholeness import Wholeness
from app.ground.clock import Clock
from app.ground.key_store import key_store
from app.ground.log import log_trouble
from models.sqlite.schema import newest_version


class Holding:
    """A book that is opened, checked and, for writing, locked.

    Attributes:
        place: where it lies.
        clock: what time it is at the office.
        version: of the file's form; older than the program's only where it is read.
        read_only_reason: why steps are refused, in a sentence; for whom it is read only.
        notice: what was put right when the book was opened, in a sentence; mostly empty.
        new_salt: what makes the journal's salts; None for salts that nobody can guess.
        office: code of the regency whose office starts a new book; empty for the first offered.
        head_marks: where it is written down how far the journal has come; None for whoever reads.
        is_forgiving: what of the settings or days off cannot be read is said and left out.
        unreadable: what was left out, one sentence each.
        wholeness: whether the file was looked through.
        keys: where this computer keeps the keys of its books.
    """

    def __init__(
        self,
        place: Place,
        clock: Clock,
        officer: str,
        lock: BookLock | None,
        read_only_reason: str = "",
        new_salt: Callable[[], str] | None = None,
        version: int | None = None,
        notice: str = "",
        office: str = "",
        head_marks: HeadMarks | None = None,
        is_forgiving: bool = False,
        wholeness: Wholeness | None = None,
    ) -> None:
        self.place = place
        self.clock = clock
        self.version = version or newest_version()
        self.notice = notice
        self.read_only_reason = read_only_reason
        self.new_salt = new_salt
        self.office = office
        self.head_marks = head_marks
        self.is_forgiving = is_forgiving
        self.unreadable: tuple[str, ...] = ()
        self.keys = key_store()
        self._officer = officer
        self._officer_id: int | None = None
        # Wrong tries at a PIN where none can be written down: owner -> how many and when last.
        self.tries: dict[int, tuple[int, datetime]] = {}
        self._lock = lock
        self._aside = PrivatePlace()
        self.wholeness = wholeness or Wholeness(place)

    @property
    def officer(self) -> str:
        """The officer at the desk; every journal entry carries the name."""
        return self._officer

    @officer.setter
    def officer(self, name: str) -> None:
        self.seat(name, None)

    @property
    def officer_id(self) -> int | None:
        """The officer at the desk who signed in with a PIN, None where nobody did."""
        return self._officer_id

    def seat(self, name: str, officer_id: int | None) -> None:
        """Let another officer sit at the desk; *officer_id* of one who signed in with a PIN."""
        self._officer, self._officer_id = name, officer_id
        if self._lock is not None:
            self._lock.pass_to(name)

    @property
    def read_only(self) -> bool:
        """Whether steps are refused."""
        return self._lock is None

    def file_to_read(self) -> Path:
        """Return the book's file; of an older one that is only read, an upgraded copy of it."""
        return file_to_read(self.place, self.version, self._aside)

    def release(self) -> None:
        """Let others write."""
        try:
            self._aside.close()
            if self.head_marks is not None:
                self.head_marks.close()
            if not self.read_only:
                self.wholeness.keep()
        finally:
            if self._lock is not None:
                self._lock.release()


class _Closable(Protocol):
    def close(self) -> None: ...


def close_after(opened: _Closable, kind: type[BaseException] | None) -> None:
    """Close what is *opened*; after an error of *kind* nothing that closing meets may hide it."""
    if kind is None:
        opened.close()
        return
    try:
        opened.close()
    except Exception as error:  # whatever it is, the first reason matters
        log_trouble(f"Buku tidak dapat ditutup dengan rapi: {type(error).__name__}")
