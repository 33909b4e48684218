"""What every step does with a complaint: take it, move it, store it."""

from datetime import date

from app.book.book import Book
from app.book.journal import Event, Recorder
from app.book.search_words import INDEXED, words_of
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.completeness import Element, missing
from app.rules.procedure import CLOSED, Status, ensure_allowed
from models.complaint import Complaint
from models.rows import find


class ComplaintUnknown(UserError):
    """No complaint has this id."""


class TextMissing(FormRefused):
    """A step needs a text that was left empty; the problem names its field."""


def take(journal: Recorder, complaint_id: int) -> Complaint:
    """Return the complaint, watched by the journal."""
    found = find(journal.store.database, Complaint, complaint_id)
    if found is None:
        raise ComplaintUnknown("Pengaduan ini tidak ada dalam buku.")
    return journal.watch(found)


def missing_elements(complaint: Complaint) -> tuple[Element, ...]:
    """Return which of the four elements *complaint* lacks."""
    return missing(
        complaint.name,
        complaint.address,
        complaint.district_code is not None,
        complaint.phone,
        complaint.subject,
    )


def needed(field: str, text: str, sentence: str) -> str:
    """Return *text* trimmed; raise ``TextMissing`` with *sentence* when nothing is left.

    *field* is the English name of the field it is asked in.
    """
    if not text.strip():
        raise TextMissing(FieldProblem(field, sentence))
    return text.strip()


def move(book: Book, complaint: Complaint, wanted: Status, on: date | None = None) -> None:
    """Put *complaint* into status *wanted*, stopping the clocks that end there."""
    ensure_allowed(Status(complaint.status), wanted)
    complaint.status = wanted.value
    # Source: complaint procedure, section 4. Returning, distributing, answering on the spot and
    # closing all stop the distribution clock.
    stops = wanted in CLOSED or wanted in {Status.INCOMPLETE, Status.DISTRIBUTED}
    if stops and complaint.distribution_stopped_on is None:
        complaint.distribution_stopped_on = on or book.clock.today()


def close(book: Book, complaint: Complaint, wanted: Status, on: date | None = None) -> None:
    """Move *complaint* to a closed status and fix how many working days it took.

    It is closed *on* that day, today by default.
    """
    move(book, complaint, wanted, on)
    complaint.closed_on = on or book.clock.today()
    fix_duration(book, complaint)


def fix_duration(book: Book, complaint: Complaint) -> None:
    """Keep the working days from complete to closed as they are counted today."""
    if complaint.completed_on is not None and complaint.closed_on is not None:
        complaint.working_days = book.calendar.count(complaint.completed_on, complaint.closed_on)


def store(journal: Recorder, complaint: Complaint, event: Event, remark: str = "") -> None:
    """Write what changed in *complaint*, its entry, and what it is found by."""
    changed = journal.note(complaint, event, remark)
    if changed & set(INDEXED) or "extra" in changed:
        journal.store.index_words(complaint.id, words_of(complaint), is_new=False)
