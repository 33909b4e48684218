"""The two clocks: when the office must be done, and how urgent that is today.

Source: the office's complaint procedure, section 4. Pure: milestones, calendar, limits and today
come in. Why a date is what it is, in days and words: ``app.rules.explanation``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from app.ground.stored import StoredEnum
from app.rules.statuses import CLOSED, Status
from app.rules.workdays import WorkCalendar


class DayUnit(StoredEnum):
    """What a limit counts.

    ``ROLLING`` counts calendar days; a limit that would end on a day off ends on the next working
    day, so that nobody is late who could not be on time (source: complaint procedure, section 4).
    """

    ROLLING = "kalender_lanjut"
    CALENDAR = "kalender"
    WORKING = "kerja"


class Attention(StoredEnum):
    """From when on a running limit asks for attention (*Perhatian*, amber)."""

    LAST_THIRD = "sepertiga"
    LAST_HALF = "separuh"
    LAST_DAY = "hari_terakhir"


class DueClock(StrEnum):
    """Which of the two clocks a deadline belongs to."""

    DISTRIBUTION = "distribusi"
    SETTLEMENT = "penyelesaian"


class Urgency(StrEnum):
    """How urgent a deadline is."""

    NOT_RUNNING = "not_running"
    WAITING = "waiting"
    SAFE = "safe"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    SETTLED_ON_TIME = "settled_on_time"
    SETTLED_LATE = "settled_late"
    CLOSED = "closed"


CLOCK_LABELS: Final[Mapping[DueClock, str]] = {
    DueClock.DISTRIBUTION: "Distribusi",
    DueClock.SETTLEMENT: "Penyelesaian",
}
URGENCY_LABELS: Final[Mapping[Urgency, str]] = {
    Urgency.LATE: "Terlambat",
    Urgency.TODAY: "Hari ini",
    Urgency.SOON: "Perhatian",
    Urgency.SAFE: "Aman",
    Urgency.WAITING: "Menunggu pengadu",
}
UNIT_LABELS: Final[Mapping[DayUnit, str]] = {
    DayUnit.ROLLING: "hari",
    DayUnit.CALENDAR: "hari",
    DayUnit.WORKING: "hari kerja",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """How many days of which kind a clock allows."""

    days: int
    unit: DayUnit


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the procedure; the office may set others.

    ``distribute`` is in calendar days because the office writes "hari", ``settle`` in "hari kerja";
    ``supplement`` is the 30 days of UU 25/2009. ``attention`` says when amber begins.
    """

    distribute: Limit = field(default_factory=lambda: Limit(2, DayUnit.ROLLING))
    settle: Limit = field(default_factory=lambda: Limit(5, DayUnit.WORKING))
    supplement: Limit = field(default_factory=lambda: Limit(30, DayUnit.CALENDAR))
    attention: Attention = Attention.LAST_THIRD


@dataclass(frozen=True, slots=True)
class Milestones:
    """The dates of one complaint that its clocks are read from."""

    status: Status
    received_on: date
    distribution_from: date
    distribute_by: date | None
    distribution_stopped_on: date | None
    was_returned_late: bool
    returned_on: date | None
    supplement_by: date | None
    completed_on: date | None
    settle_by: date | None
    closed_on: date | None
    is_direct: bool


class _Run(NamedTuple):
    """One run of a clock: when it began, when it ends, and how long that is."""

    clock: DueClock
    start: date
    due_on: date
    limit: Limit


@dataclass(frozen=True, slots=True)
class Deadline:
    """How one clock stands today.

    ``days`` are left (safe, soon, today), late (late), or waited so far (waiting); in ``unit``.
    """

    clock: DueClock
    urgency: Urgency
    due_on: date | None
    days: int | None
    unit: DayUnit


def days_late(calendar: WorkCalendar, due_on: date | None, end: date) -> int | None:
    """Return by how many working days *end* lies behind *due_on*; None in time or without one.

    Late on a Saturday after a due date on Friday is late by no working day, and yet by one.
    """
    if due_on is None or end <= due_on:
        return None
    return max(1, calendar.count(due_on, end))


_SHARE: Final[Mapping[Attention, int]] = {Attention.LAST_THIRD: 3, Attention.LAST_HALF: 2}


def soon_days(limit: Limit, attention: Attention) -> int:
    """Return how many days before its end a limit asks for attention, at least one.

    It is the last third unless the office sets something else (source: complaint procedure,
    section 4).
    """
    return max(1, limit.days // _SHARE[attention]) if attention in _SHARE else 1


def last_soon(limit: Limit, attention: Attention, calendar: WorkCalendar, today: date) -> date:
    """Return the last due date that asks for attention today, if its clock did not begin today.

    Where a limit goes on over days off, the last working day before its end asks for attention:
    what is due on Monday is seen on Friday.
    """
    days = soon_days(limit, attention)
    if limit.unit is DayUnit.WORKING:
        return calendar.add(today, days + 1) - timedelta(days=1)
    reach = today + timedelta(days=days)
    if limit.unit is DayUnit.ROLLING:
        return max(reach, calendar.first_from(today + timedelta(days=1)))
    return reach


def due_date(start: date, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day on which the office is still on time; *start* is day 0."""
    if limit.unit is DayUnit.WORKING:
        return calendar.add(start, limit.days)
    due_on = start + timedelta(days=limit.days)
    return calendar.first_from(due_on) if limit.unit is DayUnit.ROLLING else due_on


def distribution_deadline(
    dates: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return how the distribution clock stands."""
    unit = limits.distribute.unit
    if dates.status is Status.INCOMPLETE:
        return _waiting(dates, calendar, limits, today)
    if dates.distribution_stopped_on is None and dates.distribute_by is not None:
        run = _Run(
            DueClock.DISTRIBUTION, dates.distribution_from, dates.distribute_by, limits.distribute
        )
        return _running(run, limits, calendar, today)
    return _stopped(
        DueClock.DISTRIBUTION, dates.distribute_by, unit, is_on_time=distributed_on_time(dates)
    )


def settlement_deadline(
    dates: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return how the settlement clock stands; it does not run before the file is complete."""
    unit = limits.settle.unit
    if dates.status in CLOSED:
        return _stopped(
            DueClock.SETTLEMENT, dates.settle_by, unit, is_on_time=settled_on_time(dates)
        )
    if dates.settle_by is None:
        return Deadline(DueClock.SETTLEMENT, Urgency.NOT_RUNNING, None, None, unit)
    start = dates.completed_on or dates.distribution_from
    run = _Run(DueClock.SETTLEMENT, start, dates.settle_by, limits.settle)
    return _running(run, limits, calendar, today)


def governing_deadline(
    dates: Milestones, calendar: WorkCalendar, limits: Limits, today: date
) -> Deadline:
    """Return the deadline that lists show: the one that is to be met next."""
    distribution = distribution_deadline(dates, calendar, limits, today)
    settlement = settlement_deadline(dates, calendar, limits, today)
    if dates.status in (Status.RECORDED, Status.INCOMPLETE):
        return distribution
    if dates.status is Status.COMPLETE:
        return min(distribution, settlement, key=lambda d: d.due_on or date.max)
    if dates.status is Status.SETTLED and dates.is_direct:
        on_time = distributed_on_time(dates)
        return _stopped(
            DueClock.SETTLEMENT, dates.distribute_by, distribution.unit, is_on_time=on_time
        )
    return settlement


def distributed_on_time(dates: Milestones) -> bool | None:
    """Return whether every run of the distribution clock ended in time; None while it runs."""
    if dates.was_returned_late:
        return False
    if dates.distribution_stopped_on is None or dates.distribute_by is None:
        return None
    return dates.distribution_stopped_on <= dates.distribute_by


def settled_on_time(dates: Milestones) -> bool | None:
    """Return whether it was settled in time; None when not settled or without this clock."""
    if dates.status is not Status.SETTLED or dates.settle_by is None or dates.closed_on is None:
        return None
    return dates.closed_on <= dates.settle_by


def describe(deadline: Deadline, limits: Limits) -> str:
    """Return the words of the chip; the clock is always named while it runs."""
    clock = CLOCK_LABELS[deadline.clock]
    unit = UNIT_LABELS[deadline.unit]
    words = {
        Urgency.NOT_RUNNING: f"{clock}: jam belum berjalan",
        Urgency.WAITING: f"Menunggu pengadu {deadline.days} dari {limits.supplement.days} {unit}",
        Urgency.SAFE: f"{clock} sisa {deadline.days} {unit}",
        Urgency.SOON: f"{clock} sisa {deadline.days} {unit}",
        Urgency.TODAY: f"{clock} hari ini",
        Urgency.LATE: f"{clock} terlambat {deadline.days} {unit}",
        Urgency.SETTLED_ON_TIME: _done(deadline.clock, "tepat waktu"),
        Urgency.SETTLED_LATE: _done(deadline.clock, "terlambat"),
        Urgency.CLOSED: "Ditutup",
    }
    return words[deadline.urgency]


def _done(clock: DueClock, how: str) -> str:
    return f"Selesai {how}" if clock is DueClock.SETTLEMENT else f"Distribusi {how}"


def _running(run: _Run, limits: Limits, calendar: WorkCalendar, today: date) -> Deadline:
    clock, start, due_on, limit = run
    unit = limit.unit
    if due_on == today:
        return Deadline(clock, Urgency.TODAY, due_on, 0, unit)
    is_working = unit is DayUnit.WORKING
    away = calendar.count(today, due_on) if is_working else (due_on - today).days
    # On a day off right after the due date no working day has passed yet, but it is late.
    days = max(1, abs(away))
    if due_on < today:
        return Deadline(clock, Urgency.LATE, due_on, days, unit)
    # Nobody is urged on the day the clock begins, however short it is.
    is_soon = start < today and due_on <= last_soon(limit, limits.attention, calendar, today)
    return Deadline(clock, Urgency.SOON if is_soon else Urgency.SAFE, due_on, days, unit)


def _waiting(dates: Milestones, calendar: WorkCalendar, limits: Limits, today: date) -> Deadline:
    since = dates.returned_on or today
    unit = limits.supplement.unit
    is_working = unit is DayUnit.WORKING
    waited = calendar.count(since, today) if is_working else (today - since).days
    return Deadline(DueClock.DISTRIBUTION, Urgency.WAITING, dates.supplement_by, waited, unit)


def _stopped(
    clock: DueClock, due_on: date | None, unit: DayUnit, *, is_on_time: bool | None
) -> Deadline:
    if is_on_time is None:
        return Deadline(clock, Urgency.CLOSED, due_on, None, unit)
    urgency = Urgency.SETTLED_ON_TIME if is_on_time else Urgency.SETTLED_LATE
    return Deadline(clock, urgency, due_on, None, unit)
