"""*Mengapa tanggal ini?*: every due date day by day, in numbers and in words."""

from dataclasses import dataclass
from datetime import date

from app.ground.formatting import long_date, weekday_name
from app.rules.deadlines import DayUnit, Limit, due_date
from app.rules.workdays import WorkCalendar, days_after


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day after the start: counted as number so-and-so, or skipped for a reason.

    The working day on which a limit ends that would have ended on a day off has neither.
    """

    day: date
    number: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date came about.

    ``unfilled_years`` have no holiday list yet, that of ``unsure_years`` may still change.
    """

    start: date
    due_on: date
    limit: Limit
    days: tuple[DayNote, ...]
    unfilled_years: tuple[int, ...]
    unsure_years: tuple[int, ...] = ()


def explain(start: date, limit: Limit, calendar: WorkCalendar) -> Explanation:
    """Return the days from *start* (day 0) to its due date, counted and skipped."""
    due_on = due_date(start, limit, calendar)
    notes: list[DayNote] = []
    number = 0
    for day in days_after(start, due_on):
        is_counted = _is_counted(day, number, limit, calendar)
        number += is_counted
        reason = None if is_counted else calendar.off_reason(day)
        notes.append(DayNote(day, number if is_counted else None, reason))
    # Calendar days are counted through holidays, so a missing list cannot move them.
    if limit.unit is DayUnit.CALENDAR:
        return Explanation(start, due_on, limit, tuple(notes), ())
    unfilled, unsure = calendar.unfilled(start, due_on), calendar.unsure(start, due_on)
    return Explanation(start, due_on, limit, tuple(notes), unfilled, unsure)


def _is_counted(day: date, number: int, limit: Limit, calendar: WorkCalendar) -> bool:
    if limit.unit is DayUnit.WORKING:
        return calendar.is_workday(day)
    return number < limit.days


def describe_explanation(explanation: Explanation, start_words: str) -> tuple[str, ...]:
    """Return the lines of *Mengapa tanggal ini?*; *start_words* says what happened on day 0."""
    unit = "hari kerja" if explanation.limit.unit is DayUnit.WORKING else "hari"
    lines = [f"{_dated(explanation.start)}: {start_words} (hari ke-0)"]
    for note in explanation.days:
        lines.append(f"{_dated(note.day)}: {_counted(note, unit)}")
    lines.append(f"Batas waktu: {_dated(explanation.due_on)}, hari itu masih tepat waktu")
    lines += [
        f"Libur tahun {year} belum diisi; tanggal ini dapat berubah"
        for year in explanation.unfilled_years
    ]
    lines += [
        f"Libur tahun {year} masih sementara, SKB belum ada; tanggal ini dapat berubah"
        for year in explanation.unsure_years
    ]
    return tuple(lines)


def _counted(note: DayNote, unit: str) -> str:
    if note.number:
        return f"{unit} ke-{note.number}"
    return f"dilewati, {note.reason}" if note.reason else "hari kerja pertama sesudah batas itu"


def _dated(day: date) -> str:
    return f"{weekday_name(day)} {long_date(day)}"
