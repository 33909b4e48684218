"""What has to be said of the lists of days off: which year's can still change."""

from datetime import date
from typing import Final

from app.rules.workdays import WorkCalendar

# From this month on complaints are due in the next year, whose decree is out by then.
_LOOKS_AHEAD: Final = 10


def holiday_warnings(calendar: WorkCalendar, today: date) -> tuple[str, ...]:
    """Return a sentence for each year whose list is missing or has no decree yet.

    This year is looked at always, the next one from October on.
    """
    years = (today.year, today.year + 1) if today.month >= _LOOKS_AHEAD else (today.year,)
    said = (list_words(calendar, year) for year in years)
    return tuple(f"{words}. Batas waktu dapat berubah." for words in said if words)


def list_words(calendar: WorkCalendar, year: int) -> str:
    """Return what is unsure about the days off of *year*, empty when nothing is."""
    if year not in calendar.filled_years:
        return f"Libur tahun {year} belum diisi"
    if year in calendar.provisional_years:
        return f"Libur tahun {year} masih sementara, SKB belum ada"
    return ""
