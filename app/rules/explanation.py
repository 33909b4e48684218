"""*Mengapa tanggal ini?*: every due date day by day, in numbers and in words."""

from dataclasses import dataclass
from datetime import date

from app.ground.formatting import long_date, weekday_name
from app.rules.deadlines import DayUnit, Limit, due_date
from app.rules.workdays import WorkCalendar, days_after


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day after the start: counted as number so-and-so, or skipped for a reason."""

    day: date
    number: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date came about; ``unfilled_years`` have no holiday list yet."""

    start: date
    due_on: date
    limit: Limit
    days: tuple[DayNote, ...]
    unfilled_years: tuple[int, ...]


def explain(start: date, limit: Limit, calendar: WorkCalendar) -> Explanation:
    """Return the days from *start* (day 0) to its due date, counted and skipped."""
    due_on = due_date(start, limit, calendar)
    notes: list[DayNote] = []
    number = 0
    for day in days_after(start, due_on):
        reason = calendar.off_reason(day) if limit.unit is DayUnit.WORKING else None
        number += reason is None
        notes.append(DayNote(day, number if reason is None else None, reason))
    # Calendar days are counted through holidays, so a missing list cannot move them.
    unfilled = calendar.unfilled(start, due_on) if limit.unit is DayUnit.WORKING else ()
    return Explanation(start, due_on, limit, tuple(notes), unfilled)


def describe_explanation(explanation: Explanation, start_words: str) -> tuple[str, ...]:
    """Return the lines of *Mengapa tanggal ini?*; *start_words* says what happened on day 0."""
    unit = "hari kerja" if explanation.limit.unit is DayUnit.WORKING else "hari"
    lines = [f"{_dated(explanation.start)}: {start_words} (hari ke-0)"]
    for note in explanation.days:
        counted = f"{unit} ke-{note.number}" if note.number else f"dilewati, {note.reason}"
        lines.append(f"{_dated(note.day)}: {counted}")
    lines.append(f"Batas waktu: {_dated(explanation.due_on)}, hari itu masih tepat waktu")
    lines += [
        f"Libur tahun {year} belum diisi; tanggal ini dapat berubah"
        for year in explanation.unfilled_years
    ]
    return tuple(lines)


def _dated(day: date) -> str:
    return f"{weekday_name(day)} {long_date(day)}"
