"""Which days the office works, and counting them. Pure: the holidays come in from the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.ground.formatting import weekday_name

_ONE_DAY: Final = timedelta(days=1)
_WEEKEND: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the office.

    Attributes:
        workweek: the weekdays that are worked, Monday being 0.
        holidays: days off and their names.
        filled_years: the years whose holidays have been entered.
        provisional_years: those of them whose list no decree has confirmed yet.
    """

    workweek: frozenset[int]
    holidays: Mapping[date, str]
    filled_years: frozenset[int]
    provisional_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        # Without a single working day no count would ever end.
        if not self.workweek or not self.workweek <= frozenset(range(7)):
            raise ValueError(f"not a working week: {sorted(self.workweek)}")

    def is_workday(self, day: date) -> bool:
        """Return whether the office works on *day*."""
        return day.weekday() in self.workweek and day not in self.holidays

    def off_reason(self, day: date) -> str | None:
        """Return why *day* is not worked, in Indonesian; ``None`` for a working day."""
        if day in self.holidays:
            return self.holidays[day]
        if day.weekday() in self.workweek:
            return None
        name = weekday_name(day)
        return name if day.weekday() in _WEEKEND else f"{name} bukan hari kerja"

    def add(self, start: date, days: int) -> date:
        """Return the working day that is *days* working days after *start*, which is day 0."""
        if days < 0:
            raise ValueError(f"cannot count {days} days ahead")
        day = start
        while days > 0:
            day += _ONE_DAY
            days -= self.is_workday(day)
        return day

    def first_from(self, day: date) -> date:
        """Return *day* if it is worked, else the next working day."""
        return self.add(day - _ONE_DAY, 1)

    def last_before(self, day: date) -> date:
        """Return the last working day before *day*."""
        before = day - _ONE_DAY
        while not self.is_workday(before):
            before -= _ONE_DAY
        return before

    def count(self, start: date, end: date) -> int:
        """Return the working days after *start* up to and including *end*.

        When *end* lies before *start* the result is that of the opposite way, negative.
        """
        if end < start:
            return -self.count(end, start)
        return sum(self.is_workday(day) for day in days_after(start, end))

    def unfilled(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years between *start* and *end* whose holidays were never entered."""
        years = range(start.year, end.year + 1)
        return tuple(year for year in years if year not in self.filled_years)

    def unsure(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years between *start* and *end* whose list may still change."""
        years = range(start.year, end.year + 1)
        return tuple(year for year in years if year in self.provisional_years)


def days_after(start: date, end: date) -> Iterator[date]:
    """Yield each day after *start* up to and including *end*."""
    for number in range(1, (end - start).days + 1):
        yield start + timedelta(days=number)
