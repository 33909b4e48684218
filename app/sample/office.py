"""What a sample office has beside its complaints: people who answer, and one who is away."""

from datetime import timedelta
from typing import Final

from app.book.book import Book
from app.book.lists import OfficerEntry, read_lists
from app.reading.meetings.schedule import read_meetings
from app.rules.meetings import MeetingPlan, PlannedAction
from app.rules.officers import Role
from app.rules.statuses import Status
from app.steps.absences import note_absence
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, add_list_entry
from app.steps.meet import hold_meeting, plan_meeting
from models.complaint import Complaint

# Invented; two for each team, and more teams than these have nobody named.
_PEOPLE: Final = (
    ("Agustina Rekaan", "Benediktus Rekaan"),
    ("Cornelia Rekaan", "Dominikus Rekaan"),
    ("Elisabet Rekaan", "Fransiskus Rekaan"),
    ("Getrudis Rekaan", "Hendrikus Rekaan"),
)
_NAMED_PER_PERSON: Final = 2


def settle_in(book: Book) -> None:
    """Give each team its people, some of what it has to one of them, and send one away."""
    with book.transaction():
        people = _people(book)
        for person in people:
            _hand_some(book, person)
        if len(people) > 1:
            today = book.clock.today()
            note_absence(book, people[0].id, today, today + timedelta(days=4), people[1].id)
        _meet(book)


def _meet(book: Book) -> None:
    """Hold a meeting this morning, with something left to do, and plan one for the next days."""
    open_ = Complaint.select(Complaint.id).where(Complaint.status == Status.DISTRIBUTED.value)
    first, *others = [row.id for row in book.rows(open_.order_by(Complaint.id).limit(4))] or [0]
    if not others:
        return
    now, today = book.clock.now(), book.clock.today()
    morning = now.replace(hour=9, minute=0, second=0, microsecond=0)
    people = "Agustina Rekaan, Bidang Dafduk\nCornelia Rekaan, Bidang Capil"
    held = MeetingPlan(morning, 60, "Ruang rapat", "Pengaduan yang lama", people, (first,))
    plan_meeting(book, held)
    [row] = read_meetings(book, today, today)
    actions = [
        PlannedAction(
            "Periksa data di konsolidasi pusat", "Agustina Rekaan", today + timedelta(days=2), first
        )
    ]
    decision = {first: "Data diperiksa ke pusat, pengadu diberi kabar."}
    hold_meeting(book, row.id, "Dibahas sebab dan langkahnya.", decision, actions)
    soon = book.calendar.add(today, 2)
    at = morning.replace(year=soon.year, month=soon.month, day=soon.day, hour=10)
    agenda = "Pengaduan yang menunggu tim lain"
    plan_meeting(book, MeetingPlan(at, 90, "Aula lantai 2", agenda, people, tuple(others)))


def _people(book: Book) -> list[OfficerEntry]:
    teams = [team for team in read_lists(book).teams if not team.is_retired]
    for team, names in zip(teams, _PEOPLE, strict=False):
        for name in names:
            values = {"name": name, "role": Role.ANSWERER.value, "team_id": team.id}
            add_list_entry(book, ListName.OFFICERS, values)
    found = [each for each in read_lists(book).officers if each.role is Role.ANSWERER]
    return sorted(found, key=lambda each: each.id)


def _hand_some(book: Book, person: OfficerEntry) -> None:
    waiting = (
        Complaint.select(Complaint.id)
        .where(
            Complaint.status == Status.DISTRIBUTED.value,
            Complaint.team_id == person.team_id,
            Complaint.assignee_id.is_null(),
        )
        .order_by(Complaint.id)
        .limit(_NAMED_PER_PERSON)
    )
    for row in list(book.rows(waiting)):
        distribute(book, row.id, person.team_id or 0, "Mohon dijawab.", assignee_id=person.id)
