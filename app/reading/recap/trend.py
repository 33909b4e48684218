"""The last two years, month by month, counted by SQL; closed months as they were closed."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from peewee import Case, fn

from app.book.book import Book
from app.ground.formatting import Month
from app.reading.recap.closed import Closing
from app.reading.recap.outlook_values import TrendPoint
from app.rules.statuses import Status
from models.complaint import Complaint

MONTHS: Final = 24
_MONTH_LETTERS: Final = 7


def read_trend(book: Book, last: date, closings: Mapping[Month, Closing]) -> tuple[TrendPoint, ...]:
    """Return the 24 months that end with the one of *last*; that one until this day."""
    months = [Month(last.year, last.month)]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous())
    first, end = months[0].first, datetime.combine(last + timedelta(days=1), time.min)
    start = datetime.combine(first, time.min)
    received = _by_month(
        book,
        Complaint.received_at,
        (Complaint.received_at >= start) & (Complaint.received_at < end),
        fn.COUNT(Complaint.id),
    )
    is_settled = Complaint.status == Status.SETTLED.value
    is_timed = is_settled & (Complaint.is_direct == False) & Complaint.settle_by.is_null(False)  # noqa: E712  # SQL
    closed = _by_month(
        book,
        Complaint.closed_on,
        Complaint.closed_on.between(first, last),
        fn.COUNT(Complaint.id),
        _sum(is_settled),
        _sum(is_timed),
        _sum(is_timed & (Complaint.closed_on <= Complaint.settle_by)),
    )
    open_ = _open_before(book, first, start)
    points: list[TrendPoint] = []
    for month in months:
        (came,) = received.get(str(month), (0,))
        gone, settled, timed, on_time = closed.get(str(month), (0, 0, 0, 0))
        open_ += came - gone
        point = TrendPoint(month, came, settled, on_time, timed, open_)
        points.append(_as_closed(closings[month]) if month in closings else point)
    return tuple(points)


def _as_closed(closing: Closing) -> TrendPoint:
    said = closing.figures
    timed = said.settled_on_time + said.settled_late
    return TrendPoint(
        closing.month, said.received, said.settled, said.settled_on_time, timed, said.closing
    )


def _by_month(book: Book, column: Any, wanted: Any, *counts: Any) -> dict[str, tuple[int, ...]]:
    """Return the *counts* of the complaints that are *wanted*: month of *column* -> numbers."""
    month = fn.SUBSTR(column, 1, _MONTH_LETTERS)
    query: Any = Complaint.select(month, *counts).where(wanted).group_by(month).tuples()
    return {row[0]: tuple(row[1:]) for row in book.rows(query)}


def _sum(condition: Any) -> Any:
    return fn.SUM(Case(None, [(condition, 1)], 0))


def _open_before(book: Book, first: date, start: datetime) -> int:
    came = book.rows(Complaint.select().where(Complaint.received_at < start)).count()
    gone = book.rows(Complaint.select().where(Complaint.closed_on < first)).count()
    return came - gone
