"""A list of days off in a file: one day on a line, with its name, and its kind if it has one."""

import re
from pathlib import Path
from typing import Final

from app.book.days_off import DayOff, HolidayKind
from app.ground.errors import UserError
from app.ground.formatting import parse_day

_LARGEST: Final = 200_000
_MOST: Final = 400
_LONGEST: Final = 200
_BETWEEN: Final = re.compile(r"[;\t]|,(?!\s*\d{4}\b)")
_LEAVE: Final = re.compile(r"cuti", re.IGNORECASE)


class ListUnreadable(UserError):
    """The file is no list of days off; the sentence says where it is not."""


def read_holiday_list(path: Path) -> tuple[DayOff, ...]:
    """Return the days of the list in *path*, by day.

    A line reads "01-01-2027; Tahun Baru Masehi" or "2027-03-19; Cuti Bersama Idulfitri; cuti
    bersama"; an empty line says nothing, and so does a first line that begins with no day.

    Raises:
        ListUnreadable: the file cannot be read, or a line is no day off.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ListUnreadable("Berkas ini terlalu besar untuk daftar hari libur.")
        content = path.read_bytes()
    except OSError as error:
        raise ListUnreadable(f"Berkas {path.name} tidak dapat dibaca.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return days_in(text, path.name)


def days_in(text: str, source: str) -> tuple[DayOff, ...]:
    """Return the days that the lines of *text* say; *source* is where they come from.

    Raises:
        ListUnreadable: a line is no day off, or there are none, or too many.
    """
    found: dict[object, DayOff] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            off = _day_on(line, number, source)
            if off is not None:
                found[off.day] = off
    if not found:
        raise ListUnreadable("Berkas ini tidak memuat hari libur.")
    if len(found) > _MOST:
        raise ListUnreadable("Berkas ini memuat terlalu banyak hari untuk daftar hari libur.")
    return tuple(sorted(found.values(), key=lambda off: off.day))


def _day_on(line: str, number: int, source: str) -> DayOff | None:
    said, *rest = (part.strip().strip('"') for part in _BETWEEN.split(line))
    try:
        day = parse_day(said)
    except ValueError:
        if number == 1:
            return None
        raise ListUnreadable(f"Baris {number} tidak dimulai dengan tanggal: {said[:40]}") from None
    name = rest[0] if rest else ""
    if not 0 < len(name) <= _LONGEST:
        raise ListUnreadable(f"Baris {number} tidak menyebut nama hari liburnya.")
    is_leave = _LEAVE.search(" ".join(rest)) is not None
    kind = HolidayKind.GOVERNMENT if is_leave else HolidayKind.PUBLIC
    return DayOff(day, name, kind, f"berkas {source}")
