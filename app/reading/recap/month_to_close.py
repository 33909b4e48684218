"""Which month is over and still open, and until when the office means to have closed it."""

from dataclasses import dataclass
from datetime import date

from app.book.book import Book
from app.ground.formatting import Month
from app.reading.recap.closed import read_closings
from models.base import moment_of
from models.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class MonthToClose:
    """A month that is over and not closed; the office means to have closed it on *due_on*."""

    month: Month
    due_on: date


def read_month_to_close(book: Book) -> MonthToClose | None:
    """Return the month to be closed next: the one behind the last closed, or the last that is over.

    None where all is closed that is over, and in a book that was begun this month.
    """
    today = book.clock.today()
    last = Month(today.year, today.month).previous()
    closings = read_closings(book)
    month = max(closings).next() if closings else last
    if month > last or not (closings or _begun_on(book) <= last.last):
        return None
    return MonthToClose(month, month.next().first.replace(day=book.settings.recap_due_day))


def _begun_on(book: Book) -> date:
    first = JournalEntry.select(JournalEntry.at_office).order_by(JournalEntry.sequence).limit(1)
    entry = book.rows(first).get_or_none()
    return book.clock.today() if entry is None else moment_of(entry.at_office).date()
