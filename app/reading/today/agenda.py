"""What has to be done today."""

from collections.abc import Sequence
from typing import Any, Final

from app.book.book import Book
from app.book.marks import lacking, marked_labels, read_marks
from app.book.scope import in_scope
from app.ground.formatting import Month
from app.reading.meetings.schedule import open_actions
from app.reading.recap.month_to_close import read_month_to_close
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.rows import (
    count_of,
    deadline_condition,
    is_open,
    is_to_correct,
    next_due_date,
    received_within,
    register_counts,
    register_rows,
    wants_work,
)
from app.reading.register.values import ComplaintRow
from app.reading.today.values import MarkedTask, MonthGlance, Today, TodayTask, WaitingTask
from app.rules.completeness import Element
from app.rules.holidays import holiday_warnings
from app.rules.next_steps import next_steps
from app.rules.statuses import Status
from models.complaint import Complaint

# As many as a person reads; the register has them all.
MOST_TASKS: Final = 30
MOST_WAITING: Final = 15
MOST_LATER: Final = 15
MOST_MARKED: Final = 15
MOST_FOLLOW_UPS: Final = 15


def read_today(book: Book) -> Today:
    """Return what the officer has to see first."""
    today = book.clock.today()
    counts = register_counts(book, RegisterFilter()).by_deadline
    kept = in_scope(book)
    urgent = Complaint.select(Complaint.id).where(is_open(), wants_work(book), *kept)
    at_desk = (Status.RECORDED.value, Status.COMPLETE.value)
    later = Complaint.select(Complaint.id).where(
        book.store.one_of(Complaint.status, at_desk), Complaint.id.not_in(urgent), *kept
    )
    return Today(
        day=today,
        undistributed=counts[DeadlineFilter.UNDISTRIBUTED],
        late=counts[DeadlineFilter.LATE],
        due_today=counts[DeadlineFilter.TODAY],
        soon=counts[DeadlineFilter.SOON],
        waiting=counts[DeadlineFilter.WAITING],
        ready=counts[DeadlineFilter.READY],
        task_count=book.rows(urgent).count(),
        tasks=_tasks(book, urgent, MOST_TASKS),
        later=book.rows(later).count(),
        later_tasks=_tasks(book, later, MOST_LATER),
        waiting_tasks=_waiting(book),
        marked=book.rows(Complaint.select().where(is_to_correct(), *kept)).count(),
        marked_tasks=_marked(book),
        last_month=_glance(book, Month(today.year, today.month).previous()),
        month=_glance(book, Month(today.year, today.month)),
        role=book.role,
        holiday_warnings=holiday_warnings(book.calendar, today),
        follow_ups=open_actions(book)[:MOST_FOLLOW_UPS],
        to_close=read_month_to_close(book),
    )


def _tasks(book: Book, wanted: Any, most: int) -> tuple[TodayTask, ...]:
    today, role = book.clock.today(), book.role
    rows = _first_rows(book, wanted, next_due_date(book), most)
    missing = _missing(book, [row.id for row in rows])
    return tuple(
        TodayTask(row, next_steps(row, today, is_missing=bool(missing[row.id]), role=role).primary)
        for row in rows
    )


def _first_rows(book: Book, wanted: Any, order: Any, most: int) -> list[ComplaintRow]:
    first: Any = book.rows(wanted.order_by(order, Complaint.id).limit(most).tuples())
    return register_rows(book, [row[0] for row in first])


def _waiting(book: Book) -> tuple[WaitingTask, ...]:
    today = book.clock.today()
    incomplete = Complaint.select(Complaint.id).where(
        deadline_condition(book, DeadlineFilter.WAITING), *in_scope(book)
    )
    rows = _first_rows(book, incomplete, Complaint.returned_on, MOST_WAITING)
    missing = _missing(book, [row.id for row in rows])
    return tuple(
        WaitingTask(
            row=row,
            missing=missing[row.id],
            waited=row.deadline.days or 0,
            limit=book.limits.supplement.days,
            is_lapsable=row.supplement_by is not None and today > row.supplement_by,
        )
        for row in rows
    )


def _missing(book: Book, ids: Sequence[int]) -> dict[int, tuple[Element, ...]]:
    """Return which of the four elements each of these complaints lacks."""
    elements = Complaint.select(
        Complaint.id,
        Complaint.name,
        Complaint.address,
        Complaint.district_code,
        Complaint.phone,
        Complaint.subject,
        Complaint.to_correct,
    ).where(book.store.one_of(Complaint.id, ids))
    return {c.id: lacking(c) for c in book.rows(elements)}


def _marked(book: Book) -> tuple[MarkedTask, ...]:
    newest = Complaint.select(Complaint.id, Complaint.to_correct).where(
        is_to_correct(), *in_scope(book)
    )
    found = list(book.rows(newest.order_by(Complaint.id.desc()).limit(MOST_MARKED)))
    labels = {each.id: marked_labels(read_marks(each.to_correct)) for each in found}
    return tuple(MarkedTask(row, labels[row.id]) for row in register_rows(book, labels))


def _glance(book: Book, month: Month) -> MonthGlance:
    received = book.rows(Complaint.select().where(received_within(month), *in_scope(book))).count()
    # Summed, not filtered by status: SQLite would walk all settled ones of all years for it.
    is_settled = Complaint.status == Status.SETTLED.value
    closed = Complaint.select(count_of(is_settled)).where(
        Complaint.closed_on.between(month.first, month.last), *in_scope(book)
    )
    return MonthGlance(month, received, book.rows(closed).scalar())
