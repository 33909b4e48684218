"""Why a complaint stands in a list of *Hari Ini*, in a few words."""

from collections.abc import Callable, Mapping
from typing import Final

from app.ground.formatting import short_date
from app.reading.register.values import ComplaintRow
from app.rules.deadlines import CLOCK_LABELS, Deadline, Urgency
from app.rules.statuses import Status


def why_listed(row: ComplaintRow) -> str:
    """Return what puts the complaint of *row* among what is to be done, or lets it wait."""
    deadline = row.deadline
    if row.status is Status.ANSWERED and deadline.urgency is Urgency.SAFE:
        return f"tinggal disampaikan, batasnya masih {_day(deadline)}"
    said = _WORDS.get(deadline.urgency)
    return said(deadline) if said is not None and deadline.due_on is not None else ""


def _clock(deadline: Deadline) -> str:
    return CLOCK_LABELS[deadline.clock].lower()


def _day(deadline: Deadline) -> str:
    return short_date(deadline.due_on) if deadline.due_on else ""


_WORDS: Final[Mapping[Urgency, Callable[[Deadline], str]]] = {
    Urgency.LATE: lambda d: f"batas {_clock(d)} {_day(d)} sudah lewat",
    Urgency.TODAY: lambda d: f"hari ini hari terakhir {_clock(d)}",
    Urgency.SOON: lambda d: f"batas {_clock(d)} {_day(d)} sudah dekat",
    Urgency.SAFE: lambda d: f"batas {_clock(d)} masih {_day(d)}",
}
