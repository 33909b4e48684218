"""The assignment board: open complaints by team or by step."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.reading.register.filter import RegisterFilter
from app.reading.register.rows import register_ids, register_rows
from app.reading.register.values import ComplaintRow
from app.rules.deadlines import Urgency
from app.rules.statuses import STATUS_LABELS, Status


class BoardGrouping(StrEnum):
    """What a column of the board stands for."""

    TEAM = "team"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column; *team_id* or *status* says what a card dropped here would become."""

    key: str
    title: str
    team_id: int | None
    status: Status | None
    cards: tuple[ComplaintRow, ...]
    late: int


UNDISTRIBUTED: Final = "undistributed"
_NOT_WITH_A_TEAM: Final = (Status.RECORDED, Status.INCOMPLETE, Status.COMPLETE)
_WITH_A_TEAM: Final = (Status.DISTRIBUTED, Status.ANSWERED)


def read_board(book: Book, grouping: BoardGrouping) -> tuple[BoardColumn, ...]:
    """Return the columns with their cards, the most urgent card first."""
    ids = register_ids(book, RegisterFilter(only_open=True))
    rows = sorted(register_rows(book, ids), key=_by_due_date)
    if grouping is BoardGrouping.STEP:
        return tuple(
            _column(status.value, STATUS_LABELS[status], None, status, rows)
            for status in (*_NOT_WITH_A_TEAM, *_WITH_A_TEAM)
        )
    waiting = [row for row in rows if row.status in _NOT_WITH_A_TEAM]
    first = BoardColumn(
        UNDISTRIBUTED, "Belum didistribusikan", None, None, tuple(waiting), _late(waiting)
    )
    return (first, *_team_columns(book, rows))


def _team_columns(book: Book, rows: list[ComplaintRow]) -> list[BoardColumn]:
    columns = []
    for team in read_lists(book).teams:
        cards = [row for row in rows if row.status in _WITH_A_TEAM and row.team_id == team.id]
        # A retired team keeps its column as long as it has open complaints.
        if cards or not team.is_retired:
            columns.append(
                BoardColumn(
                    f"team:{team.id}", team.short_name, team.id, None, tuple(cards), _late(cards)
                )
            )
    return columns


def _column(
    key: str, title: str, team_id: int | None, status: Status, rows: list[ComplaintRow]
) -> BoardColumn:
    cards = [row for row in rows if row.status is status]
    return BoardColumn(key, title, team_id, status, tuple(cards), _late(cards))


def _late(rows: list[ComplaintRow]) -> int:
    return sum(row.deadline.urgency is Urgency.LATE for row in rows)


def _by_due_date(row: ComplaintRow) -> tuple[bool, str, int]:
    due = row.deadline.due_on
    return due is None, due.isoformat() if due else "", row.id
