"""Comparing the holiday list of a year with a newer one, and taking that over."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.book.book import Book
from app.book.days_off import DayOff, HolidayKind, read_days_off
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.events import Event
from app.steps.arrange import MovedDate, calendar_after, change_days_off, moved_dates
from models.reference import HolidayYear
from models.rows import find


class ListRefused(UserError):
    """The newer list says nothing about the year."""


@dataclass(frozen=True, slots=True)
class ListComparison:
    """How a newer list differs from that of the book; the office's own days stay out of it.

    Attributes:
        renamed: the day as the book has it, and as the newer list has it.
        moved: the due dates of open complaints that taking it over would move.
        source: where the newer list comes from.
    """

    year: int
    added: tuple[DayOff, ...]
    removed: tuple[DayOff, ...]
    renamed: tuple[tuple[DayOff, DayOff], ...]
    moved: tuple[MovedDate, ...]
    source: str

    @property
    def is_same(self) -> bool:
        """Whether the days and their names are the same."""
        return not (self.added or self.removed or self.renamed)


def compare_year(book: Book, year: int, newer: Sequence[DayOff]) -> ListComparison:
    """Return how *newer* differs from the list of *year*.

    Raises:
        ListRefused: *newer* has no day of the year.
    """
    wanted = {off.day: off for off in newer if off.day.year == year}
    if not wanted:
        raise ListRefused(f"Daftar itu tidak memuat hari libur tahun {year}.")
    known = {off.day: off for off in read_days_off(book, year)}
    national = {day for day, off in known.items() if off.kind is not HolidayKind.OFFICE}
    added = tuple(off for day, off in wanted.items() if day not in known)
    removed = tuple(known[day] for day in sorted(national - wanted.keys()))
    renamed = tuple(
        (known[day], off)
        for day, off in wanted.items()
        if day in known and (known[day].name, known[day].kind) != (off.name, off.kind)
    )
    calendar = calendar_after(book, added, [off.day for off in removed])
    moved = moved_dates(book, calendar, book.limits)
    source = next(iter(wanted.values())).source
    return ListComparison(year, added, removed, renamed, moved, source)


def adopt_list(book: Book, comparison: ListComparison) -> Changes:
    """Take the newer list over, and move the due dates of open complaints."""
    with book.transaction() as journal:
        row = find(journal.store.database, HolidayYear, comparison.year)
        if row is None:
            year = HolidayYear(year=comparison.year, source=comparison.source)
            journal.add(year, Event.HOLIDAY_CHANGED)
        else:
            journal.watch(row).source = comparison.source
            journal.note(row, Event.HOLIDAY_CHANGED)
        put = [*comparison.added, *(new for _, new in comparison.renamed)]
        return change_days_off(book, put, [off.day for off in comparison.removed])
