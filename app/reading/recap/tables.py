"""The tables of the internal recap, counted from entries already known to balance."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.reading.recap.balance import FLOW_LABELS, Flow, RecapEntry, Span, status_on
from app.reading.recap.entries import NOT_FILLED, OFF_LIST, UNKNOWN_DISTRICT
from app.reading.recap.values import NumberRow, NumberTable, TableKey
from app.rules.channels import CHANNEL_LABELS, KIND_LABELS, Channel
from app.rules.deadlines import UNIT_LABELS, Limit, Limits
from app.rules.statuses import OPEN, STATUS_LABELS, Status

TOTAL_LABEL: Final = "Jumlah"
ALL_RECEIVED: Final = "Masuk seluruhnya"
WITHOUT_LIMIT: Final = "Selesai tanpa batas waktu (dijawab langsung)"
_COUNTINGS: Final = {
    (TableKey.FLOW, FLOW_LABELS[Flow.SETTLED]): "Selesai (semua)",
    (TableKey.SERVICE, FLOW_LABELS[Flow.SETTLED]): "Selesai (yang masuk)",
    (TableKey.SERVICE, "Sisa"): "Sisa (yang masuk)",
}
# What says nothing stands below what does.
_LAST: Final = frozenset({NOT_FILLED, OFF_LIST, UNKNOWN_DISTRICT, "Lainnya"})


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How the two clocks were kept in the span (procedure, section 4)."""

    distributed_on_time: int
    distributed_late: int
    settled_on_time: int
    settled_late: int


def read_timeliness(entries: Iterable[RecapEntry], span: Span) -> Timeliness:
    """Return how many clocks stopped in time and too late within *span*."""
    distributed: Counter[bool] = Counter()
    settled: Counter[bool] = Counter()
    for entry in entries:
        status = status_on(entry, span.last)
        if status is Status.VOID:
            continue
        distributed.update(late for on, late in distribution_runs(entry) if on in span)
        if status is Status.SETTLED and has_settlement_clock(entry) and entry.closed_on in span:
            settled[_later(entry.closed_on, entry.settle_by)] += 1
    return Timeliness(distributed[False], distributed[True], settled[False], settled[True])


def has_settlement_clock(entry: RecapEntry) -> bool:
    """Return whether *entry* was ever declared complete; a direct answer never is."""
    return not entry.is_direct and entry.settle_by is not None


def distribution_runs(entry: RecapEntry) -> Iterator[tuple[date | None, bool]]:
    """Yield when each run of the distribution clock stopped, and whether that was late.

    Being returned ends a run and being completed starts another, so that a month that has passed
    keeps its count whatever happens later.
    """
    if entry.returned_on is not None:
        yield entry.returned_on, entry.was_returned_late
        if entry.completed_on is None:
            return
    stopped_on = entry.distribution_stopped_on
    yield stopped_on, _later(stopped_on, entry.distribute_by)


def _later(day: date | None, limit: date | None) -> bool:
    return day is not None and limit is not None and day > limit


def flow_table(counted: Mapping[Channel, Mapping[Flow, int]]) -> NumberTable:
    """Return the flow of every channel, also of those without any complaint."""
    rows = tuple(
        NumberRow(label, tuple(counted[channel].get(flow, 0) for flow in Flow))
        for channel, label in CHANNEL_LABELS.items()
    )
    return _table(TableKey.FLOW, "Neraca", "Saluran", tuple(FLOW_LABELS.values()), rows)


def service_table(received: Iterable[RecapEntry], end: date) -> NumberTable:
    """Return what became of the complaints received, by service."""
    counted: dict[str, list[int]] = {}
    for entry in received:
        status = status_on(entry, end)
        cells = counted.setdefault(entry.service, [0, 0, 0])
        cells[0] += 1
        cells[1] += status is Status.SETTLED
        cells[2] += status in OPEN
    rows = tuple(NumberRow(label, tuple(cells)) for label, cells in counted.items())
    columns = (FLOW_LABELS[Flow.RECEIVED], FLOW_LABELS[Flow.SETTLED], "Sisa")
    return _table(TableKey.SERVICE, "Menurut layanan", "Layanan", columns, _by_size(rows))


def category_table(received: Iterable[RecapEntry]) -> NumberTable:
    """Return the complaints received, by category."""
    rows = _counted(received, lambda entry: entry.category)
    return _table(TableKey.CATEGORY, "Menurut kategori", "Kategori", ("Masuk",), _by_size(rows))


def district_table(received: Iterable[RecapEntry]) -> NumberTable:
    """Return the complaints received, by kecamatan."""
    rows = _counted(received, lambda entry: entry.district)
    return _table(TableKey.DISTRICT, "Menurut kecamatan", "Kecamatan", ("Masuk",), _by_size(rows))


def outcome_table(received: Iterable[RecapEntry], end: date) -> NumberTable:
    """Return the state of all complaints received, void ones included, at the end."""
    counted = Counter(status_on(entry, end) for entry in received)
    rows = tuple(
        NumberRow(label, (counted[status],))
        for status, label in STATUS_LABELS.items()
        if counted[status]
    )
    return _table(TableKey.OUTCOME, "Menurut hasil", "Keadaan", (TOTAL_LABEL,), rows)


def timeliness_table(counted: Timeliness, limits: Limits) -> NumberTable:
    """Return how the clocks were kept, without a total: the rows are of two kinds."""
    lines = {
        f"Distribusi dalam batas {_words(limits.distribute)}": counted.distributed_on_time,
        "Distribusi terlambat": counted.distributed_late,
        f"Penyelesaian dalam batas {_words(limits.settle)}": counted.settled_on_time,
        "Penyelesaian terlambat": counted.settled_late,
    }
    rows = tuple(NumberRow(label, (number,)) for label, number in lines.items() if number)
    return NumberTable(
        TableKey.TIMELINESS, "Ketepatan waktu", "Tahap", (TOTAL_LABEL,), rows, total=None
    )


def direct_table(direct: Iterable[RecapEntry]) -> NumberTable:
    """Return the complaints answered on the spot, by kind."""
    rows = _counted(direct, lambda entry: KIND_LABELS[entry.kind])
    return _table(TableKey.DIRECT, "Dijawab langsung", "Jenis", (TOTAL_LABEL,), _by_size(rows))


def with_void(table: NumberTable, voided: int) -> NumberTable:
    """Return a table of valid complaints with the lines that lead to all that were received."""
    if not voided or table.total is None:
        return table
    none = (0,) * (len(table.columns) - 1)
    received = (table.total.cells[0] or 0) + voided
    beyond = (
        NumberRow(STATUS_LABELS[Status.VOID], (voided, *none)),
        NumberRow(ALL_RECEIVED, (received, *table.total.cells[1:])),
    )
    return replace(table, beyond=beyond)


def with_untimed(table: NumberTable, untimed: int) -> NumberTable:
    """Return the timeliness with those settled that have no date to keep, when there are any."""
    if not untimed:
        return table
    return replace(table, beyond=(NumberRow(WITHOUT_LIMIT, (untimed,)),))


def shown_columns(table: NumberTable) -> tuple[str, ...]:
    """Return the heads of the counts, each saying which of the two countings of settled it is.

    The balance counts what was settled in the span, whenever it came; a table of what came in
    counts what of that is settled.
    """
    return tuple(_COUNTINGS.get((table.key, column), column) for column in table.columns)


def total_of(rows: Iterable[NumberRow], columns: int) -> NumberRow:
    """Return the sum of *rows*, none of which may hold a hidden cell."""
    sums = [0] * columns
    for row in rows:
        sums = [total + (cell or 0) for total, cell in zip(sums, row.cells, strict=True)]
    return NumberRow(TOTAL_LABEL, tuple(sums))


def _counted(
    entries: Iterable[RecapEntry], label_of: Callable[[RecapEntry], str]
) -> tuple[NumberRow, ...]:
    counted = Counter(label_of(entry) for entry in entries)
    return tuple(NumberRow(label, (number,)) for label, number in counted.items())


def _by_size(rows: Iterable[NumberRow]) -> tuple[NumberRow, ...]:
    def rank(row: NumberRow) -> tuple[bool, int, str]:
        return row.label in _LAST, -(row.cells[0] or 0), row.label

    return tuple(sorted(rows, key=rank))


def _words(limit: Limit) -> str:
    return f"{limit.days} {UNIT_LABELS[limit.unit]}"


def _table(
    key: TableKey,
    title: str,
    label_column: str,
    columns: tuple[str, ...],
    rows: tuple[NumberRow, ...],
) -> NumberTable:
    return NumberTable(key, title, label_column, columns, rows, total_of(rows, len(columns)))
