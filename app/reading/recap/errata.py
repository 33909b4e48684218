"""What a closed month would say otherwise today (*ralat*)."""

from collections.abc import Iterable, Iterator

from app.book.book import Book
from app.book.journal import standing
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.reading.recap.closed import (
    ClosedMonth,
    Closing,
    Erratum,
    TableChange,
    read_closing,
    read_errata,
    read_value,
)
from app.reading.recap.corrections import read_corrections
from app.reading.recap.entries import read_entries
from app.reading.recap.monthly import counted, span_of
from app.reading.recap.values import NumberRow, NumberTable


class MonthNotClosed(UserError):
    """Something was wanted that only a closed month has."""

    def __init__(self, month: Month) -> None:
        super().__init__(f"{month.label} belum ditutup.")


def closing_of(book: Book, month: Month) -> Closing:
    """Return that *month* is closed.

    Raises:
        MonthNotClosed: it is open.
    """
    closing = read_closing(book, month)
    if closing is None:
        raise MonthNotClosed(month)
    return closing


def read_erratum(book: Book, month: Month) -> Erratum:
    """Return what a closed month would say otherwise today; without changes where it would not.

    Raises:
        MonthNotClosed: it is open.
        ClosedMonthAltered: what was stored of it was altered.
        RecapUnbalanced: it would not balance today; the complaints are named.
    """
    with book.store.snapshot():
        closing = closing_of(book, month)
        closed = read_value(book, month, closing.id, ClosedMonth)
        span = span_of(month, None, book.clock.today())
        # As its own limits name the rows.
        now = counted(book, month, span, read_entries(book, span), closed.settings.limits)
        return Erratum(
            month=month,
            number=len(read_errata(book, month)) + 1,
            closed_at=closing.made_at,
            closed_standing=closing.standing,
            changes=tuple(_changes(closed.recap.tables, now.tables)),
            corrections=read_corrections(book, {month: closing.standing.sequence}),
            figures=now.figures,
            standing=standing(book),
        )


def _changes(then: Iterable[NumberTable], now: Iterable[NumberTable]) -> Iterator[TableChange]:
    today = {table.key: table for table in now}
    for table in then:
        fresh = today[table.key]
        rows = {row.label: row.cells for row in _rows(table)}
        renewed = {row.label: row.cells for row in _rows(fresh)}
        none = (0,) * len(table.columns)
        for label in dict.fromkeys([*rows, *renewed]):
            pairs = zip(rows.get(label, none), renewed.get(label, none), strict=True)
            for column, (old, new) in zip(table.columns, pairs, strict=True):
                if old != new:
                    yield TableChange(table.title, label, column, old or 0, new or 0)


def _rows(table: NumberTable) -> Iterator[NumberRow]:
    yield from table.rows
    if table.total is not None:
        yield table.total
