"""Distribution to a team and to a person of it, also to others later."""

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.events import Step
from app.rules.named import is_named
from app.rules.officers import Role
from app.rules.statuses import Status
from app.steps.storing import needed, taking
from models.complaint import Complaint
from models.reference import Officer, Team
from models.rows import find


class TeamUnknown(UserError):
    """The team does not exist or is retired."""


class SameTeam(UserError):
    """The complaint is with this team, and with this person, already."""


class PersonRefused(FormRefused):
    """The person answers for another team, for none, or is named in the complaint."""


def distribute(
    book: Book,
    complaint_id: int,
    team_id: int,
    note: str = "",
    *,
    assignee_id: int | None = None,
    reason: str = "",
) -> Changes:
    """Hand the complaint to a team; the distribution clock stops at the first hand-over.

    Args:
        book: the open book.
        complaint_id: the complaint.
        team_id: the team.
        note: the instruction that goes with it.
        assignee_id: the person of the team; None where the team decides who answers.
        reason: why it goes to others than it is with now; needed for that only.

    Raises:
        TeamUnknown, SameTeam, PersonRefused: it cannot go there.
        TextMissing: it is taken from somebody without a reason.
    """
    with taking(book, Step.DISTRIBUTE, complaint_id) as case:
        complaint = case.complaint
        team = _ensure_team(book, complaint, team_id, assignee_id)
        if assignee_id is not None:
            _ensure_person(book, complaint, team, assignee_id)
        if takes_away(complaint.team_id, complaint.assignee_id, team_id, assignee_id):
            case.remark = needed("reason", reason, "Tulis alasan pemindahannya.")
        if complaint.team_id != team_id:
            # What another team answered is not this team's answer; the timeline keeps it.
            complaint.answer = ""
            complaint.answered_by = ""
            complaint.answered_on = None
        complaint.team_id = team_id
        complaint.assignee_id = assignee_id
        complaint.distributed_on = case.today
        complaint.distribution_note = note.strip()
        complaint.approved_by = ""
        complaint.approved_on = None
    return case.changes


def takes_away(
    team_now: int | None, person_now: int | None, team_id: int, person_id: int | None
) -> bool:
    """Return whether a distribution takes the complaint from the team or person that has it."""
    if team_now is None:
        return False
    return team_now != team_id or person_now not in (None, person_id)


def _ensure_team(book: Book, complaint: Complaint, team_id: int, person_id: int | None) -> Team:
    team = find(book.store.database, Team, team_id)
    if team is None or team.is_retired:
        raise TeamUnknown("Tim ini tidak ada atau sudah tidak dipakai.")
    is_here = (complaint.team_id, complaint.assignee_id) == (team_id, person_id)
    if is_here and complaint.status == Status.DISTRIBUTED:
        raise SameTeam(f"Pengaduan ini sudah di {team.name}.")
    return team


def _ensure_person(book: Book, complaint: Complaint, team: Team, person_id: int) -> None:
    person = find(book.store.database, Officer, person_id)
    if person is None or person.is_retired or person.role != Role.ANSWERER:
        raise PersonRefused(FieldProblem("assignee", "Orang ini tidak ada di tim penjawab."))
    if person.team_id not in (None, team.id):
        raise PersonRefused(FieldProblem("assignee", f"{person.name} menjawab untuk tim lain."))
    # Who is complained of does not answer it.
    if is_named(person.name, complaint.subject, complaint.description):
        raise PersonRefused(
            FieldProblem(
                "assignee", f"{person.name} disebut dalam pengaduan ini. Pilih orang lain."
            )
        )
