"""What every step does with a complaint: take it, move it, store it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.book.book import Book
from app.book.journal import Recorder
from app.book.search_words import INDEXED, words_of
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.deadlines import days_late
from app.rules.events import Event, Step
from app.rules.fields import MARKS_COLUMN, OWN_COLUMN
from app.rules.moves import status_after
from app.rules.procedure import STEPS
from app.rules.statuses import CLOSED, Status
from models.complaint import Complaint
from models.rows import find

# Whether the complainant is secret decides which words are left.
_FOUND_BY: Final = frozenset({*INDEXED, OWN_COLUMN, MARKS_COLUMN, "is_secret"})


class ComplaintUnknown(UserError):
    """No complaint has this id."""


class AlreadyAnonymous(UserError):
    """What says who complained is gone; nothing is written into the complaint any more."""


class TextMissing(FormRefused):
    """A step needs a text that was left empty; the problem names its field."""


@dataclass(slots=True)
class Case:
    """A complaint in hand while a step is taken on it.

    Attributes:
        journal: writes its entry.
        complaint: the row, where it stood before the step.
        now: the moment of the step, office time, taken inside its transaction.
        on: the day from which the step counts; that of ``now`` unless the step says otherwise.
        remark: a reason that is kept beside the entry.
    """

    journal: Recorder
    complaint: Complaint
    now: datetime
    on: date
    remark: str = ""

    @property
    def changes(self) -> Changes:
        """What the step alters."""
        return Changes(complaints=frozenset({self.complaint.id}))

    @property
    def today(self) -> date:
        """The office day of the step."""
        return self.now.date()


@contextmanager
def taking(book: Book, step: Step, complaint_id: int) -> Iterator[Case]:
    """Open the one transaction of *step*; what the block changed in the complaint is stored.

    Raises:
        ComplaintUnknown: there is no such complaint.
        RightRefused, ProofNeeded: whoever signed in may not take it.
        AlreadyAnonymous: its personal data are gone.
        MoveRefused: the step is not for a complaint that stands where this one does.
        ClockWentBack: the computer's clock shows a time before the last entry.
    """
    with in_hand(book, complaint_id) as case:
        # Before anything is asked of what was typed: who may not, need not correct it.
        case.journal.ensure_may(STEPS[step].event)
        if case.complaint.anonymised_on is not None:
            raise AlreadyAnonymous("Data pengadu sudah dihapus. Pengaduan ini tidak diubah lagi.")
        wanted = status_after(step, Status(case.complaint.status))
        yield case
        _move(book, case, wanted)
        store(case.journal, case.complaint, STEPS[step].event, case.remark)


@contextmanager
def in_hand(book: Book, complaint_id: int) -> Iterator[Case]:
    """Open a transaction on one complaint; storing it is left to the block."""
    with book.transaction() as journal:
        found = find(journal.store.database, Complaint, complaint_id)
        if found is None:
            raise ComplaintUnknown("Pengaduan ini tidak ada dalam buku.")
        now = book.clock.now()
        yield Case(journal, journal.watch(found), now, now.date())


def _move(book: Book, case: Case, wanted: Status) -> None:
    """Put the complaint into status *wanted*, stopping the clocks that end there."""
    complaint = case.complaint
    if complaint.status == wanted:
        return
    complaint.status = wanted.value
    # Source: complaint procedure, section 4. Returning, distributing, answering on the spot and
    # closing all stop the distribution clock.
    stops = wanted in CLOSED or wanted in {Status.INCOMPLETE, Status.DISTRIBUTED}
    if stops and complaint.distribution_stopped_on is None:
        complaint.distribution_stopped_on = case.on
    if wanted in CLOSED:
        complaint.closed_on = case.on
        fix_duration(book, complaint)


def needed(field: str, text: str, sentence: str) -> str:
    """Return *text* trimmed; raise ``TextMissing`` with *sentence* when nothing is left.

    *field* is the English name of the field it is asked in.
    """
    if not text.strip():
        raise TextMissing(FieldProblem(field, sentence))
    return text.strip()


def fix_duration(book: Book, complaint: Complaint) -> None:
    """Keep the working days from complete to closed, and those too late, as counted today."""
    if complaint.completed_on is None or complaint.closed_on is None:
        return
    complaint.working_days = book.calendar.count(complaint.completed_on, complaint.closed_on)
    complaint.days_late = days_late(book.calendar, complaint.settle_by, complaint.closed_on)


def store(journal: Recorder, complaint: Complaint, event: Event, remark: str = "") -> None:
    """Write what changed in *complaint*, its entry, and what it is found by."""
    changed = journal.note(complaint, event, remark)
    if changed & _FOUND_BY:
        journal.store.index_words(complaint.id, words_of(complaint), is_new=False)
