"""The book as it is printed for the shelf: a month or a year of it, by the numbers it gave."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from app.book.book import Book
from app.book.journal import Standing, standing
from app.ground.formatting import Month
from app.reading.recap.lines import register_lines
from app.reading.recap.values import RegisterLine
from app.rules.numbering import OLD_BOOK
from models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The lines whose numbers were given within *period*, in the order of the numbers.

    *names_secret* says that also those are named who want to be unnamed.
    """

    period: Month
    lines: tuple[RegisterLine, ...]
    names_secret: bool
    standing: Standing


def printed_ids(book: Book, period: Month) -> tuple[int, ...]:
    """Return the complaints that were recorded within *period*; an older book has its own paper."""
    begin = datetime.combine(period.first, time.min)
    end = datetime.combine(period.next().first, time.min)
    query: Any = (
        Complaint.select(Complaint.id)
        .where(Complaint.recorded_at >= begin, Complaint.recorded_at < end)
        .where(Complaint.year != OLD_BOOK)
        .order_by(Complaint.id)
        .tuples()
    )
    return tuple(row[0] for row in book.rows(query))


def read_printed_book(book: Book, period: Month, *, names_secret: bool = False) -> PrintedBook:
    """Return the book of *period* as it stands now; whoever names secret ones has noted that.

    Raises:
        RightRefused: whoever sits at the desk may not print the list.
    """
    with book.store.snapshot():
        ids = printed_ids(book, period)
        lines = register_lines(book, ids, names_secret=names_secret) if ids else ()
        return PrintedBook(period, lines, names_secret, standing(book))
