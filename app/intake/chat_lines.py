"""The lines with which messages begin in the forms phones and computers write them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

DIRECTION_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_GAP: Final = "[ \u00a0\u202f]"
_DAY_AND_MONTH: Final = r"(?P<first>\d{4}|\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})"
_YEAR: Final = r"(?:(?P=mark)(?P<third>\d{4}|\d{2}))"
_DATE: Final = f"{_DAY_AND_MONTH}{_YEAR}"
_TIME: Final = (
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<seconds>\d{2}))?"
    rf"(?:{_GAP}{{0,2}}(?P<half>[AP]\.?{_GAP}?M\.?|PG|PTG))?"
)
_FLAGS: Final = re.ASCII | re.IGNORECASE
_FORMS: Final = (
    # Android: 30/08/25 18.00 - Nama: pesan
    re.compile(rf"{_DATE},?{_GAP}+{_TIME}{_GAP}[-\u2013]{_GAP}(?P<rest>.*)", _FLAGS),
    # iPhone: [30/08/25 18.00.07] Nama: pesan; copied on Android without the year.
    re.compile(rf"\[{_DAY_AND_MONTH}{_YEAR}?,?{_GAP}+{_TIME}\]{_GAP}(?P<rest>.*)", _FLAGS),
    # Copied in the browser: [18.00, 30/8/2025] Nama: pesan
    re.compile(rf"\[{_TIME},{_GAP}+{_DATE}\]{_GAP}(?P<rest>.*)", _FLAGS),
)
_YEARS_BACK: Final = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """The date as written, the time, and what follows them on the line."""

    first: str
    second: str
    third: str
    at: time
    rest: str

    def day(self, is_day_first: bool, today: date | None) -> date | None:
        """Return the day meant, or ``None`` when there is no such day.

        A date without a year is the last such day up to *today*; without *today* it is none.
        """
        if len(self.first) > 2:
            return _day(int(self.first), int(self.second), int(self.third or 0))
        pair = (int(self.second), int(self.first))
        month, day = pair if is_day_first else pair[::-1]
        if self.third:
            year = int(self.third)
            return _day(year if len(self.third) > 2 else 2000 + year, month, day)
        return _last_before(today, month, day) if today else None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with the lines below it that belong to it; text before the first has none."""

    heading: Heading | None
    on: date | None
    lines: tuple[str, ...]


def is_day_first(headings: Sequence[Heading], today: date | None) -> tuple[bool, bool]:
    """Return whether the day stands before the month, and whether that is certain.

    The file decides as a whole: one number over 12 settles it. Otherwise the day comes first, as
    Indonesian phones write it.
    """
    orders = [
        [heading.day(is_day_first=order, today=today) for heading in headings]
        for order in (True, False)
    ]
    day_first, month_first = ([day for day in days if day] for days in orders)
    is_certain = len(day_first) != len(month_first) or day_first == month_first
    return len(day_first) >= len(month_first), is_certain


def heading_of(line: str) -> Heading | None:
    """Return the heading *line* begins with, if it is one."""
    bare = line.lstrip(DIRECTION_MARKS)
    if not bare[:1].isdigit() and not bare.startswith("["):
        return None
    match = next((m for form in _FORMS if (m := form.match(bare))), None)
    if match is None:
        return None
    at = _time(match)
    if at is None:
        return None
    return Heading(match["first"], match["second"], match["third"] or "", at, match["rest"])


def blocks(
    lines: Sequence[tuple[str, Heading | None]], is_day_first: bool, today: date | None
) -> Iterator[Block]:
    """Yield each heading with its lines; one with an impossible date is a line like others."""
    heading: Heading | None = None
    on: date | None = None
    below: list[str] = []
    for line, found in lines:
        day = found.day(is_day_first, today) if found else None
        if found is None or day is None:
            below.append(line)
            continue
        yield Block(heading, on, tuple(below))
        heading, on, below = found, day, []
    yield Block(heading, on, tuple(below))


def _time(match: re.Match[str]) -> time | None:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["seconds"] or 0)
    half = (match["half"] or "").upper()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        # Malay phones write PG (pagi) and PTG (petang).
        is_afternoon = half.startswith("P") and half != "PG"
        hour = hour % 12 + (12 if is_afternoon else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_before(today: date, month: int, day: int) -> date | None:
    years = range(today.year, today.year - _YEARS_BACK - 1, -1)
    days = (_day(year, month, day) for year in years)
    return next((found for found in days if found and found <= today), None)
