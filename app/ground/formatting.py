"""Dates and numbers in Indonesian words and forms, the same on every machine (no locale)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Self

_MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_A_YEAR: Final = 12
_PERIODS: Final = {1: "Bulan", 3: "Triwulan", 6: "Semester", _A_YEAR: "Tahun"}
_WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

_DAY: Final = (
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})(?P<mark>[-/.])(?P<month_second>\d{1,2})(?P=mark)(?P<year_last>\d{4}))"
)
_LONGEST_WORD: Final = 30
_TIME: Final = r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?"
_MOMENT: Final = rf"{_DAY}(?:[T ]+{_TIME})?"


def month_name(month: int) -> str:
    """Return the name of *month* (1 to 12), as in ``November``."""
    return _MONTHS[_checked_month(month) - 1]


def roman_month(month: int) -> str:
    """Return *month* (1 to 12) as a Roman numeral, as in ``XI``."""
    return _ROMAN[_checked_month(month) - 1]


def weekday_name(day: date) -> str:
    """Return the name of the weekday, as in ``Senin``."""
    return _WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """Return the day as papers write it: ``23 November 2026``."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def weekday_date(day: date) -> str:
    """Return the day with its weekday: ``Senin, 23 November 2026``."""
    return f"{weekday_name(day)}, {long_date(day)}"


def short_date(day: date) -> str:
    """Return the day as lists write it: ``23-11-2026``."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def compact_date(day: date) -> str:
    """Return the day with the month cut to three letters: ``23 Nov 2026``."""
    return f"{day.day} {month_name(day.month)[:3]} {day.year}"


def clock_time(moment_: datetime) -> str:
    """Return the hour and minute: ``08.05``."""
    return f"{moment_.hour:02}.{moment_.minute:02}"


def moment(moment_: datetime) -> str:
    """Return day, hour and minute: ``23-11-2026 08.05``."""
    return f"{short_date(moment_)} {clock_time(moment_)}"


def decimal(number: float, places: int = 1) -> str:
    """Return *number* with a decimal comma, halves rounded away from zero: ``3,5``."""
    # Loaded here, as below: the first window needs neither.
    from decimal import ROUND_HALF_UP, Decimal

    # Through str, so that 2.25 is rounded as it is read and not as the machine stores it.
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):f}".replace(".", ",")


def thousands(number: int) -> str:
    """Return *number* with a dot between thousands: ``1.234``."""
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Return the share in whole per cent, ``95 %``, or a dash when there is no whole."""
    if whole == 0:
        return "\N{EN DASH}"
    return f"{(200 * part + whole) // (2 * whole)} %"


def shortened(text: str, most: int) -> str:
    """Return *text* in at most *most* letters, cut between words and marked where it is cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    # A cut between words must not cost more than a word.
    words, blank, last = cut.rpartition(" ")
    return f"{words if blank and len(last) < _LONGEST_WORD else cut}…".replace(" …", "…")


def parse_moment(text: str) -> datetime:
    """Read a day, with or without a time, as people and files write it.

    Accepts ``2026-10-01``, ``2026-10-01T08:12``, ``2026-10-01 08:12:30``, ``23-11-2026 08.05`` and
    ``23/11/2026``; a day alone means its first minute.

    Raises:
        ValueError: the text is not a moment or no such day or time exists.
    """
    match = re.fullmatch(_MOMENT, text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f"not a moment: {text!r}")
    day = date(
        int(match["year"] or match["year_last"]),
        int(match["month"] or match["month_second"]),
        int(match["day"] or match["day_first"]),
    )
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    return datetime.combine(day, time(hour, minute, second))


def parse_day(text: str) -> date:
    """Read a day in any form ``parse_moment`` accepts; a time behind it is dropped.

    Raises:
        ValueError: the text is not a day or no such day exists.
    """
    return parse_moment(text).date()


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """The span of a recap: one calendar month, or the quarter, semester or year it begins.

    ``months`` is how many it has: 1, 3, 6 or 12.
    """

    year: int
    month: int
    months: int = 1

    def __post_init__(self) -> None:
        _checked_month(self.month)
        if self.months not in _PERIODS or (self.month - 1) % self.months:
            raise ValueError(f"no period of {self.months} months begins with {self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-11``, a quarter ``2026-T4``, a semester ``2026-S2`` or a year ``2026``.

        Raises:
            ValueError: the text is not a period in this form.
        """
        longer = re.fullmatch(r"(\d{4})(?:-([TS])(\d))?", text.strip(), re.ASCII)
        if longer is not None and longer[1] != "0000":
            months = {"T": 3, "S": 6, None: 12}[longer[2]]
            return cls(int(longer[1]), (int(longer[3] or 1) - 1) * months + 1, months)
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip(), re.ASCII)
        if match is None or match[1] == "0000":
            raise ValueError(f"not a month: {text!r}")
        return cls(int(match[1]), int(match[2]))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        from calendar import monthrange

        last = self.month + self.months - 1
        return date(self.year, last, monthrange(self.year, last)[1])

    @property
    def label(self) -> str:
        """The period in words: ``November 2026``, ``Triwulan IV 2026``, ``Tahun 2026``."""
        if self.months == 1:
            return f"{month_name(self.month)} {self.year}"
        place = f" {_ROMAN[self._place - 1]}" if self.months < _A_YEAR else ""
        return f"{_PERIODS[self.months]}{place} {self.year}"

    @property
    def kind(self) -> str:
        """What such a period is called in a sentence: ``bulan``, ``triwulan``."""
        return _PERIODS[self.months].lower()

    @property
    def _place(self) -> int:
        return (self.month - 1) // self.months + 1

    def next(self) -> "Month":
        """Return the period of this length after this one."""
        following = self.month + self.months
        is_over = following > _A_YEAR
        return Month(self.year + is_over, following - _A_YEAR * is_over, self.months)

    def previous(self) -> "Month":
        """Return the period of this length before this one."""
        is_first = self.month == 1
        before = self.month - self.months + _A_YEAR * is_first
        return Month(self.year - is_first, before, self.months)

    def containing(self, months: int) -> "Month":
        """Return the period of *months* in which this one lies."""
        return Month(self.year, (self.month - 1) // months * months + 1, months)

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.year:04}-{self.month:02}"
        letter = {3: "T", 6: "S"}.get(self.months, "")
        return f"{self.year:04}" + (f"-{letter}{self._place}" if letter else "")


def _checked_month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {month}")
    return month
