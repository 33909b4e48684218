"""Reading meetings: those of some days, one whole, and what is still to be done."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import fn

from app.book.book import Book
from app.book.journal import standing
from app.book.scope import ensure_may_read, in_scope
from app.ground.errors import UserError
from app.reading.meetings.values import (
    ActionRow,
    DiscussedComplaint,
    DueComplaint,
    DueDay,
    MeetingDetail,
    MeetingRow,
)
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import is_open, next_due_date, register_rows
from app.rules.deadlines import CLOCK_LABELS
from app.rules.meetings import MeetingStatus, participants_of
from app.rules.readings import Reading
from app.rules.statuses import Status
from models.complaint import Complaint
from models.meeting import Meeting, MeetingAction, MeetingComplaint
from models.reference import Service, Team
from models.rows import find


class MeetingGone(UserError):
    """No meeting has this id."""


def read_meetings(book: Book, first: date, last: date) -> tuple[MeetingRow, ...]:
    """Return the meetings that begin from *first* to *last*, both included, by their moment."""
    ensure_may_read(book, Reading.REGISTER)
    after = datetime.combine(last + timedelta(days=1), time.min)
    about = (
        MeetingComplaint.select(fn.COUNT(MeetingComplaint.id))
        .where(
            MeetingComplaint.meeting_id == Meeting.id,
            MeetingComplaint.is_removed == False,  # noqa: E712  # SQL
        )
        .alias("about")
    )
    query = (
        Meeting.select(Meeting, about)
        .where(Meeting.starts_at >= datetime.combine(first, time.min), Meeting.starts_at < after)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    found: Iterable[Any] = book.rows(query)
    return tuple(
        MeetingRow(
            row.id,
            row.starts_at,
            row.duration,
            row.place,
            row.agenda,
            MeetingStatus(row.status),
            row.about,
        )
        for row in found
    )


def read_meeting(book: Book, meeting_id: int) -> MeetingDetail:
    """Return everything about one meeting.

    Raises:
        MeetingGone: there is none.
    """
    ensure_may_read(book, Reading.REGISTER)
    row = find(book.store.database, Meeting, meeting_id)
    if row is None:
        raise MeetingGone("Pembahasan ini tidak ada dalam buku.")
    return MeetingDetail(
        id=row.id,
        starts_at=row.starts_at,
        duration=row.duration,
        place=row.place,
        agenda=row.agenda,
        participants=participants_of(row.participants),
        participants_text=row.participants,
        status=MeetingStatus(row.status),
        notes=row.notes,
        cancel_reason=row.cancel_reason,
        complaints=_discussed(book, meeting_id),
        actions=_actions(book, MeetingAction.meeting_id == meeting_id),
        standing=standing(book),
    )


def open_actions(book: Book) -> tuple[ActionRow, ...]:
    """Return what was decided on and is not done yet, what is due first coming first."""
    return _actions(book, MeetingAction.done_on.is_null())


def due_days(book: Book, first: date, last: date) -> dict[date, DueDay]:
    """Return how many open complaints are due on each of these days; days without are left out."""
    due = next_due_date(book)
    query = (
        Complaint.select(due.alias("due"), fn.COUNT(Complaint.id))
        .where(is_open(), due.between(first.isoformat(), last.isoformat()), *in_scope(book))
        .group_by(due)
    )
    counted = book.rows(query.tuples()).iterator()
    days = (DueDay(date.fromisoformat(str(day)), count) for day, count in counted)
    return {each.day: each for each in days}


def due_complaints(book: Book) -> tuple[DueComplaint, ...]:
    """Return the open complaints with the day that is to be met next, the first due first."""
    rows = register_rows(book, register_ids(book, RegisterFilter(only_open=True)))
    due = [
        DueComplaint(row.id, row.number, CLOCK_LABELS[row.deadline.clock], row.deadline.due_on)
        for row in rows
        if row.deadline.due_on is not None and row.status is not Status.INCOMPLETE
    ]
    return tuple(sorted(due, key=lambda each: (each.due_on, each.complaint_id)))


def _discussed(book: Book, meeting_id: int) -> tuple[DiscussedComplaint, ...]:
    query = (
        MeetingComplaint.select(
            MeetingComplaint.complaint_id,
            MeetingComplaint.decision,
            Complaint.number,
            Complaint.subject,
            Complaint.status,
            Complaint.settle_by,
            Service.name.alias("service_name"),
            Team.short_name.alias("team_name"),
        )
        .join(Complaint, on=(Complaint.id == MeetingComplaint.complaint_id))
        .left_outer_join(Service, on=(Complaint.service_id == Service.id))
        .switch(Complaint)
        .left_outer_join(Team, on=(Complaint.team_id == Team.id))
        .where(
            MeetingComplaint.meeting_id == meeting_id,
            MeetingComplaint.is_removed == False,  # noqa: E712  # SQL
            *in_scope(book),
        )
        .order_by(MeetingComplaint.id)
        .objects()
    )
    found: Iterable[Any] = book.rows(query)
    return tuple(
        DiscussedComplaint(
            row.complaint_id,
            row.number,
            row.subject,
            row.service_name or "",
            row.team_name or "",
            Status(row.status),
            row.settle_by,
            row.decision,
        )
        for row in found
    )


def _actions(book: Book, wanted: Any) -> tuple[ActionRow, ...]:
    today = book.clock.today()
    query = (
        MeetingAction.select(MeetingAction, Complaint.number.alias("number"))
        .left_outer_join(Complaint, on=(MeetingAction.complaint_id == Complaint.id))
        .where(wanted, *in_scope(book))
        .order_by(MeetingAction.due_on, MeetingAction.id)
        .objects()
    )
    found: Iterable[Any] = book.rows(query)
    return tuple(
        ActionRow(
            row.id,
            row.meeting_id,
            row.complaint_id,
            row.number or "",
            row.what,
            row.who,
            row.due_on,
            row.done_on,
            0 if row.done_on is not None else max(0, (today - row.due_on).days),
        )
        for row in found
    )
