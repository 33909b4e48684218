"""What the Kepala Dinas wants beside the counts: who is how far, what is old, where it goes."""

from dataclasses import dataclass
from datetime import date

from app.ground.formatting import Month
from app.rules.channels import Channel
from app.rules.statuses import Status


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A complaint that was open at the end of a day; *age* is in days since it was received."""

    number: str
    subject: str
    channel: Channel
    received_on: date
    age: int
    team: str
    status: Status
    is_late: bool


@dataclass(frozen=True, slots=True)
class TeamLine:
    """What a team was given and did in the span, and what it has at the end.

    Attributes:
        given: complaints that were distributed in the span and are with it.
        settled: answers of its own that were delivered in the span.
        on_time, late: of those.
        average_working_days: from complete to settled; None when nothing was settled.
        held, held_late: still with it at the end, and of those past their date.
    """

    team: str
    given: int
    settled: int
    on_time: int
    late: int
    average_working_days: float | None
    held: int
    held_late: int


@dataclass(frozen=True, slots=True)
class AgeLine:
    """How many of what is open at the end are that old, and how many of them are late."""

    label: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class CauseLine:
    """A category within a service: how often it was complained of."""

    category: str
    service: str
    count: int


@dataclass(frozen=True, slots=True)
class RepeatLine:
    """A complaint received in the span that repeats an *earlier* one, by its number."""

    number: str
    subject: str
    earlier: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One month of a trend; of a closed one as it was closed."""

    month: Month
    received: int
    settled: int
    on_time: int
    timed: int
    closing: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What stands behind the tables of the internal edition.

    Attributes:
        open_before, open_after: what was open before the first day and at the end.
        future: numbers of complaints that were closed later than today, by a clock that was wrong.
        trend: 24 months that end with this one, earliest first.
    """

    open_before: tuple[OpenLine, ...]
    open_after: tuple[OpenLine, ...]
    future: tuple[str, ...]
    teams: tuple[TeamLine, ...]
    ages: tuple[AgeLine, ...]
    causes: tuple[CauseLine, ...]
    repeats: tuple[RepeatLine, ...]
    trend: tuple[TrendPoint, ...]
