"""What the page *Hari Ini* shows: values without a table behind them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.ground.formatting import Month
from app.reading.register.values import ComplaintRow
from app.rules.events import Step
from app.rules.officers import Role

if TYPE_CHECKING:
    from app.reading.meetings.values import ActionRow
    from app.reading.recap.month_to_close import MonthToClose
    from app.rules.completeness import Element


@dataclass(frozen=True, slots=True)
class TodayTask:
    """A complaint that wants something, and the step that comes next."""

    row: ComplaintRow
    step: Step | None


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """A complaint that waits for the complainant; *waited* of *limit* days are over."""

    row: ComplaintRow
    missing: "tuple[Element, ...]"
    waited: int
    limit: int
    is_lapsable: bool


@dataclass(frozen=True, slots=True)
class MarkedTask:
    """A complaint in which *labels* name the fields that are to be put right."""

    row: ComplaintRow
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthGlance:
    """A month in three numbers."""

    month: Month
    received: int
    settled: int


@dataclass(frozen=True, slots=True)
class Today:
    """The page *Hari Ini*: the numbers, and the first of what they count.

    Attributes:
        tasks: the most urgent first, at most ``MOST_TASKS`` of *task_count*.
        later_tasks: not with a team yet, but not urgent either; the first due first, at most
            ``MOST_LATER`` of *later*.
        waiting_tasks: the longest waiting first, at most ``MOST_WAITING`` of *waiting*.
        marked_tasks: the newest first, at most ``MOST_MARKED`` of *marked*.
        to_close: a month that is over and not closed.
        holiday_warnings: what is unsure about the days off that due dates are counted by.
        follow_ups: what meetings decided on and nobody has done yet, the first due first.
        role: the duty of whoever signed in with a PIN; None where everybody does everything.
    """

    day: date
    undistributed: int
    late: int
    due_today: int
    soon: int
    waiting: int
    ready: int
    task_count: int
    tasks: tuple[TodayTask, ...]
    later: int
    later_tasks: tuple[TodayTask, ...]
    waiting_tasks: tuple[WaitingTask, ...]
    marked: int
    marked_tasks: tuple[MarkedTask, ...]
    last_month: MonthGlance
    month: MonthGlance
    role: Role | None = None
    follow_ups: "tuple[ActionRow, ...]" = ()
    holiday_warnings: tuple[str, ...] = ()
    to_close: "MonthToClose | None" = None
