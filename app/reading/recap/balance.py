"""Where each complaint stands in a month's flow, and whether the flow balances.

Pure but for the error: entries and a span of days come in. Everything is told as it stood at the
end of the span, whatever has happened since.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.ground.errors import UserError
from app.rules.channels import CHANNEL_LABELS, Channel, ComplaintKind
from app.rules.statuses import CLOSED, STATUS_LABELS, Status

# A sentence that names more than this is not read.
_NAMED_AT_MOST: Final = 10


class Flow(StrEnum):
    """A column of the flow table (*neraca*), in the order in which it is printed."""

    OPENING = "opening"
    RECEIVED = "received"
    SETTLED = "settled"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    CLOSING = "closing"


FLOW_LABELS: Final[Mapping[Flow, str]] = {
    Flow.OPENING: "Sisa awal",
    Flow.RECEIVED: "Masuk",
    Flow.SETTLED: "Selesai",
    Flow.FORWARDED: "Diteruskan",
    Flow.WITHDRAWN: "Dicabut",
    Flow.VOID: "Batal",
    Flow.CLOSING: "Sisa akhir",
}
INFLOW: Final = frozenset({Flow.OPENING, Flow.RECEIVED})

# A lapsed complaint counts as withdrawn (*dianggap mencabut pengaduan*).
_OUTFLOW: Final[Mapping[Status, Flow]] = {
    Status.SETTLED: Flow.SETTLED,
    Status.FORWARDED: Flow.FORWARDED,
    Status.WITHDRAWN: Flow.WITHDRAWN,
    Status.LAPSED: Flow.WITHDRAWN,
    Status.VOID: Flow.VOID,
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days a recap tells of, both included."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class RecapEntry:
    """What a recap needs to know of one complaint, as it is stored today."""

    id: int
    number: str
    channel: Channel
    kind: ComplaintKind
    received_on: date
    status: Status
    subject: str
    service: str
    category: str
    district: str
    team: str
    distribute_by: date | None
    distribution_stopped_on: date | None
    distributed_on: date | None
    was_returned_late: bool
    returned_on: date | None
    completed_on: date | None
    settle_by: date | None
    approved_on: date | None
    is_direct: bool
    closed_on: date | None
    working_days: int | None
    late_reason: str
    is_from_old_book: bool = False
    days_late: int | None = None


class RecapUnbalanced(UserError):
    """The month does not balance; *reasons* says why: register number -> what is wrong with it."""

    def __init__(self, reasons: Mapping[str, str], channels: Iterable[Channel] = ()) -> None:
        self.reasons = dict(reasons)
        self.channels = tuple(channels)
        named = [f"{number}: {why}" for number, why in reasons.items()]
        more = len(named) - _NAMED_AT_MOST
        parts = named[:_NAMED_AT_MOST] + ([f"dan {more} pengaduan lain"] if more > 0 else [])
        parts += [f"saluran {CHANNEL_LABELS[channel]} tidak seimbang" for channel in self.channels]
        super().__init__(
            f"Rekap tidak seimbang dan tidak dibuat. {'; '.join(parts)}. "
            "Perbaiki pengaduan itu, lalu buat rekap lagi."
        )


def status_on(entry: RecapEntry, day: date) -> Status:
    """Return the status *entry* had at the end of *day*, read from its dates.

    Of a complaint distributed again after *day*, an answer approved before is not seen here.
    """
    if _happened(entry.closed_on, day):
        return entry.status
    reached = {
        Status.ANSWERED: entry.approved_on,
        Status.DISTRIBUTED: _first_hand_over(entry),
        Status.COMPLETE: entry.completed_on,
        Status.INCOMPLETE: entry.returned_on,
    }
    return next((s for s, on in reached.items() if _happened(on, day)), Status.RECORDED)


def _first_hand_over(entry: RecapEntry) -> date | None:
    # distributed_on is that of the last hand-over; the clock stopped at the first.
    return entry.distribution_stopped_on if entry.distributed_on is not None else None


def is_late(entry: RecapEntry, day: date) -> bool:
    """Return whether *entry* had missed its settlement date by the end of *day*."""
    status = status_on(entry, day)
    if entry.settle_by is None or entry.completed_on is None or entry.completed_on > day:
        return False
    if status is Status.SETTLED:
        return entry.closed_on is not None and entry.closed_on > entry.settle_by
    return status not in CLOSED and day > entry.settle_by


def flows_of(entry: RecapEntry, span: Span) -> frozenset[Flow]:
    """Return the columns of the flow table in which *entry* counts; none outside the span.

    Each column is decided by itself, so that a contradictory entry does not balance.
    """
    closed_before = entry.closed_on is not None and entry.closed_on < span.first
    is_open_at_end = not _happened(entry.closed_on, span.last)
    found: set[Flow] = set()
    if entry.received_on < span.first and not closed_before:
        found.add(Flow.OPENING)
    if entry.received_on in span:
        found.add(Flow.RECEIVED)
    if entry.closed_on in span and entry.status in _OUTFLOW:
        found.add(_OUTFLOW[entry.status])
    if entry.received_on <= span.last and is_open_at_end:
        found.add(Flow.CLOSING)
    return frozenset(found)


def contradiction(entry: RecapEntry) -> str | None:
    """Return in Indonesian why *entry* cannot be counted, or None when it can."""
    label = STATUS_LABELS[entry.status]
    if entry.status in CLOSED and entry.closed_on is None:
        return f"berstatus “{label}” tanpa tanggal selesai"
    if entry.status not in CLOSED and entry.closed_on is not None:
        return f"masih berstatus “{label}” tetapi sudah bertanggal selesai"
    if entry.closed_on is not None and entry.closed_on < entry.received_on:
        return "tanggal selesai mendahului tanggal terima"
    return None


def count_flows(entries: Iterable[RecapEntry], span: Span) -> dict[Channel, Counter[Flow]]:
    """Return the flow of every channel in the span.

    Raises:
        RecapUnbalanced: an entry contradicts itself, or in and out differ.
    """
    reasons: dict[str, str] = {}
    counted: dict[Channel, Counter[Flow]] = {channel: Counter() for channel in Channel}
    for entry in entries:
        reason = contradiction(entry)
        if reason is not None:
            reasons[entry.number] = reason
        counted[entry.channel].update(flows_of(entry, span))
    channels = [channel for channel, flows in counted.items() if not is_balanced(flows)]
    if reasons or channels:
        raise RecapUnbalanced(reasons, () if reasons else channels)
    return counted


def is_balanced(flows: Mapping[Flow, int]) -> bool:
    """Return whether what came in went out or is still there (procedure, section 7)."""
    return sum(n if flow in INFLOW else -n for flow, n in flows.items()) == 0


def _happened(on: date | None, day: date) -> bool:
    return on is not None and on <= day
