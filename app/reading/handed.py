"""What was handed to the teams on one day, to be signed for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.book.book import Book
from app.book.journal import Standing, standing
from app.book.lists import read_lists
from app.rules.statuses import Status
from models.complaint import Complaint
from models.reference import Officer, Service


@dataclass(frozen=True, slots=True)
class HandedLine:
    """One complaint that a team received; nothing says who complained."""

    number: str
    received_at: datetime
    service: str
    subject: str
    assignee: str
    note: str
    settle_by: date | None


@dataclass(frozen=True, slots=True)
class HandedList:
    """All that one team received on *day*, by number."""

    team: str
    day: date
    lines: tuple[HandedLine, ...]


@dataclass(frozen=True, slots=True)
class HandedDay:
    """The lists of all teams that received something on a day, and where the journal stood."""

    day: date
    lists: tuple[HandedList, ...]
    standing: Standing


def read_handed(book: Book, day: date) -> HandedDay:
    """Return what each team received on *day* and still has or has answered.

    One that went on to another team the same day is on the list of that one.
    """
    query = (
        Complaint.select(
            Complaint.number,
            Complaint.received_at,
            Complaint.subject,
            Complaint.team_id,
            Complaint.distribution_note,
            Complaint.settle_by,
            Service.name.alias("service_name"),
            Officer.name.alias("assignee_name"),
        )
        .left_outer_join(Service, on=(Complaint.service_id == Service.id))
        .switch(Complaint)
        .left_outer_join(Officer, on=(Complaint.assignee_id == Officer.id))
        .where(Complaint.distributed_on == day, Complaint.status != Status.VOID.value)
        .order_by(Complaint.id)
        .objects()
    )
    received: defaultdict[int, list[HandedLine]] = defaultdict(list)
    found: Iterable[Any] = book.rows(query)
    for row in found:
        received[row.team_id].append(
            HandedLine(
                row.number,
                row.received_at,
                row.service_name or "",
                row.subject,
                row.assignee_name or "",
                row.distribution_note,
                row.settle_by,
            )
        )
    lists = tuple(
        HandedList(team.name, day, tuple(received[team.id]))
        for team in read_lists(book).teams
        if team.id in received
    )
    return HandedDay(day, lists, standing(book))
