"""When a mail was sent, in the many ways mailers and people write it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from app.ground.clock import FIRST_ZONE, offset_of

_LONGEST: Final = 200
_FIRST: Final = offset_of(FIRST_ZONE)
_CLOCK: Final = re.compile(
    r"(?<![\d.:])(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d{1,9})?)?(?![\d:])\s*(am|pm)?",
)
_OFFSET: Final = re.compile(r"(?<=[\s\dzct(p])([+-])(\d{1,2})(?:[:.]?(\d{2}))?(?!\d)")
_ISO_DAY: Final = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2,3})(?!\d)")
_WORD: Final = re.compile(r"[a-z]+")
_NUMBER: Final = re.compile(r"(?<![\d:.])(\d{1,4})(?![\d:.])")
# By their first three letters, Indonesian spellings of today and of older programs too.
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu aug ags agt",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_NAMES: Final = frozenset(
    [
        "min",
        "minggu",
        "sun",
        "sunday",
        "sen",
        "senin",
        "mon",
        "monday",
        "sel",
        "selasa",
        "tue",
        "tues",
        "tuesday",
        "rab",
        "rabu",
        "wed",
        "wednesday",
        "kam",
        "kamis",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "jum",
        "jumat",
        "fri",
        "friday",
        "sab",
        "sabtu",
        "sat",
        "saturday",
        "ahad",
    ]
)
# Hours ahead of UTC; of the foreign names those of RFC 5322 and of the neighbours.
_ZONES: Final = {
    "wib": 7,
    "wita": 8,
    "wit": 9,
    "utc": 0,
    "gmt": 0,
    "ut": 0,
    "z": 0,
    "myt": 8,
    "sgt": 8,
    "ict": 7,
    "jst": 9,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
}
_FARTHEST: Final = 14


def sent_moment(text: str, office: tzinfo | None = None) -> datetime:
    """Return the moment written in *text* as office time without zone.

    *office* is its zone; without a book, that of the first office.

    A moment without a zone is taken as office time: whoever leaves it out lives here.

    Raises:
        ValueError: the text is no moment, or no such day or time exists.
    """
    text = re.sub(r"(\d)t(\d)", r"\1 \2", text[:_LONGEST].lower().replace("\u202f", " "))
    office = office or _FIRST
    clock = _CLOCK.search(_without_days(text))
    if clock is None:
        raise ValueError("no time of day")
    year, month, day = _day(text, clock[0])
    hour = int(clock[1]) % 12 + 12 * (clock[4] == "pm") if clock[4] else int(clock[1])
    zone = _zone(text[text.rfind(clock[0]) + len(clock[0]) - 1 :]) or office
    minute, second = int(clock[2]), min(int(clock[3] or 0), 59)
    try:
        sent = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return sent.astimezone(office).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError("no such time") from error


def _without_days(text: str) -> str:
    # Beside a day written otherwise, 08.05.10 is a time of day.
    is_told = _ISO_DAY.search(text) is not None or bool(_months(text))
    return text if is_told else _NUMBERS.sub(lambda match: " " * len(match[0]), text)


def _months(text: str) -> list[int]:
    words = (word for word in _WORD.findall(text) if word not in _DAY_NAMES)
    return [_MONTHS[word[:3]] for word in words if word[:3] in _MONTHS]


def _day(text: str, clock: str) -> tuple[int, int, int]:
    iso = _ISO_DAY.search(text)
    if iso is not None:
        return int(iso[1]), int(iso[2]), int(iso[3])
    numbers = _NUMBERS.search(text)
    if numbers is not None and not _months(text):
        return _full_year(numbers[4]), int(numbers[3]), int(numbers[1])
    return _named_day(text.replace(clock, " ", 1))


def _named_day(text: str) -> tuple[int, int, int]:
    """Read ``23 Nov 26``, ``Nov 23 2026``, ``Senin, 23 November 2026``."""
    months = _months(text)
    numbers = _NUMBER.findall(_OFFSET.sub(" ", text))
    if not months or len(numbers) < 2:
        raise ValueError("no day")
    first, second = numbers[:2]
    if len(first) == 4:
        first, second = second, first
    return _full_year(second), months[0], int(first)


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    # Two digits from 50 on, and three of them, count from 1900 (RFC 5322, 4.3).
    return year + (2000 if len(text) <= 2 and year < 50 else 1900)


def _zone(rest: str) -> timezone | None:
    """Return the zone told behind the time of day; "-0000" says UTC (RFC 5322)."""
    offset = _OFFSET.search(rest)
    if offset is not None:
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if span > timedelta(hours=_FARTHEST) or int(offset[3] or 0) > 59:
            raise ValueError("no such zone")
        return timezone(span if offset[1] == "+" else -span)
    named = next((_ZONES[word] for word in _WORD.findall(rest) if word in _ZONES), None)
    if named is None:
        return None
    return UTC if named == 0 else timezone(timedelta(hours=named))
