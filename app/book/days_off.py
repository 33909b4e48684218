"""Days off: filling a year from the ``holidays`` library and building the work calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book.store import Readable
from app.ground.errors import BookRefused
from app.ground.stored import StoredEnum
from app.rules.workdays import WorkCalendar
from models.reference import Holiday, HolidayYear


class HolidayKind(StoredEnum):
    """Why the office is closed that day."""

    PUBLIC = "public"
    GOVERNMENT = "government"
    OFFICE = "office"


HOLIDAY_KIND_LABELS: Final = {
    HolidayKind.PUBLIC: "Libur nasional",
    HolidayKind.GOVERNMENT: "Cuti bersama",
    HolidayKind.OFFICE: "Libur kantor",
}


# What the library puts behind the name of a day it has worked out.
_ESTIMATED: Final = " (perkiraan)"


@dataclass(frozen=True, slots=True)
class DayOff:
    """One entry of the holiday list."""

    day: date
    name: str
    kind: HolidayKind
    source: str


def library_days(year: int) -> tuple[DayOff, ...]:
    """Return the days off of *year* that the library knows, in order.

    Public holidays and *cuti bersama* (category "government"); a day that is both counts as public.
    The ministers decree both at once: a year without *cuti bersama* has no decree (SKB) yet, and
    its days are estimates; in a decreed year no day is one.
    """
    # The library costs 85 ms to import and is needed only when a year is filled.
    import holidays

    listed = {
        kind: holidays.country_holidays("ID", years=year, categories=(kind.value,), language="id")
        for kind in (HolidayKind.GOVERNMENT, HolidayKind.PUBLIC)
    }
    is_decreed = bool(listed[HolidayKind.GOVERNMENT])
    source = f"SKB {year}" if is_decreed else f"perkiraan, SKB {year} belum ada"
    found: dict[date, DayOff] = {}
    for kind, days in listed.items():
        for day, name in days.items():
            said = name.removesuffix(_ESTIMATED) if is_decreed else name
            found[day] = DayOff(day, said, kind, source)
    return tuple(found[day] for day in sorted(found))


def read_days_off(book: Readable, year: int | None = None) -> tuple[DayOff, ...]:
    """Return the book's holiday list, of one year or of all, in order."""
    still_off = Holiday.is_removed == False  # noqa: E712  # SQL
    query = Holiday.select().where(still_off).order_by(Holiday.day)
    if year is not None:
        query = query.where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31)))
    try:
        return tuple(DayOff(h.day, h.name, HolidayKind(h.kind), h.source) for h in book.rows(query))
    except ValueError as error:
        raise BookRefused(
            "Daftar hari libur di dalam buku tidak dapat dibaca; mungkin diubah di luar program "
            "ini. Pulihkan buku dari cadangan terakhir."
        ) from error


def filled_years(book: Readable) -> frozenset[int]:
    """Return the years whose list has been filled."""
    return frozenset(row.year for row in book.rows(HolidayYear.select()))


def provisional_years(book: Readable) -> frozenset[int]:
    """Return the filled years whose list no decree (SKB) has confirmed yet.

    A list that says it comes from a decree does; any other is known by its *cuti bersama*, which
    only a decree gives.
    """
    given = {off.day.year for off in read_days_off(book) if off.kind is HolidayKind.GOVERNMENT}
    return frozenset(
        row.year
        for row in book.rows(HolidayYear.select())
        if not row.source.startswith("SKB") and row.year not in given
    )


def build_calendar(book: Readable, workweek: Iterable[int]) -> WorkCalendar:
    """Return the work calendar that the book's list makes."""
    return WorkCalendar(
        workweek=frozenset(workweek),
        holidays={off.day: off.name for off in read_days_off(book)},
        filled_years=filled_years(book),
        provisional_years=provisional_years(book),
    )
