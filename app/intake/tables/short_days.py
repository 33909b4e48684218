"""Days as they are typed from a paper book: "3/11", "3 nop", "3"; the row above says the rest."""

from dataclasses import replace
from datetime import date
from typing import Final

from app.intake.tables.dates import DateRules, read_when

# A day that lies so far before the one above was written in the year after.
_HALF_A_YEAR: Final = 183


def whole_day(text: str, above: date | None, today: date, rules: DateRules) -> str:
    """Return the day that *text* means, as ISO text with its time; unread text as it is.

    Args:
        text: as it was typed.
        above: the day of the row above, which says month and year where they are not typed.
        today: no complaint came in later.
        rules: how the book writes days.
    """
    near = above or today
    when = read_when(text, replace(rules, year=near.year, month=near.month))
    if when.day is None:
        return text
    day = when.day if _says_year(text, when.day, rules) else _nearest(when.day, above, today)
    return day.isoformat() if when.at is None else f"{day.isoformat()}T{when.at:%H:%M}"


def _says_year(text: str, day: date, rules: DateRules) -> bool:
    return read_when(text, replace(rules, year=None, month=day.month)).day is not None


def _nearest(day: date, above: date | None, today: date) -> date:
    """Return *day* in the year that fits: after the row above, and not after today."""
    if above is not None and (above - day).days > _HALF_A_YEAR:
        later = _in_year(day, day.year + 1)
        if later is not None and later <= today:
            return later
    if day > today:
        return _in_year(day, day.year - 1) or day
    return day


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return None
