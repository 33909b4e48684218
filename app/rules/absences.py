"""Who is away, until when, and who stands in."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.ground.formatting import short_date

LONGEST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class AbsenceEntry:
    """Days on which an officer is away; the first and the last are among them."""

    id: int
    officer_id: int
    officer: str
    first_day: date
    last_day: date
    substitute_id: int | None
    substitute: str

    def covers(self, day: date) -> bool:
        """Return whether the officer is away on *day*."""
        return self.first_day <= day <= self.last_day


def absence_problem(first: date | None, last: date | None) -> str:
    """Return what is wrong with these days, in a sentence; empty when nothing is."""
    if first is None or last is None:
        return "Tulis hari pertama dan hari terakhir."
    if last < first:
        return "Hari terakhir tidak boleh sebelum hari pertama."
    if (last - first).days >= LONGEST_DAYS:
        return f"Paling lama {LONGEST_DAYS} hari. Petugas yang pindah dinonaktifkan saja."
    return ""


def away_words(absence: AbsenceEntry) -> str:
    """Return who is away until when, and who stands in: "Budi s.d. 30-11-2026, diganti Siti"."""
    instead = f", diganti {absence.substitute}" if absence.substitute else ""
    return f"{absence.officer} s.d. {short_date(absence.last_day)}{instead}"
