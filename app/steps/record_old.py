"""Rows of an older book (*buku lama*): they keep number, dates and status, and no clock runs."""

from dataclasses import dataclass
from datetime import date, datetime, time

from app.book.book import Book
from app.book.search_words import words_of
from app.entry.attachments import ensure_acceptable, keep, whole_texts
from app.entry.forms import NewComplaint
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.rules.deadlines import due_date
from app.rules.events import Event
from app.rules.numbering import OLD_BOOK, format_old_number
from app.rules.statuses import CLOSED, Status
from app.steps.record import complaint_of, ensure_tracking_is_new
from models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class OldEntry:
    """What an older book says of a complaint beside what the citizen said.

    Attributes:
        number: as it stands there, empty when there is none.
        status: how it ended, or where it stood.
        closed_on: the day it was closed, None when that is not known or it is open.
        response: what was answered or done.
        is_direct: whether it was answered on the spot.
        team_id, distributed_on: to whom it was given, and when.
        completed_on: the day it was declared complete, None when that is not known.
    """

    number: str
    status: Status
    closed_on: date | None = None
    response: str = ""
    is_direct: bool = False
    team_id: int | None = None
    distributed_on: date | None = None
    completed_on: date | None = None


def ensure_possible(book: Book, new: NewComplaint, old: OldEntry) -> None:
    """Raise ``FormRefused`` when days of the older book cannot be right."""
    today = book.clock.today()
    if new.received_at > book.clock.now():
        raise FormRefused(
            FieldProblem("received_at", "Waktu terima belum terjadi. Periksa tanggal dan jamnya.")
        )
    if old.closed_on is not None and not new.received_at.date() <= old.closed_on <= today:
        raise FormRefused(
            FieldProblem("closed_on", "Tanggal selesai harus antara tanggal terima dan hari ini.")
        )


def record_old(book: Book, new: NewComplaint, old: OldEntry) -> Changes:
    """Write a row of an older book as it stands there; it takes no number of this year.

    One that was closed has no clocks. One still open runs by the clocks only if it came in this
    year: of a complaint of years ago nobody can say how long it waited.

    Raises:
        FormRefused: a day cannot be right, or the tracking ID was used before.
    """
    ensure_possible(book, new, old)
    files = whole_texts(new.whole)
    ensure_acceptable(files)
    with book.transaction() as journal:
        ensure_tracking_is_new(book, new.channel, new.tracking_id)
        complaint = complaint_of(new)
        _number(book, complaint, old, new.received_at)
        _stand(complaint, old)
        if old.status in CLOSED:
            _close(complaint, old)
        elif new.received_at.year == book.clock.today().year:
            _run_clocks(book, complaint)
        journal.add(complaint, Event.COPIED)
        journal.store.index_words(complaint.id, words_of(complaint), is_new=True)
        keep(journal, complaint, files)
    return Changes(complaints=frozenset({complaint.id}), number=complaint.number)


def _number(book: Book, complaint: Complaint, old: OldEntry, received_at: datetime) -> None:
    complaint.year = OLD_BOOK
    complaint.sequence = book.next_number(OLD_BOOK)
    complaint.number = old.number or format_old_number(complaint.sequence, received_at.year)
    complaint.recorded_at = book.clock.now()
    complaint.recorded_by = book.officer


def _stand(complaint: Complaint, old: OldEntry) -> None:
    complaint.status = old.status.value
    complaint.distribution_from = complaint.received_at.date()
    complaint.team_id = old.team_id
    complaint.distributed_on = old.distributed_on
    complaint.distribution_stopped_on = old.distributed_on
    complaint.answer = old.response
    is_possible = old.completed_on is not None and old.completed_on >= complaint.distribution_from
    complaint.completed_on = old.completed_on if is_possible else None


def _run_clocks(book: Book, complaint: Complaint) -> None:
    limits = book.limits
    complaint.distribute_by = due_date(
        complaint.distribution_from, limits.distribute, book.calendar
    )
    if complaint.completed_on is not None:
        complaint.settle_by = due_date(complaint.completed_on, limits.settle, book.calendar)


def _close(complaint: Complaint, old: OldEntry) -> None:
    # Where the book does not say when it was closed, it counts as closed when it came: so the
    # recap of its month balances, and no month is charged with what nobody knows.
    complaint.closed_on = old.closed_on or complaint.received_at.date()
    complaint.distribution_stopped_on = old.distributed_on or complaint.closed_on
    complaint.is_direct = old.is_direct
    if old.status is Status.SETTLED:
        complaint.delivered_at = datetime.combine(complaint.closed_on, time())
        complaint.delivered_how = "Menurut buku lama"
        complaint.delivered_to = complaint.name
    else:
        complaint.closing_reason = old.response
