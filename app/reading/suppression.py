"""Keeping small counts out of the public edition, so that totals do not give them away either.

Month totals are published: the figures say them, and this month's opening balance stands in last
month's recap. What is protected is how one or two complaints spread over channels, services,
categories, kecamatan or kinds. A hidden cell always holds less than three, as its mark says; where
that does not hide enough, rows are merged and, last, columns left out. Tables share nothing but
totals, so each is judged alone: ``disclosure`` knows exactly what a reader can work out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice
from typing import Final

from app.reading.balance import FLOW_LABELS, INFLOW, Flow
from app.reading.disclosure import Cell, is_determined
from app.reading.recap_tables import total_of
from app.reading.recap_values import Figures, NumberRow, NumberTable, TableKey
from app.workflow import OPEN, STATUS_LABELS, Status

# Counts below this are one or two people who might be recognised.
SMALLEST_SHOWN: Final = 3
MERGED_LABELS: Final = {
    TableKey.FLOW: "Saluran lain",
    TableKey.SERVICE: "Lainnya",
    TableKey.CATEGORY: "Lainnya",
    TableKey.DISTRICT: "Kecamatan lain",
    TableKey.DIRECT: "Lainnya",
}
_STILL_OPEN: Final = "Masih diproses"
# Splittings tried one by one before the smallest rows are merged without looking further.
_TRIED_AT_MOST: Final = 400

# The rows to keep and those to merge.
Splitting = tuple[tuple[NumberRow, ...], tuple[NumberRow, ...]]


# The signs under which the cells of a row add up to nothing. Of the received services the last is
# a rest that is never printed: what was neither settled nor is open went elsewhere.
_FLOW_SIGNS: Final = tuple(1 if flow in INFLOW else -1 for flow in Flow)
_SERVICE_SIGNS: Final = (1, -1, -1, -1)
# Which columns to print, from all to the fewest that still say something.
_FLOW_SELECTIONS: Final = (tuple(range(len(Flow))), (1, 2), (1,))
_SERVICE_SELECTIONS: Final = ((0, 1, 2), (0, 1), (0,))


def public_tables(tables: Iterable[NumberTable]) -> tuple[NumberTable, ...]:
    """Return *tables* as they may be published."""
    return tuple(_PUBLISHERS[table.key](table) for table in tables)


def public_figures(figures: Figures, tables: Iterable[NumberTable]) -> Figures:
    """Return *figures* without what would show one or two complaints through *tables*."""
    categories = next((t for t in tables if t.key is TableKey.CATEGORY), None)
    shown = {row.label: row.cells[0] for row in categories.rows} if categories else {}
    if shown.get(figures.top_category or "") != figures.top_category_count:
        figures = replace(figures, top_category=None, top_category_count=0)
    # The average of one or two complaints is all but their own duration.
    if figures.settled_on_time + figures.settled_late < SMALLEST_SHOWN:
        figures = replace(figures, average_working_days=None)
    return figures


def publish_flow(table: NumberTable) -> NumberTable:
    """Return the flow table without the spread of small counts over channels."""
    return _most_telling(table, _FLOW_SIGNS, _FLOW_SELECTIONS)


def publish_service(table: NumberTable) -> NumberTable:
    """Return the service table without the spread of small counts over services."""
    return _most_telling(table, _SERVICE_SIGNS, _SERVICE_SELECTIONS)


def publish_list(table: NumberTable) -> NumberTable:
    """Return a table of one column with its small rows merged."""
    return _most_telling(table, (), ((0,),))


def publish_outcome(table: NumberTable) -> NumberTable:
    """Return the outcomes as the flow's totals have them: in three ends and what is still open."""
    merged_into = {STATUS_LABELS[status]: _STILL_OPEN for status in OPEN}
    withdrawn = FLOW_LABELS[Flow.WITHDRAWN]
    merged_into |= {STATUS_LABELS[s]: withdrawn for s in (Status.WITHDRAWN, Status.LAPSED)}
    counted: dict[str, int] = {}
    for row in table.rows:
        label = merged_into.get(row.label, row.label)
        counted[label] = counted.get(label, 0) + (row.cells[0] or 0)
    # Open ones come first in the table of statuses and last in a recap.
    ordered = sorted(counted, key=lambda label: label == _STILL_OPEN)
    return replace(table, rows=tuple(NumberRow(label, (counted[label],)) for label in ordered))


_PUBLISHERS: Final[dict[TableKey, Callable[[NumberTable], NumberTable]]] = {
    TableKey.FLOW: publish_flow,
    TableKey.SERVICE: publish_service,
    TableKey.CATEGORY: publish_list,
    TableKey.DISTRICT: publish_list,
    TableKey.OUTCOME: publish_outcome,
    # How the clocks were kept is a total of the month and stands in the figures.
    TableKey.TIMELINESS: lambda table: table,
    TableKey.DIRECT: publish_list,
}


def _most_telling(
    table: NumberTable, signs: Sequence[int], selections: Iterable[Sequence[int]]
) -> NumberTable:
    """Return the version with the most numbers in it; of equals the one with more columns."""
    versions = [_publish(table, signs, columns) for columns in selections]
    best = max(versions, key=_told)
    # Without any row the totals of all columns are what is left to say.
    return best if best.rows else replace(table, rows=())


def _told(table: NumberTable) -> int:
    return sum(bool(cell) for row in table.rows for cell in row.cells)


def _publish(table: NumberTable, signs: Sequence[int], columns: Sequence[int]) -> NumberTable:
    label = MERGED_LABELS[table.key]
    whole = [_with_rest(row, signs) for row in table.rows]
    narrowed = replace(
        table,
        columns=tuple(table.columns[at] for at in columns),
        total=_picked(table.total, columns) if table.total else None,
    )
    for kept, merged in _splittings(*_small_rows_apart(whole, columns, label), label):
        if len(kept) + bool(merged) > 1 and _members_are_hidden(merged):
            hidden = _hide([*kept, _sum_of(merged, label)] if merged else kept, signs, columns)
            if hidden is not None:
                return replace(narrowed, rows=_in_public_order(table.key, hidden))
    # A single row would only repeat the total.
    can_stand = len(whole) == 1 and not _has_small(whole[0])
    return replace(narrowed, rows=tuple(_picked(row, columns) for row in whole if can_stand))


def _with_rest(row: NumberRow, signs: Sequence[int]) -> NumberRow:
    if len(signs) <= len(row.cells):
        return row
    rest = sum(sign * (cell or 0) for sign, cell in zip(signs, row.cells, strict=False))
    return NumberRow(row.label, (*row.cells, rest))


def _picked(row: NumberRow, columns: Iterable[int]) -> NumberRow:
    return NumberRow(row.label, tuple(row.cells[at] for at in columns))


def _splittings(
    kept: Sequence[NumberRow], merged: Sequence[NumberRow], label: str
) -> Iterator[Splitting]:
    """Yield what may be kept and merged, the ways that lose least first."""

    def rank(row: NumberRow) -> tuple[bool, int, str]:
        return row.label != label, sum(cell or 0 for cell in row.cells), row.label

    ordered = sorted(kept, key=rank)
    few_first = chain.from_iterable(combinations(ordered, n) for n in range(len(ordered)))
    smallest_first = (tuple(ordered[:n]) for n in range(1, len(ordered)))
    for more in chain(islice(few_first, _TRIED_AT_MOST), smallest_first):
        together = (*merged, *more)
        left = tuple(row for row in kept if row not in more)
        # No label may stand twice.
        if not together or label not in [row.label for row in left]:
            yield left, together


def _sum_of(merged: Sequence[NumberRow], label: str) -> NumberRow:
    return replace(total_of(merged, len(merged[0].cells)), label=label)


def _in_public_order(key: TableKey, rows: Iterable[NumberRow]) -> tuple[NumberRow, ...]:
    """Return *rows* in an order that tells no more than their published cells do."""
    if key is TableKey.FLOW:
        return tuple(rows)
    last = MERGED_LABELS[key]
    return tuple(sorted(rows, key=lambda row: (row.label == last, -(row.cells[0] or 0), row.label)))


def _small_rows_apart(rows: Sequence[NumberRow], columns: Sequence[int], label: str) -> Splitting:
    """Return the rows to keep, and those that would show nothing but small counts.

    A real row that is called like the merged one joins it, so that no label stands twice.
    """
    small = [row for row in rows if _largest(_picked(row, columns)) < SMALLEST_SHOWN]
    if not any(map(_has_small, small)):
        return tuple(rows), ()
    merged = [row for row in rows if row in small or row.label == label]
    return tuple(row for row in rows if row not in merged), tuple(merged)


def _members_are_hidden(merged: Sequence[NumberRow]) -> bool:
    """Return whether no member of a merged row can be told from its sum.

    Members can be exchanged for one another, so a cell is open only where all hold the same.
    """
    if not merged:
        return True
    columns = zip(*(row.cells for row in merged), strict=True)
    alike = [set(column) for column in columns if len(set(column)) == 1]
    return not any(_is_small(cell) for cells in alike for cell in cells)


def _hide(
    rows: Sequence[NumberRow], signs: Sequence[int], columns: Sequence[int]
) -> list[NumberRow] | None:
    """Return *columns* of *rows* with small cells hidden, or None when one could be worked out.

    In a column with a small cell the zeros are hidden too, so that they cannot be told apart; a
    zero that can be worked out all the same is shown. Columns that are not printed are protected
    like the others: a reader knows their totals from elsewhere.
    """
    if not signs:
        return None if any(map(_has_small, rows)) else [_picked(row, columns) for row in rows]
    grid = _known_cells(rows, columns)
    cells = [(at, column) for at in range(len(rows)) for column in range(len(signs))]
    open_cells = {
        (at, column)
        for at, column in cells
        if not grid[at][column].is_shown and is_determined(grid, signs, at, column)
    }
    if any(_is_small(rows[at].cells[column]) for at, column in open_cells):
        return None
    return [
        NumberRow(
            row.label,
            tuple(
                row.cells[column] if cells[column].is_shown or (at, column) in open_cells else None
                for column in columns
            ),
        )
        for at, (row, cells) in enumerate(zip(rows, grid, strict=True))
    ]


def _known_cells(rows: Sequence[NumberRow], columns: Sequence[int]) -> list[list[Cell]]:
    """Return what a reader knows of every cell once *columns* are printed."""
    by_column = list(zip(*(row.cells for row in rows), strict=True))
    has_small = [any(map(_is_small, column)) for column in by_column]

    def known(column: int, count: int) -> Cell:
        if column not in columns:
            return Cell(count, 0, None)
        is_hidden = has_small[column] and count < SMALLEST_SHOWN
        return Cell(count, 0, SMALLEST_SHOWN - 1) if is_hidden else Cell(count, count, count)

    return [[known(column, cell or 0) for column, cell in enumerate(row.cells)] for row in rows]


def _is_small(cell: int | None) -> bool:
    return 0 < (cell or 0) < SMALLEST_SHOWN


def _has_small(row: NumberRow) -> bool:
    return any(map(_is_small, row.cells))


def _largest(row: NumberRow) -> int:
    return max(cell or 0 for cell in row.cells)
