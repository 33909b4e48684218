"""Meetings as pages and papers see them: values without a table behind them."""

from dataclasses import dataclass
from datetime import date, datetime

from app.book.journal import Standing
from app.rules.meetings import MeetingStatus, Participant, ends_at
from app.rules.statuses import Status


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a calendar or list; *complaints* counts what it is about."""

    id: int
    starts_at: datetime
    duration: int
    place: str
    agenda: str
    status: MeetingStatus
    complaints: int

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return ends_at(self.starts_at, self.duration)


@dataclass(frozen=True, slots=True)
class DiscussedComplaint:
    """A complaint on the agenda; nothing says who complained."""

    complaint_id: int
    number: str
    subject: str
    service: str
    team: str
    status: Status
    settle_by: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What somebody does because a meeting decided so.

    Attributes:
        number: that of the complaint it is about, empty where it is about all of them.
        days_late: how many calendar days it is overdue today, 0 where it is not.
    """

    id: int
    meeting_id: int
    complaint_id: int | None
    number: str
    what: str
    who: str
    due_on: date
    done_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """Everything about one meeting.

    Attributes:
        standing: where the journal stood when this was read.
    """

    id: int
    starts_at: datetime
    duration: int
    place: str
    agenda: str
    participants: tuple[Participant, ...]
    participants_text: str
    status: MeetingStatus
    notes: str
    cancel_reason: str
    complaints: tuple[DiscussedComplaint, ...]
    actions: tuple[ActionRow, ...]
    standing: Standing

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return ends_at(self.starts_at, self.duration)


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many open complaints are due on a day."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class DueComplaint:
    """One open complaint and the day it is due."""

    complaint_id: int
    number: str
    clock: str
    due_on: date
