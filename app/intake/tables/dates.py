"""Days and times in the many ways books, phones and Excel write them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from app.ground.clock import FIRST_ZONE, Zone, offset_of
from app.ground.neutral import quoted
from app.intake.chat_lines import is_afternoon

_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # office time has no zone
_FIRST_DAY_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
# Serial numbers of 1990 to 2100: a bare number outside is no day of a complaint book.
_SERIALS: Final = range(32_874, 73_051)
_LAST_SERIAL: Final = 2_958_465
# Two digits from here on belong to the century before.
_PIVOT: Final = 70
# No way to write a moment is longer.
_LONGEST: Final = 80

_MONTHS: Final = {
    **dict.fromkeys(("januari", "jan", "january", "i"), 1),
    **dict.fromkeys(("februari", "pebruari", "feb", "peb", "february", "ii"), 2),
    **dict.fromkeys(("maret", "mar", "march", "mrt", "iii"), 3),
    **dict.fromkeys(("april", "apr", "iv"), 4),
    **dict.fromkeys(("mei", "may", "v"), 5),
    **dict.fromkeys(("juni", "jun", "june", "vi"), 6),
    **dict.fromkeys(("juli", "jul", "july", "vii"), 7),
    **dict.fromkeys(("agustus", "agu", "agt", "ags", "agust", "agus", "aug", "august", "viii"), 8),
    **dict.fromkeys(("september", "sep", "sept", "ix"), 9),
    **dict.fromkeys(("oktober", "okt", "oct", "october", "x"), 10),
    **dict.fromkeys(("november", "nopember", "nov", "nop", "xi"), 11),
    **dict.fromkeys(("desember", "des", "dec", "december", "xii"), 12),
}
_ROMAN: Final = frozenset(
    {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}
)
_SEPARATOR: Final = r"\s*[-/.]\s*"
_WEEKDAY: Final = (
    r"(?:hari\s+)?(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab"
    r"|min|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b"
)
_PREFIX: Final = re.compile(rf"^(?:{_WEEKDAY}[\s,./-]*)?(?:(?:tanggal|tgl|tg)\b[\s.:]*)?")
_TIME: Final = (
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.|pagi|siang|sore|petang|malam)?\s*(?P<zone>z|wib|wita|wit|[+-]\d{2}:?\d{2}|(?:gmt|utc)(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_AT: Final = r"(?:(?:pukul|pkl|jam|pk)\b[\s.:]*)?"
_BETWEEN: Final = r"(?:\s*,\s*|\s+-\s+|\s+|\s*t\s*|\s*/\s*)" + _AT
_TAIL: Final = rf"(?:{_BETWEEN}{_TIME})?"
_WHOLE_DAYS: Final = (
    rf"(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d{{1,2}}){_SEPARATOR}(?P<day>\d{{1,2}})",
    r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
    r"(?P<day>0[1-9]|[12]\d|3[01])(?P<month>0[1-9]|1[0-2])(?P<year>20\d{2})",
    rf"(?P<first>\d{{1,2}}){_SEPARATOR}(?P<second_>\d{{1,2}})"
    rf"(?:{_SEPARATOR}(?P<year>\d{{4}}|\d{{2}}))?",
    r"(?P<day>\d{1,2})\s+(?:bulan|bln)\s+(?P<month>\d{1,2})\s+(?:tahun|thn)\s+(?P<year>\d{4})",
    r"(?P<day>\d{1,2})[\s./-]*(?:(?:bulan|bln)\s+)?(?P<name>[a-z]+)[\s.,/'-]*"
    r"(?:(?:tahun|thn)\s+)?(?P<year>\d{4}|\d{2}(?![.:]))?",
    r"(?P<name>[a-z]+)[\s.]*(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{4})",
)
_FORMS: Final = (
    *(re.compile(f"{form}{_TAIL}", re.ASCII) for form in (*_WHOLE_DAYS, r"(?P<day>\d{1,2})")),
    # The time in front: "08.15 8/11/2025", "pukul 08.15, 8 Nov 2025".
    *(re.compile(rf"{_AT}{_TIME}[\s,/-]+{form}", re.ASCII) for form in _WHOLE_DAYS),
)
_NUMBER: Final = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_ONLY_TIME: Final = re.compile(f"{_AT}{_TIME}", re.ASCII)
_HOUR_ALONE: Final = re.compile(
    r"(?:pukul|pkl|jam|pk)?[\s.:]*(?P<hour>\d{1,2})\s*(?:wib)?", re.ASCII
)
_FRACTION: Final = re.compile(r"0[.,](?:\d|\d{3,})", re.ASCII)
_TWO_NUMBERS: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(?:\d{4}|\d{2})\b", re.ASCII
)
_AWAY: Final = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2}?):?(?P<minutes>\d{2})?$", re.ASCII)
# What may stand beside a month where a row says nothing else: "BULAN MEI 2024".
_OF_MONTHS: Final = frozenset({"bulan", "bln", "tahun", "thn", "periode"})
# "Sanggau, 30 November 2026", above a signature.
_PLACE_AND_DAY: Final = re.compile(r"[^\d,]{3,40}, ?\d{1,2} [a-z]{3,9} 20\d\d")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_TURNED: Final = (
    "Hari dan bulan tertukar dibanding baris lain, atau salah tulis. Perbaiki tanggalnya."
)


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the days of one table are to be read.

    Attributes:
        is_month_first: whether 11/23/2026 is how this table writes days.
        is_1904: whether bare numbers are counted from 1904.
        year, month: what titles and sections say, for days written without.
        zone: that of the office.
    """

    is_month_first: bool = False
    is_1904: bool = False
    year: int | None = None
    month: int | None = None
    zone: Zone = FIRST_ZONE


@dataclass(frozen=True, slots=True)
class When:
    """A day with its time, where one was written; or why it is not certain."""

    day: date | None = None
    at: time | None = None
    problem: str = ""


def from_serial(value: float, *, is_1904: bool = False) -> datetime | None:
    """Return the moment that Excel's number of days means, None outside of its calendar."""
    if not 0 <= value < _LAST_SERIAL:
        return None
    return (_FIRST_DAY_1904 if is_1904 else _FIRST_DAY) + timedelta(days=value)


@lru_cache(maxsize=4096)
def read_when(text: str, rules: DateRules) -> When:
    """Return the day *text* means, with a problem where it cannot be told."""
    plain = _plain(text[:_LONGEST])
    if _NUMBER.fullmatch(plain):
        return _serial(plain, rules)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None and (when := _when(match.groupdict(), rules)) is not None:
            return when
    return When(problem=f"Tanggal {quoted(text.strip())} tidak dapat dibaca.")


def read_time(text: str) -> time | None:
    """Return the time of day that stands alone in *text*, None where none does."""
    plain = _plain(text[:_LONGEST])
    if _FRACTION.fullmatch(plain):
        moment = from_serial(float(plain.replace(",", ".")))
        return _rounded(moment).time() if moment else None
    match = _ONLY_TIME.fullmatch(plain)
    if match is None:
        match = _HOUR_ALONE.fullmatch(plain)
    return _time(match.groupdict()) if match else None


def orders_seen(texts: Iterable[str]) -> tuple[int, int, int]:
    """Return how many days can only be day first, only month first, and either."""
    day_first = month_first = either = 0
    for text in texts:
        match = _TWO_NUMBERS.search(text[:_LONGEST].translate(_DASHES))
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        day_first += first > 12 >= second
        month_first += second > 12 >= first
        either += first <= 12 and second <= 12 and first != second
    return day_first, month_first, either


def month_named(text: str) -> tuple[int | None, int | None]:
    """Return month and year that a title or a section names: "BULAN MEI 2024" gives (5, 2024)."""
    words = re.findall(r"[a-z]+|\d+", _plain(text))
    months = [_MONTHS[word] for word in words if word in _MONTHS and word not in _ROMAN]
    years = [int(word) for word in words if re.fullmatch(r"20\d\d", word)]
    return (months[0] if len(months) == 1 else None), (years[-1] if years else None)


def names_only_a_month(text: str) -> bool:
    """Return whether *text* is the title of a month, or place and day above a signature."""
    plain = _plain(text[:_LONGEST])
    month, _ = month_named(plain)
    words = plain.split()
    is_title = all(w in _MONTHS or w in _OF_MONTHS or w.isdigit() for w in words)
    return month is not None and (is_title or _PLACE_AND_DAY.fullmatch(plain) is not None)


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _PREFIX.sub("", " ".join(text.casefold().split()), count=1).strip(" .,;'")


def _serial(plain: str, rules: DateRules) -> When:
    value = float(plain.replace(",", "."))
    days = int(value) + (1462 if rules.is_1904 else 0)
    moment = from_serial(value, is_1904=rules.is_1904) if days in _SERIALS else None
    if moment is None:
        return When(problem=f"Tanggal {quoted(plain)} tidak dapat dibaca.")
    whole = _rounded(moment)
    return When(whole.date(), whole.time() if value != int(value) else None)


def _rounded(moment: datetime) -> datetime:
    # Eight and a half hours of a day come out as 08.29.59,999.
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _when(said: dict[str, str | None], rules: DateRules) -> When | None:
    """Return what a matched form means, None when another form may fit better."""
    if said.get("name") is not None and said["name"] not in _MONTHS:
        return None
    day, month, problem = _day_and_month(said, rules)
    year = _year(said.get("year"), rules)
    if year is None and not problem:
        problem = "Tanggal ini ditulis tanpa tahun."
    if problem:
        return When(problem=problem)
    try:
        found = date(year or 0, month, day)
    except ValueError:
        return When(problem="Tanggal ini tidak ada dalam kalender.")
    if said.get("hour") is None:
        return When(found)
    at = _time(said)
    return _in_office(found, at, said.get("zone"), rules) if at else None


def _day_and_month(said: dict[str, str | None], rules: DateRules) -> tuple[int, int, str]:
    if said.get("name") is not None:
        return int(said["day"] or 0), _MONTHS[said["name"] or ""], ""
    if said.get("first") is not None:
        return _ordered(int(said["first"] or 0), int(said["second_"] or 0), rules)
    if said.get("month") is not None:
        return int(said["day"] or 0), int(said["month"] or 0), ""
    if rules.month is None:
        return 0, 0, "Tanggal ini ditulis tanpa bulan."
    return int(said["day"] or 0), rules.month, ""


def _ordered(first: int, second: int, rules: DateRules) -> tuple[int, int, str]:
    day, month = (second, first) if rules.is_month_first else (first, second)
    if month > 12 >= day:
        return 0, 0, _TURNED
    return day, month, ""


def _year(text: str | None, rules: DateRules) -> int | None:
    if not text:
        return rules.year
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _time(said: dict[str, str | None]) -> time | None:
    hour, minute = int(said["hour"] or 0), int(said.get("minute") or 0)
    half = (said.get("half") or "").replace(".", "")
    if half in ("am", "pm") and not 1 <= hour <= 12:
        return None
    # "20.05 malam" says the same twice.
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if is_afternoon(half.upper(), hour) else 0)
    try:
        return time(hour, minute, int(said.get("second") or 0))
    except ValueError:
        return None


def _in_office(day: date, at: time, zone: str | None, rules: DateRules) -> When:
    """Return a moment of another zone as office time."""
    if zone is None:
        return When(day, at)
    away = _minutes_east(rules.zone.value.casefold()) - _minutes_east(zone)
    moment = datetime.combine(day, at) + timedelta(minutes=away)
    return When(moment.date(), moment.time())


def _minutes_east(zone: str) -> int:
    """Return how far east of UTC a zone lies that is written like wib, +07:00, gmt+7 or utc."""
    named = next((each for each in Zone if each.value.casefold() == zone), None)
    if named is not None:
        return int(offset_of(named).utcoffset(None).total_seconds() // 60)
    if zone == "z":
        return 0
    told = _AWAY.search(zone)
    minutes = int(told["hours"]) * 60 + int(told["minutes"] or 0) if told else 0
    return -minutes if told and told["sign"] == "-" else minutes
