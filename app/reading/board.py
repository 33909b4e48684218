"""The assignment board: open complaints by team, by step or by person.

Read once and held; what a step altered is read again alone, so that a dropped card lies in its
column in the same frame, however many others there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from peewee import fn

from app.book.absences import away_on
from app.book.book import Book
from app.book.lists import OfficerEntry, TeamEntry, read_lists
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import (
    count_of,
    deadline_condition,
    register_rows,
)
from app.reading.register.values import ComplaintRow
from app.rules.absences import AbsenceEntry, away_words
from app.rules.channels import Channel
from app.rules.deadlines import Urgency
from app.rules.officers import Role
from app.rules.statuses import OPEN, STATUS_LABELS, Status
from models.complaint import Complaint


class BoardGrouping(StrEnum):
    """What a column of the board stands for."""

    TEAM = "team"
    STEP = "step"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which cards are wanted; None asks for all."""

    channel: Channel | None = None
    service_id: int | None = None
    urgency: Urgency | None = None
    person_id: int | None = None

    def lets_through(self, row: ComplaintRow) -> bool:
        """Return whether the card of *row* is wanted."""
        return (
            self.channel in (None, row.channel)
            and self.service_id in (None, row.service_id)
            and self.urgency in (None, row.deadline.urgency)
            and self.person_id in (None, row.assignee_id)
        )


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column; *team_id*, *person_id* or *status* says what a card dropped here would become.

    Attributes:
        cards: those that the filter lets through, the most urgent first.
        total: all complaints that stand here, with those that the filter leaves out.
        late: how many of all are late.
        away: who of the team is not there today, a sentence for each.
    """

    key: str
    title: str
    team_id: int | None
    status: Status | None
    cards: tuple[ComplaintRow, ...]
    total: int
    late: int
    person_id: int | None = None
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """All open complaints, the most urgent first, and the teams and people they may be with.

    Attributes:
        people: those who answer; also retired ones, who may still have complaints.
        away: who is not there today, by the officer's id.
    """

    rows: tuple[ComplaintRow, ...]
    teams: tuple[TeamEntry, ...]
    people: tuple[OfficerEntry, ...]
    away: Mapping[int, AbsenceEntry]

    def columns(
        self, grouping: BoardGrouping, wanted: BoardFilter | None = None
    ) -> tuple[BoardColumn, ...]:
        """Return the columns with their cards."""
        if grouping is BoardGrouping.STEP:
            found = _by_step(self.rows)
        elif grouping is BoardGrouping.PERSON:
            found = [_undistributed(self.rows), *_by_person(self)]
        else:
            found = [_undistributed(self.rows), *_by_team(self)]
        return tuple(_narrowed(column, wanted or BoardFilter()) for column in found)


@dataclass(frozen=True, slots=True)
class Load:
    """How many complaints somebody has on the table, and how many of them are late."""

    open: int = 0
    late: int = 0


UNDISTRIBUTED: Final = "undistributed"
UNNAMED: Final = "unnamed"
_NOT_WITH_A_TEAM: Final = (Status.RECORDED, Status.INCOMPLETE, Status.COMPLETE)
_WITH_A_TEAM: Final = (Status.DISTRIBUTED, Status.ANSWERED)


def read_board(book: Book) -> Board:
    """Return the board as it stands."""
    ids = register_ids(book, RegisterFilter(only_open=True))
    lists = read_lists(book)
    people = tuple(each for each in lists.officers if each.role is Role.ANSWERER)
    away = away_on(book, book.clock.today())
    return Board(_ordered(register_rows(book, ids)), lists.teams, people, away)


def renewed(book: Book, board: Board, ids: Iterable[int]) -> Board:
    """Return *board* with the complaints *ids* as they stand now; only those are read."""
    altered = frozenset(ids)
    fresh = [row for row in register_rows(book, altered) if row.status in OPEN]
    return replace(
        board, rows=_ordered([*(row for row in board.rows if row.id not in altered), *fresh])
    )


def team_loads(book: Book) -> dict[int, Load]:
    """Return what each team has on its table, by its id; a team without complaints is left out."""
    return _loads(book, Complaint.team_id)


def person_loads(book: Book) -> dict[int, Load]:
    """Return what each person has on the table, by the officer's id."""
    return _loads(book, Complaint.assignee_id)


def _loads(book: Book, holder: Any) -> dict[int, Load]:
    late = count_of(deadline_condition(book, DeadlineFilter.LATE))
    query = (
        Complaint.select(holder, fn.COUNT(Complaint.id), late)
        .where(Complaint.status << [status.value for status in _WITH_A_TEAM], holder.is_null(False))
        .group_by(holder)
    )
    counted = book.rows(query.tuples()).iterator()
    return {key: Load(open_, late) for key, open_, late in counted}


def _undistributed(rows: Sequence[ComplaintRow]) -> BoardColumn:
    waiting = [row for row in rows if row.status in _NOT_WITH_A_TEAM]
    return _column(UNDISTRIBUTED, "Belum didistribusikan", waiting)


def _by_team(board: Board) -> list[BoardColumn]:
    columns = []
    for team in board.teams:
        cards = [r for r in board.rows if r.status in _WITH_A_TEAM and r.team_id == team.id]
        # A retired team keeps its column as long as it has open complaints.
        if cards or not team.is_retired:
            members = [each for each in board.people if each.team_id == team.id]
            away = _away(board, members)
            columns.append(
                _column(f"team:{team.id}", team.short_name, cards, team_id=team.id, away=away)
            )
    return columns


def _by_person(board: Board) -> list[BoardColumn]:
    handed = [row for row in board.rows if row.status in _WITH_A_TEAM]
    columns = [_column(UNNAMED, "Belum ditunjuk", [r for r in handed if r.assignee_id is None])]
    for person in board.people:
        cards = [row for row in handed if row.assignee_id == person.id]
        if cards or not person.is_retired:
            columns.append(
                _column(
                    f"person:{person.id}",
                    person.name,
                    cards,
                    team_id=person.team_id,
                    person_id=person.id,
                    away=_away(board, [person]),
                )
            )
    return columns


def _away(board: Board, people: Sequence[OfficerEntry]) -> tuple[str, ...]:
    return tuple(away_words(board.away[each.id]) for each in people if each.id in board.away)


def _by_step(rows: Sequence[ComplaintRow]) -> list[BoardColumn]:
    return [
        _column(
            status.value,
            STATUS_LABELS[status],
            [row for row in rows if row.status is status],
            status=status,
        )
        for status in (*_NOT_WITH_A_TEAM, *_WITH_A_TEAM)
    ]


def _column(
    key: str,
    title: str,
    rows: Sequence[ComplaintRow],
    *,
    team_id: int | None = None,
    status: Status | None = None,
    person_id: int | None = None,
    away: tuple[str, ...] = (),
) -> BoardColumn:
    late = sum(row.deadline.urgency is Urgency.LATE for row in rows)
    return BoardColumn(
        key, title, team_id, status, tuple(rows), len(rows), late, person_id=person_id, away=away
    )


def _narrowed(column: BoardColumn, wanted: BoardFilter) -> BoardColumn:
    return replace(column, cards=tuple(filter(wanted.lets_through, column.cards)))


def _ordered(rows: Sequence[ComplaintRow]) -> tuple[ComplaintRow, ...]:
    return tuple(sorted(rows, key=_by_due_date))


def _by_due_date(row: ComplaintRow) -> tuple[bool, str, int]:
    due = row.deadline.due_on
    return due is None, due.isoformat() if due else "", row.id
