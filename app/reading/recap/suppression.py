"""Keeping small counts out of the public edition, so that totals do not give them away either.

Month totals are published: the figures say them, and this month's opening balance stands in last
month's recap. What is protected is how one or two complaints spread over channels, services,
categories, kecamatan or kinds. A hidden cell always holds less than three, as its mark says; where
that does not hide enough, rows are merged. Tables share nothing but totals, so each is judged
alone: ``disclosure`` knows exactly what a reader can work out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from app.reading.recap.balance import FLOW_LABELS, INFLOW, Flow
from app.reading.recap.disclosure import Cell, is_determined
from app.reading.recap.tables import total_of
from app.reading.recap.values import Figures, NumberRow, NumberTable, TableKey
from app.rules.statuses import OPEN, STATUS_LABELS, Status

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
# How the cells of a row add up: signs that sum to zero. In SERVICE what is left of the received
# after settled and open went elsewhere and is not printed.
_FLOW_SIGNS: Final = tuple(1 if flow in INFLOW else -1 for flow in Flow)
_SERVICE_SIGNS: Final = (1, -1, -1, -1)

# The rows to keep and those to merge.
Splitting = tuple[tuple[NumberRow, ...], tuple[NumberRow, ...]]
Hiding = Callable[[Sequence[NumberRow]], list[NumberRow] | None]


def public_tables(tables: Iterable[NumberTable]) -> tuple[NumberTable, ...]:
    """Return *tables* as they may be published."""
    return tuple(_with_fitting_lines(_PUBLISHERS[table.key](table)) for table in tables)


def _with_fitting_lines(table: NumberTable) -> NumberTable:
    """Return *table* with the lines under its total as wide as it is published.

    They are month totals, which the flow tells as well.
    """
    width = len(table.columns)
    return replace(table, beyond=tuple(NumberRow(r.label, r.cells[:width]) for r in table.beyond))


def public_figures(figures: Figures, tables: Iterable[NumberTable]) -> Figures:
    """Return *figures* without what would show one or two complaints through *tables*."""
    categories = next((t for t in tables if t.key is TableKey.CATEGORY), None)
    shown = {row.label: row.cells[0] for row in categories.rows} if categories else {}
    if shown.get(figures.top_category or "") != figures.top_category_count:
        figures = replace(figures, top_category=None, top_category_count=0)
    # The average of one or two complaints is all but their own duration.
    if figures.settled_on_time + figures.settled_late < SMALLEST_SHOWN:
        figures = replace(figures, average_working_days=None)
    # From which book a line was copied is the office's own business.
    return replace(figures, from_old_book=0)


def publish_flow(table: NumberTable) -> NumberTable:
    """Return the flow table without the spread of small counts over channels."""
    return _publish(table, lambda rows: _hide_in_grid(rows, _FLOW_SIGNS))


def publish_service(table: NumberTable) -> NumberTable:
    """Return the service table without the spread of small counts over services."""
    return _publish(table, lambda rows: _hide_in_grid(rows, _SERVICE_SIGNS))


def publish_received_by_service(table: NumberTable) -> NumberTable:
    """Return the service table, with what was received alone where the rest cannot be hidden.

    In a month of an ordinary office most services have one or two complaints still open, and a
    reader who is told nothing about services is served worst.
    """
    published = publish_service(table)
    if published.rows or len(table.rows) < 2:
        return published
    rows = tuple(NumberRow(row.label, row.cells[:1]) for row in table.rows)
    received = replace(table, columns=table.columns[:1], rows=rows, total=total_of(rows, 1))
    return publish_list(received)


def publish_list(table: NumberTable) -> NumberTable:
    """Return a table of one column with its small rows merged; nothing is left to hide in it."""
    return _publish(table, _hide_in_list)


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
    TableKey.SERVICE: publish_received_by_service,
    TableKey.CATEGORY: publish_list,
    TableKey.DISTRICT: publish_list,
    TableKey.OUTCOME: publish_outcome,
    # How the clocks were kept is a total of the month and stands in the figures.
    TableKey.TIMELINESS: lambda table: table,
    TableKey.DIRECT: publish_list,
}


def _publish(table: NumberTable, hide: Hiding) -> NumberTable:
    label = MERGED_LABELS[table.key]
    choices = [_small_rows_apart(table.rows, label)]
    while choices and len(choices[0][0]) + bool(choices[0][1]) > 1:
        for kept, merged in choices:
            hidden = _hidden(kept, merged, label, hide)
            if hidden is not None:
                return replace(table, rows=_in_public_order(table.key, hidden))
        # Whichever one row more is enough; if none is, go on with the smallest merged.
        choices = _one_more_merged(*choices[0], label)
    # A single row would only repeat the total.
    can_stand = len(table.rows) == 1 and not _has_small(table.rows[0])
    return replace(table, rows=table.rows if can_stand else ())


def _hidden(
    kept: Sequence[NumberRow], merged: Sequence[NumberRow], label: str, hide: Hiding
) -> list[NumberRow] | None:
    """Return the rows as they may be printed, or None when more has to be merged."""
    if not merged:
        return hide(kept)
    return hide([*kept, _sum_of(merged, label)]) if _members_are_hidden(merged) else None


def _sum_of(merged: Sequence[NumberRow], label: str) -> NumberRow:
    return replace(total_of(merged, len(merged[0].cells)), label=label)


def _in_public_order(key: TableKey, rows: Iterable[NumberRow]) -> tuple[NumberRow, ...]:
    """Return *rows* in an order that tells no more than their published cells do."""
    if key is TableKey.FLOW:
        return tuple(rows)
    last = MERGED_LABELS[key]
    return tuple(sorted(rows, key=lambda row: (row.label == last, -(row.cells[0] or 0), row.label)))


def _small_rows_apart(rows: Sequence[NumberRow], label: str) -> Splitting:
    """Return the rows to keep, and those that would show nothing but small counts.

    A real row that is called like the merged one joins it, so that no label stands twice.
    """
    small = [row for row in rows if _largest(row) < SMALLEST_SHOWN]
    if not any(_largest(row) > 0 for row in small):
        return tuple(rows), ()
    merged = [row for row in rows if row in small or row.label == label]
    return tuple(row for row in rows if row not in merged), tuple(merged)


def _one_more_merged(
    kept: Sequence[NumberRow], merged: Sequence[NumberRow], label: str
) -> list[Splitting]:
    """Return the splittings with one row more merged, the one that costs least first."""

    def rank(row: NumberRow) -> tuple[bool, int, str]:
        return row.label != label, sum(cell or 0 for cell in row.cells), row.label

    ordered = sorted(kept, key=rank)
    if ordered and ordered[0].label == label:
        ordered = ordered[:1]
    return [(tuple(r for r in kept if r is not row), (*merged, row)) for row in ordered]


def _members_are_hidden(merged: Sequence[NumberRow]) -> bool:
    """Return whether no member of a merged row can be told from its sum.

    Members can be exchanged for one another, so a cell is open only where all hold the same.
    """
    columns = zip(*(row.cells for row in merged), strict=True)
    alike = [set(column) for column in columns if len(set(column)) == 1]
    return not any(_is_small(cell) for cells in alike for cell in cells)


def _hide_in_list(rows: Sequence[NumberRow]) -> list[NumberRow] | None:
    """Return *rows* as they are when none is small; a list is hidden by merging alone."""
    return None if any(map(_has_small, rows)) else list(rows)


def _hide_in_grid(rows: Sequence[NumberRow], signs: Sequence[int]) -> list[NumberRow] | None:
    """Return *rows* with their small cells hidden, or None when one could be worked out.

    In a column with a small cell the zeros are hidden too, so that they cannot be told apart; a
    zero that can be worked out all the same is shown.
    """
    small_columns = [
        any(_is_small(cell) for cell in column)
        for column in zip(*(row.cells for row in rows), strict=True)
    ]
    grid = [_known_cells(row, small_columns, signs) for row in rows]
    hidden: list[NumberRow] = []
    for at, row in enumerate(rows):
        cells: list[int | None] = []
        for column, cell in enumerate(row.cells):
            is_hidden = not _is_shown(cell, is_small_column=small_columns[column])
            is_open = is_hidden and is_determined(grid, signs, at, column)
            if is_open and _is_small(cell):
                return None
            cells.append(None if is_hidden and not is_open else cell)
        hidden.append(NumberRow(row.label, tuple(cells)))
    return hidden


def _known_cells(row: NumberRow, small_columns: Sequence[bool], signs: Sequence[int]) -> list[Cell]:
    counts = [cell or 0 for cell in row.cells]
    known = [
        Cell(count, count, count)
        if _is_shown(count, is_small_column=is_small_column)
        else Cell(count, 0, SMALLEST_SHOWN - 1)
        for count, is_small_column in zip(counts, small_columns, strict=True)
    ]
    if len(signs) > len(counts):
        rest = sum(sign * count for sign, count in zip(signs, counts, strict=False))
        known.append(Cell(rest, 0, None))
    return known


def _is_shown(cell: int | None, *, is_small_column: bool) -> bool:
    return not is_small_column or (cell or 0) >= SMALLEST_SHOWN


def _is_small(cell: int | None) -> bool:
    return 0 < (cell or 0) < SMALLEST_SHOWN


def _has_small(row: NumberRow) -> bool:
    return any(map(_is_small, row.cells))


def _largest(row: NumberRow) -> int:
    return max(cell or 0 for cell in row.cells)
