"""The two clocks: when the office must be done, how urgent that is today, and why.

Source: the office's complaint procedure, section 4. Pure: milestones, calendar, limits and today
come in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.formatting import long_date, weekday_name
from app.workdays import WorkCalendar, days_after
from app.workflow import Status

# With this many days left an officer still has time to act.
SOON_DAYS: Final = 2


class DayUnit(StrEnum):
    """What a limit counts; the value is the key used in settings."""

    CALENDAR = "kalender"
    WORKING = "kerja"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of days and what kind of days they are."""

    days: int
    unit: DayUnit

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"a limit of {self.days} days")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits the office has set itself."""

    distribute: Limit = Limit(2, DayUnit.CALENDAR)
    settle: Limit = Limit(5, DayUnit.WORKING)
    supplement: Limit = Limit(30, DayUnit.CALENDAR)


class Clock(StrEnum):
    """The two clocks of a complaint."""

    DISTRIBUTION = "distribusi"
    SETTLEMENT = "penyelesaian"


class Urgency(StrEnum):
    """How a clock stands today."""

    NOT_RUNNING = "not_running"
    WAITING = "waiting"
    SAFE = "safe"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    SETTLED_ON_TIME = "settled_on_time"
    SETTLED_LATE = "settled_late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days of one complaint that the clocks look at.

    Attributes:
        was_returned_late: an earlier run of the distribution clock was ended by returning the
            complaint after its due date.
        is_direct: it was answered on the spot, so that only the distribution clock ever ran.
    """

    status: Status
    received_on: date
    distribution_from: date
    distribute_by: date | None = None
    distribution_stopped_on: date | None = None
    was_returned_late: bool = False
    returned_on: date | None = None
    supplement_by: date | None = None
    completed_on: date | None = None
    settle_by: date | None = None
    closed_on: date | None = None
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """How one clock of one complaint stands today.

    Attributes:
        days: days left, days late (positive) or days waited so far, as the urgency says;
            ``None`` when the clock does not run.
        unit: what these days are.
    """

    clock: Clock
    urgency: Urgency
    due_on: date | None
    days: int | None
    unit: DayUnit


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day on the way to a due date: its number, or the reason why it was skipped."""

    day: date
    number: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date came about; ``days`` begins on the day after ``start``, which is day 0."""

    start: date
    due_on: date
    limit: Limit
    days: tuple[DayNote, ...]
    unfilled_years: tuple[int, ...]


_RUNS_UNTIL_DISTRIBUTED: Final = frozenset({Status.RECORDED, Status.COMPLETE})
_RUNS_UNTIL_SETTLED: Final = frozenset({Status.COMPLETE, Status.DISTRIBUTED, Status.ANSWERED})
_BEFORE_DISTRIBUTION: Final = _RUNS_UNTIL_DISTRIBUTED | {Status.INCOMPLETE}
_CLOSED_UNSETTLED: Final = frozenset(
    {Status.FORWARDED, Status.WITHDRAWN, Status.LAPSED, Status.VOID}
)


def due_date(start: date, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day on which the office is still on time; *start* is day 0."""
    if limit.unit is DayUnit.WORKING:
        return calendar.add(start, limit.days)
    return start + timedelta(days=limit.days)


def explain(start: date, limit: Limit, calendar: WorkCalendar) -> Explanation:
    """Return every day from *start* to the due date, counted or skipped with the reason."""
    due_on = due_date(start, limit, calendar)
    is_working = limit.unit is DayUnit.WORKING
    notes = []
    number = 0
    for day in days_after(start, due_on):
        reason = calendar.off_reason(day) if is_working else None
        if reason is None:
            number += 1
        notes.append(DayNote(day, number if reason is None else None, reason))
    # Day 0 is never counted: whether its year has a list makes no difference.
    unfilled = calendar.unfilled(notes[0].day, due_on) if is_working and notes else ()
    return Explanation(start, due_on, limit, tuple(notes), unfilled)


def distribution_deadline(
    milestones: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return how the distribution clock stands; while returned, how long the reporter has taken."""
    unit = limits.distribute.unit
    status = milestones.status
    if status is Status.INCOMPLETE:
        return _waiting(milestones, calendar, limits, today)
    if status in _CLOSED_UNSETTLED:
        return Deadline(Clock.DISTRIBUTION, Urgency.CLOSED, None, None, unit)
    due_on = milestones.distribute_by or due_date(
        milestones.distribution_from, limits.distribute, calendar
    )
    if status in _RUNS_UNTIL_DISTRIBUTED:
        return _running(Clock.DISTRIBUTION, due_on, unit, calendar, today)
    return _finished(Clock.DISTRIBUTION, distributed_on_time(milestones), due_on, unit)


def settlement_deadline(
    milestones: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return how the settlement clock stands.

    An answer on the spot is measured by the distribution limit, the only one that ran for it.
    """
    unit = limits.settle.unit
    if milestones.status is Status.SETTLED:
        due_on = milestones.distribute_by if milestones.is_direct else milestones.settle_by
        unit = limits.distribute.unit if milestones.is_direct else unit
        return _finished(Clock.SETTLEMENT, settled_on_time(milestones), due_on, unit)
    if milestones.status in _CLOSED_UNSETTLED:
        return Deadline(Clock.SETTLEMENT, Urgency.CLOSED, None, None, unit)
    if milestones.status not in _RUNS_UNTIL_SETTLED or milestones.completed_on is None:
        return Deadline(Clock.SETTLEMENT, Urgency.NOT_RUNNING, None, None, unit)
    due_on = milestones.settle_by or due_date(milestones.completed_on, limits.settle, calendar)
    return _running(Clock.SETTLEMENT, due_on, unit, calendar, today)


def governing_deadline(
    milestones: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return the deadline that lists show: of the clocks that run, the one due first."""
    distribution = distribution_deadline(milestones, calendar, limits, today)
    if milestones.status in {Status.RECORDED, Status.INCOMPLETE}:
        return distribution
    settlement = settlement_deadline(milestones, calendar, limits, today)
    if milestones.status is not Status.COMPLETE:
        return settlement
    # Both run. On a tie the distribution comes first, as it must be done first.
    is_settlement_first = (
        distribution.due_on is not None
        and settlement.due_on is not None
        and settlement.due_on < distribution.due_on
    )
    return settlement if is_settlement_first else distribution


def distributed_on_time(milestones: Milestones) -> bool | None:
    """Return whether the distribution clock was stopped in time; ``None`` until it is over.

    A run that ended with a late return counts as late, however fast the later ones were.
    """
    if milestones.status in _BEFORE_DISTRIBUTION:
        return None
    if milestones.was_returned_late:
        return False
    # Closed while it lay with the reporter: the office's clock had stopped when it was returned.
    is_unsupplemented = milestones.completed_on is None and milestones.returned_on is not None
    returned_on = milestones.returned_on if is_unsupplemented else None
    stopped_on = milestones.distribution_stopped_on or returned_on or milestones.closed_on
    return _is_in_time(stopped_on, milestones.distribute_by)


def settled_on_time(milestones: Milestones) -> bool | None:
    """Return whether the answer reached the reporter in time; ``None`` unless it was settled."""
    if milestones.status is not Status.SETTLED:
        return None
    if milestones.is_direct:
        return distributed_on_time(milestones)
    return _is_in_time(milestones.closed_on, milestones.settle_by)


def _is_in_time(stopped_on: date | None, due_on: date | None) -> bool | None:
    if stopped_on is None or due_on is None:
        return None
    return stopped_on <= due_on


def _waiting(
    milestones: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    unit = limits.supplement.unit
    since = milestones.returned_on
    waited = None if since is None else max(0, _days_between(since, today, unit, calendar))
    return Deadline(Clock.DISTRIBUTION, Urgency.WAITING, milestones.supplement_by, waited, unit)


def _running(
    clock: Clock, due_on: date, unit: DayUnit, calendar: WorkCalendar, today: date
) -> Deadline:
    left = _days_between(today, due_on, unit, calendar)
    if today > due_on:
        # On the weekend after a due date no working day has passed, and yet it is too late.
        return Deadline(clock, Urgency.LATE, due_on, max(1, -left), unit)
    # None left though the due date is still ahead: it fell on a day that was later taken off,
    # so that today is the last working day.
    if left == 0:
        return Deadline(clock, Urgency.TODAY, due_on, 0, unit)
    urgency = Urgency.SOON if left <= SOON_DAYS else Urgency.SAFE
    return Deadline(clock, urgency, due_on, left, unit)


def _finished(
    clock: Clock, is_on_time: bool | None, due_on: date | None, unit: DayUnit
) -> Deadline:
    # Without a due date there was nothing to be late for.
    urgency = Urgency.SETTLED_LATE if is_on_time is False else Urgency.SETTLED_ON_TIME
    return Deadline(clock, urgency, due_on, None, unit)


def _days_between(start: date, end: date, unit: DayUnit, calendar: WorkCalendar) -> int:
    return calendar.count(start, end) if unit is DayUnit.WORKING else (end - start).days


_CLOCK_WORDS: Final[Mapping[Clock, str]] = {
    Clock.DISTRIBUTION: "Distribusi",
    Clock.SETTLEMENT: "Penyelesaian",
}
_DAY_WORDS: Final[Mapping[DayUnit, str]] = {
    DayUnit.CALENDAR: "hari",
    DayUnit.WORKING: "hari kerja",
}


def describe(deadline: Deadline, limits: Limits) -> str:
    """Return the words of the deadline chip; they always say which clock is meant."""
    clock = _CLOCK_WORDS[deadline.clock]
    # A settled complaint is "selesai"; a distributed one is not, only its distribution is.
    done = "Selesai" if deadline.clock is Clock.SETTLEMENT else clock
    days = f"{deadline.days} {_DAY_WORDS[deadline.unit]}"
    words: Mapping[Urgency, str] = {
        Urgency.NOT_RUNNING: f"{clock}: jam belum berjalan",
        Urgency.WAITING: _waiting_words(deadline, limits.supplement),
        Urgency.SAFE: f"{clock} sisa {days}",
        Urgency.SOON: f"{clock} sisa {days}",
        Urgency.TODAY: f"{clock} hari ini",
        Urgency.LATE: f"{clock} terlambat {days}",
        Urgency.SETTLED_ON_TIME: f"{done} tepat waktu",
        Urgency.SETTLED_LATE: f"{done} terlambat",
        Urgency.CLOSED: "Ditutup",
    }
    return words[deadline.urgency]


def _waiting_words(deadline: Deadline, limit: Limit) -> str:
    if deadline.days is None:
        return "Menunggu pengadu"
    return f"Menunggu pengadu {deadline.days} dari {limit.days} {_DAY_WORDS[limit.unit]}"


def describe_explanation(
    explanation: Explanation, start_event: str = "dinyatakan lengkap"
) -> tuple[str, ...]:
    """Return the lines of *Mengapa tanggal ini?*; *start_event* is what happened on day 0."""
    unit = _DAY_WORDS[explanation.limit.unit]
    return (
        f"{_day_words(explanation.start)}: {start_event} (hari ke-0)",
        *(f"{_day_words(note.day)}: {_note_words(note, unit)}" for note in explanation.days),
        f"Batas waktu: {_day_words(explanation.due_on)}, hari itu masih tepat waktu",
        *(
            f"Libur tahun {year} belum diisi; tanggal ini dapat berubah"
            for year in explanation.unfilled_years
        ),
    )


def _note_words(note: DayNote, unit: str) -> str:
    return f"dilewati, {note.reason}" if note.number is None else f"{unit} ke-{note.number}"


def _day_words(day: date) -> str:
    return f"{weekday_name(day)} {long_date(day)}"
