"""Which complaints say who complained for longer than the office keeps it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.rules.retention import closed_before
from app.rules.statuses import CLOSED
from models.complaint import Attachment, Complaint

# So many in one step: each rewrites what the journal tells of it.
MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is past its time.

    Attributes:
        closed_before: all of it was closed before this day.
        years: for how long the office keeps it.
        count: how many complaints there are, in all.
        by_year: year of closing -> how many, the earliest first.
        ids, numbers: those that one step takes, the earliest first.
        files: how many attachments these have.
    """

    closed_before: date
    years: int
    count: int
    by_year: dict[int, int]
    ids: tuple[int, ...]
    numbers: tuple[str, ...]
    files: int


def overdue_conditions(book: Book) -> tuple[date, date, Sequence[Any]]:
    """Return today, the day before which was closed what is past its time, and its conditions."""
    today = book.clock.today()
    before = closed_before(today, book.settings.retention_years)
    conditions = (
        Complaint.closed_on < before,
        Complaint.anonymised_on.is_null(),
        Complaint.status.in_([status.value for status in sorted(CLOSED)]),
    )
    return today, before, conditions


def read_overdue(book: Book) -> Overdue:
    """Return what is past its time today; it alters nothing."""
    _, before, conditions = overdue_conditions(book)
    closed = Complaint.select(Complaint.closed_on).where(*conditions)
    years = Counter(row.closed_on.year for row in book.rows(closed))
    first = Complaint.select(Complaint.id, Complaint.number).where(*conditions)
    rows = list(book.rows(first.order_by(Complaint.id).limit(MOST_AT_ONCE)))
    ids = tuple(row.id for row in rows)
    files = Attachment.select().where(book.store.one_of(Attachment.complaint_id, ids))
    return Overdue(
        closed_before=before,
        years=book.settings.retention_years,
        count=years.total(),
        by_year=dict(sorted(years.items())),
        ids=ids,
        numbers=tuple(row.number for row in rows),
        files=book.rows(files).count(),
    )
