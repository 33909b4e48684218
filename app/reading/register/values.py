"""What the register answers: values without a table behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.reading.register.filter import DeadlineFilter
from app.rules.channels import Channel
from app.rules.deadlines import Deadline
from app.rules.statuses import Status

_SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One line of the register, as tables, cards and lists see it."""

    id: int
    number: str
    sequence: int
    received_at: datetime
    channel: Channel
    subject: str
    name: str
    is_secret: bool
    service_id: int | None
    service: str
    team_id: int | None
    team: str
    status: Status
    is_direct: bool
    has_answer: bool
    supplement_by: date | None
    deadline: Deadline
    deadline_words: str
    is_from_old_book: bool = False
    is_repeat: bool = False
    assignee_id: int | None = None
    assignee: str = ""

    @property
    def short_number(self) -> str:
        """The number in three or so letters: the sequence, or how that of an older book begins."""
        if not self.is_from_old_book:
            return f"{self.sequence:03}"
        first = self.number.split("/")[0].split(" ")[-1]
        return first if len(first) <= _SHORT else "Lama"


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many complaints a filter finds, and how many of them each chip would leave."""

    total: int
    open: int
    to_correct: int
    repeats: int
    by_deadline: Mapping[DeadlineFilter, int]
