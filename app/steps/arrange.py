"""Changing settings and holidays, and with them the due dates of open complaints.

Closed complaints keep theirs (source: complaint procedure, section 4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.book.book import Book
from app.book.days_off import DayOff, build_calendar, library_days, read_days_off
from app.book.journal import Recorder
from app.book.new_book import holiday_rows
from app.book.settings import Settings, flatten, put_setting
from app.book.settings_checks import settings_problems
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.reading.register.rows import is_open
from app.rules.deadlines import DueClock, Limits, due_date
from app.rules.events import Event
from app.rules.workdays import WorkCalendar
from app.steps.storing import in_hand, store
from models.complaint import Complaint
from models.reference import Holiday, HolidayYear


class YearFilled(UserError):
    """The year has its holiday list already."""


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A due date of an open complaint before and after a change."""

    complaint_id: int
    number: str
    subject: str
    clock: DueClock
    old: date
    new: date


def moved_dates(book: Book, calendar: WorkCalendar, limits: Limits) -> tuple[MovedDate, ...]:
    """Return the due dates of open complaints that *calendar* and *limits* would move."""
    found: list[MovedDate] = []
    query = Complaint.select().where(is_open()).order_by(Complaint.id)
    for complaint in book.rows(query):
        found += [
            MovedDate(complaint.id, complaint.number, complaint.subject, clock, old, new)
            for clock, old, new in _dates(complaint, calendar, limits)
            if old != new
        ]
    return tuple(found)


def calendar_after(
    book: Book, added: Iterable[DayOff] = (), removed: Iterable[date] = ()
) -> WorkCalendar:
    """Return the work calendar as it would be after adding and removing days off."""
    days = dict(book.calendar.holidays)
    days |= {off.day: off.name for off in added}
    gone = frozenset(removed)
    return replace(
        book.calendar, holidays={day: name for day, name in days.items() if day not in gone}
    )


def change_days_off(
    book: Book, added: Sequence[DayOff] = (), removed: Sequence[date] = ()
) -> Changes:
    """Add and remove days off and move the due dates of open complaints."""
    with book.transaction() as journal:
        for off in added:
            _put_day_off(journal, off)
        for day in removed:
            wanted = Holiday.select().where(Holiday.day == day)
            row = journal.watch(book.rows(wanted).get())
            row.is_removed = True
            journal.note(row, Event.HOLIDAY_CHANGED)
        moved = _move(book, build_calendar(book, book.settings.workweek), book.limits)
    book.refresh()
    return Changes(complaints=moved, calendar=True)


def fill_year(book: Book, year: int) -> Changes:
    """Fill the holiday list of *year* from the library."""
    if year in book.calendar.filled_years:
        raise YearFilled(f"Libur tahun {year} sudah diisi.")
    with book.transaction() as journal:
        known = {off.day for off in read_days_off(book, year)}
        for row in holiday_rows(year):
            if isinstance(row, HolidayYear):
                journal.add(row, Event.HOLIDAY_CHANGED)
            elif isinstance(row, Holiday) and row.day not in known:
                _put_day_off(journal, next(d for d in library_days(year) if d.day == row.day))
        moved = _move(book, build_calendar(book, book.settings.workweek), book.limits)
    book.refresh()
    return Changes(complaints=moved, calendar=True)


def change_settings(book: Book, wanted: Settings) -> Changes:
    """Store what differs from the present settings; limits move open due dates.

    Raises:
        FormRefused: the book could not work with it; each problem names its setting.
    """
    if wanted.people != book.settings.people:
        raise ValueError("the rules of the office's people have a step of their own")
    _ensure_workable(book.settings, wanted)
    now = flatten(book.settings)
    with book.transaction() as journal:
        for key, value in flatten(wanted).items():
            if value != now[key]:
                put_setting(journal, key, value)
        calendar = replace(book.calendar, workweek=frozenset(wanted.workweek))
        moved = _move(book, calendar, wanted.limits)
    book.refresh()
    return Changes(complaints=moved, settings=True, calendar=bool(moved))


def _ensure_workable(now: Settings, wanted: Settings) -> None:
    """Raise ``FormRefused`` for what becomes wrong; what was wrong before is not asked now."""
    known = settings_problems(now)
    problems = settings_problems(wanted).items()
    fresh = [FieldProblem(key, text) for key, text in problems if known.get(key) != text]
    if fresh:
        raise FormRefused(*fresh)


def _put_day_off(journal: Recorder, off: DayOff) -> None:
    row = journal.store.rows(Holiday.select().where(Holiday.day == off.day)).get_or_none()
    if row is None:
        journal.add(
            Holiday(day=off.day, name=off.name, kind=off.kind.value, source=off.source),
            Event.HOLIDAY_CHANGED,
        )
        return
    journal.watch(row)
    row.name, row.kind, row.source, row.is_removed = off.name, off.kind.value, off.source, False
    journal.note(row, Event.HOLIDAY_CHANGED)


def _dates(
    complaint: Complaint, calendar: WorkCalendar, limits: Limits
) -> list[tuple[DueClock, date, date]]:
    found: list[tuple[DueClock, date, date]] = []
    if complaint.distribution_stopped_on is None and complaint.distribute_by is not None:
        new = due_date(complaint.distribution_from, limits.distribute, calendar)
        found.append((DueClock.DISTRIBUTION, complaint.distribute_by, new))
    if complaint.completed_on is not None and complaint.settle_by is not None:
        new = due_date(complaint.completed_on, limits.settle, calendar)
        found.append((DueClock.SETTLEMENT, complaint.settle_by, new))
    return found


def _move(book: Book, calendar: WorkCalendar, limits: Limits) -> frozenset[int]:
    moved: set[int] = set()
    for change in moved_dates(book, calendar, limits):
        with in_hand(book, change.complaint_id) as case:
            if change.clock is DueClock.DISTRIBUTION:
                case.complaint.distribute_by = change.new
            else:
                case.complaint.settle_by = change.new
            store(case.journal, case.complaint, Event.DUE_DATE_MOVED)
        moved.add(change.complaint_id)
    return frozenset(moved)
