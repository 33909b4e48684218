"""What has to be done today."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book import Book
from app.completeness import Element, missing
from app.deadlines import Urgency
from app.formatting import Month
from app.reading.next_steps import StepName, next_steps
from app.reading.register import (
    ComplaintRow,
    DeadlineFilter,
    RegisterFilter,
    received_within,
    register_counts,
    register_ids,
    register_rows,
)
from app.workflow import Status
from models.complaint import Complaint

_URGENT: Final = (Urgency.LATE, Urgency.TODAY, Urgency.SOON)


@dataclass(frozen=True, slots=True)
class TodayTask:
    """A complaint that wants something today, and the step that comes next."""

    row: ComplaintRow
    step: StepName | None


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """A complaint that waits for the complainant; *waited* of *limit* days are over."""

    row: ComplaintRow
    missing: tuple[Element, ...]
    waited: int
    limit: int
    is_lapsable: bool


@dataclass(frozen=True, slots=True)
class MonthGlance:
    """A month in three numbers."""

    month: Month
    received: int
    settled: int


@dataclass(frozen=True, slots=True)
class Today:
    """The page *Hari Ini*."""

    day: date
    undistributed: int
    late: int
    due_today: int
    soon: int
    waiting: int
    ready: int
    tasks: tuple[TodayTask, ...]
    waiting_tasks: tuple[WaitingTask, ...]
    last_month: MonthGlance
    month: MonthGlance


def read_today(book: Book) -> Today:
    """Return what the officer has to see first."""
    today = book.clock.today()
    counts = register_counts(book, RegisterFilter()).by_deadline
    open_rows = register_rows(book, register_ids(book, RegisterFilter(only_open=True)))
    waiting = [row for row in open_rows if row.status is Status.INCOMPLETE]
    urgent = [
        row for row in open_rows if row.deadline.urgency in _URGENT or row.status is Status.ANSWERED
    ]
    urgent.sort(key=lambda row: (row.deadline.due_on or today, row.id))
    return Today(
        day=today,
        undistributed=counts[DeadlineFilter.UNDISTRIBUTED],
        late=counts[DeadlineFilter.LATE],
        due_today=counts[DeadlineFilter.TODAY],
        soon=counts[DeadlineFilter.SOON],
        waiting=counts[DeadlineFilter.WAITING],
        ready=counts[DeadlineFilter.READY],
        tasks=tuple(TodayTask(row, next_steps(row, today).primary) for row in urgent),
        waiting_tasks=_waiting(book, waiting),
        last_month=_glance(Month(today.year, today.month).previous()),
        month=_glance(Month(today.year, today.month)),
    )


def _waiting(book: Book, rows: list[ComplaintRow]) -> tuple[WaitingTask, ...]:
    today = book.clock.today()
    lacking = {
        c.id: missing(c.name, c.address, c.district_code is not None, c.phone, c.subject)
        for c in Complaint.select().where(Complaint.id << [row.id for row in rows])
    }
    tasks = [
        WaitingTask(
            row=row,
            missing=lacking[row.id],
            waited=row.deadline.days or 0,
            limit=book.limits.supplement.days,
            is_lapsable=row.supplement_by is not None and today > row.supplement_by,
        )
        for row in rows
    ]
    return tuple(sorted(tasks, key=lambda task: (-task.waited, task.row.id)))


def _glance(month: Month) -> MonthGlance:
    received = Complaint.select().where(received_within(month)).count()
    settled = (
        Complaint.select()
        .where(
            (Complaint.status == Status.SETTLED.value)
            & Complaint.closed_on.between(month.first, month.last)
        )
        .count()
    )
    return MonthGlance(month, received, settled)
