"""What the register is asked for and what it answers: values without a table behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.formatting import Month
from app.workflow import Status

# Named, not needed: the first window asks for complaints before it knows channels and clocks.
if TYPE_CHECKING:
    from app.channels import Channel
    from app.deadlines import Deadline


class DeadlineFilter(StrEnum):
    """What a filter chip above the register asks for."""

    LATE = "terlambat"
    TODAY = "hari_ini"
    SOON = "perhatian"
    WAITING = "menunggu"
    UNDISTRIBUTED = "belum_didistribusikan"
    READY = "jawaban_siap"


DEADLINE_FILTER_LABELS: Final[Mapping[DeadlineFilter, str]] = {
    DeadlineFilter.LATE: "Terlambat",
    DeadlineFilter.TODAY: "Hari ini",
    DeadlineFilter.SOON: "Perhatian",
    DeadlineFilter.WAITING: "Menunggu pengadu",
    DeadlineFilter.UNDISTRIBUTED: "Belum didistribusikan",
    DeadlineFilter.READY: "Jawaban siap",
}


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which complaints are wanted; None asks for all."""

    text: str = ""
    year: int | None = None
    month: Month | None = None
    channel: "Channel | None" = None
    status: Status | None = None
    team_id: int | None = None
    deadline: DeadlineFilter | None = None
    only_open: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One line of the register, as tables, cards and lists see it."""

    id: int
    number: str
    sequence: int
    received_at: datetime
    channel: "Channel"
    subject: str
    name: str
    is_secret: bool
    service: str
    team_id: int | None
    team: str
    status: Status
    is_direct: bool
    has_answer: bool
    supplement_by: date | None
    deadline: "Deadline"
    deadline_words: str


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many complaints a filter finds, and how many of them each chip would leave."""

    total: int
    open: int
    by_deadline: Mapping[DeadlineFilter, int]
