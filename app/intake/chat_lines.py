"""The headings of messages in the forms phones and computers write them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

DIRECTION_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
SPACES: Final = "\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_GAP: Final = f"[ \t{SPACES}]"
_MARKS: Final = f"[{DIRECTION_MARKS}]{{0,4}}"
_YEAR: Final = r"(?:\d{4}|\d{2})"
_DAY: Final = (
    rf"(?P<day>\d{{4}}(?:/\d{{1,2}}/|\.\d{{1,2}}\.|-\d{{1,2}}-)\d{{1,2}}"
    rf"|\d{{1,2}}(?:/\d{{1,2}}/|\. ?\d{{1,2}}\. ?|-\d{{1,2}}-){_YEAR})"
)
_DAY_OR_SHORT: Final = rf"(?P<day>\d{{1,2}}([/.-])\d{{1,2}}(?:\2{_YEAR})?)"
# "6:00 PM", "6.00 p.m."; Malay phones write PG (pagi) and PTG (petang).
_HALF: Final = rf"(?:[AP]\.?{_GAP}?M\.?|PTG|PG|PAGI|SIANG|SORE|PETANG|MALAM)"
_TIME: Final = (
    r"(?P<time>(?:[01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d)?"
    rf"(?:{_GAP}{{0,2}}{_HALF})?)"
)
# What languages put between the day and the hour: "30/08/25 pukul 18.00", "klo 18.00".
_AT: Final = rf"(?:(?:klo|kl|pukul|pkl|jam|at|um|om|à|às|alle)\.?{_GAP}{{1,2}})?"
# Any name; a colon inside it is not followed by a space.
_SENDER: Final = (
    rf"(?:(?P<sender>[^:]{{1,120}}(?::[^\s:][^:]{{0,60}}){{0,2}}):(?:{_GAP}|{_MARKS}$))?"
)
_FLAGS: Final = re.ASCII | re.IGNORECASE
_TYPED: Final = re.compile(
    # Android: 30/08/25 18.00 - Nama: pesan
    rf"{_MARKS}{_DAY}\.?,?{_GAP}{{1,3}}{_AT}{_TIME}{_GAP}{{1,3}}[-\u2010-\u2015]{_GAP}{{1,3}}{_SENDER}",
    _FLAGS,
)
_BRACKETED: Final = (
    # iPhone: [30/08/25 18.00.07] Nama: pesan
    re.compile(rf"{_MARKS}\[{_DAY},?{_GAP}{{1,3}}{_AT}{_TIME}\]{_GAP}{{0,3}}{_SENDER}", _FLAGS),
    # Copied in the browser: [18.00, 30/8/2025] Nama: pesan
    re.compile(rf"{_MARKS}\[{_TIME},{_GAP}{{1,3}}{_DAY}\]{_GAP}{{0,3}}{_SENDER}", _FLAGS),
    # Copied on Android, without the year: [30/08, 18.00] Nama: pesan
    re.compile(rf"{_MARKS}\[{_DAY_OR_SHORT},?{_GAP}{{1,3}}{_TIME}\]{_GAP}{{0,3}}{_SENDER}", _FLAGS),
)
FORMS: Final = (_TYPED, *_BRACKETED)
STARTERS: Final = frozenset(f"0123456789[{DIRECTION_MARKS}")
_NUMBERS: Final = re.compile(r"\d+", re.ASCII)
_WORDS: Final = re.compile(r"[^\W_]+")
_YEARS_BACK: Final = 8


class Readings(NamedTuple):
    """The day a date means with the day before the month, and with the month before the day."""

    day_first: date | None
    month_first: date | None


def heading_in(line: str) -> re.Match[str] | None:
    """Return the heading *line* begins with: day, time, perhaps a sender; its end is the text's."""
    if line[:1] not in STARTERS:
        return None
    return next((found for form in FORMS if (found := form.match(line))), None)


def heading_of(line: str) -> re.Match[str]:
    """Return the heading of a line that is known to have one."""
    heading = heading_in(line)
    if heading is None:
        raise ValueError(line)
    return heading


def is_bracketed(heading: re.Match[str]) -> bool:
    """Return whether the heading has the form of phones, which nobody types by hand."""
    return heading.re is not _TYPED


def shape(heading: re.Match[str]) -> str:
    """Return the heading without its numbers: the messages of one phone have one shape."""
    written = heading.string[: heading.start("sender") if heading["sender"] else heading.end()]
    long_year = max(map(len, _NUMBERS.findall(heading["day"])))
    return f"{long_year}{_WORDS.sub('0', written)}"


def like(heading: re.Match[str]) -> re.Pattern[str]:
    """Return a pattern that finds, in many lines at once, headings of just this shape.

    Most lines of a chat have the shape of its first one, and asking for all of them at once is
    three times as fast. It finds each line that begins as headings may; its groups are the day,
    the sender and the first three letters of the text, or a mark; all empty in another shape.
    """
    end = heading.start("sender") if heading["sender"] else heading.end()
    cuts = sorted((*heading.span("day"), *heading.span("time")))
    pieces = [heading.string[a:b] for a, b in pairwise([0, *cuts, end])]
    patterns = [_NUMBERS.sub(_digits_like, re.escape(piece)) for piece in pieces]
    place = 1 if heading.start("day") < heading.start("time") else 3
    patterns[place] = f"({_day_like(heading['day'])})"
    patterns[4 - place] = _time_like(heading["time"])
    patterns[0] = _MARKS + patterns[0].lstrip(DIRECTION_MARKS)
    # Without letters there are no capitals to be overlooked, which is slow.
    has_letters = re.search("[a-z]", heading.string[:end], _FLAGS) is not None
    flags = _FLAGS if has_letters else re.ASCII
    text = f"([{DIRECTION_MARKS}]|.{{0,3}})"
    shape = f"{''.join(patterns)}([^:\\n]{{1,120}}):{_GAP}{text}"
    return re.compile(rf"\n(?:{shape}|[0-9\[{DIRECTION_MARKS}])", flags)


def _time_like(written: str) -> str:
    """Return a pattern for times written as *written*: with seconds or not, with a half or not."""
    cuts = [match.end() for match in _NUMBERS.finditer(written)]
    parted = "".join(f"{re.escape(written[cut])}[0-5]\\d" for cut in cuts[:-1])
    half = rf"{_GAP}{{0,2}}{_HALF}" if written[cuts[-1] :] else ""
    return rf"(?:[01]?\d|2[0-3]){parted}{half}"


def _day_like(day: str) -> str:
    """Return a pattern for days written as *day*; no year has one digit."""
    first, *_, last = numbers = _NUMBERS.findall(day)
    written = _NUMBERS.sub(_digits_like, re.escape(day))
    if len(numbers) < 3 or len(first) == 4 or len(last) == 4:
        return written
    return written.removesuffix(r"\d{1,2}") + r"\d{2}"


def _digits_like(found: re.Match[str]) -> str:
    return r"\d{1,2}" if len(found[0]) < 3 else rf"\d{{{len(found[0])}}}"


@lru_cache(maxsize=8192)
def readings(day: str, today: date | None) -> Readings:
    """Return what the date *day* may mean.

    A date without a year is the last such day up to *today*; without *today* it is none.
    """
    numbers = [int(number) for number in _NUMBERS.findall(day)]
    if len(numbers) == 2:
        first, second = numbers
        return Readings(_last_before(today, second, first), _last_before(today, first, second))
    first, second, third = numbers
    if first > 31:
        found = _day(first, second, third)
        return Readings(found, found)
    year = third if third > 99 else 2000 + third
    return Readings(_day(year, second, first), _day(year, first, second))


@lru_cache(maxsize=8192)
def time_of(written: str) -> time:
    """Return the time that a heading says."""
    hour, minute, *rest = (int(number) for number in _NUMBERS.findall(written))
    half = "".join(char for char in written.upper() if char.isalpha())
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if is_afternoon(half, hour) else 0)
    return time(hour, minute, rest[0] if rest else 0)


def is_day_first(days: Sequence[Readings], today: date | None) -> tuple[bool, bool]:
    """Return whether the day stands before the month, and whether that is certain.

    The file decides as a whole: a number over 12 settles it, else that only one reading never goes
    back in time. Otherwise the day comes first, as Indonesian phones write it, unless that would
    be in the future, which is not certain either: the clock of the PC may be wrong.
    """
    if all(day.day_first == day.month_first for day in days):
        return True, True
    columns = [day.day_first for day in days], [day.month_first for day in days]
    for faults in (_impossible, _steps_back):
        day_first, month_first = (faults(column) for column in columns)
        if day_first != month_first:
            return day_first < month_first, True
    day_first, month_first = (_to_come(column, today) for column in columns)
    return day_first <= month_first, False


def _impossible(days: Iterable[date | None]) -> int:
    return sum(day is None for day in days)


def _to_come(days: Iterable[date | None], today: date | None) -> int:
    return sum(day is not None and today is not None and day > today for day in days)


def _steps_back(days: Iterable[date | None]) -> int:
    known = [day for day in days if day]
    return sum(later < earlier for earlier, later in pairwise(known))


def is_afternoon(half: str, hour: int) -> bool:
    """Return whether the *hour* from 1 to 12 that is called so is one behind noon."""
    if half == "SIANG":
        return hour == 12 or hour < 6
    if half == "MALAM":
        return hour != 12 and hour > 4
    return (half.startswith("P") and half not in ("PG", "PAGI")) or half == "SORE"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_before(today: date | None, month: int, day: int) -> date | None:
    if today is None:
        return None
    years = range(today.year, today.year - _YEARS_BACK - 1, -1)
    days = (_day(year, month, day) for year in years)
    return next((found for found in days if found and found <= today), None)
