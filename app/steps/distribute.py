"""Distribution to a team, also to another one later."""

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.events import Step
from app.rules.statuses import Status
from app.steps.storing import taking
from models.reference import Team
from models.rows import find


class TeamUnknown(UserError):
    """The team does not exist or is retired."""


class SameTeam(UserError):
    """The complaint is with this team already."""


def distribute(book: Book, complaint_id: int, team_id: int, note: str = "") -> Changes:
    """Hand the complaint to a team; the distribution clock stops at the first hand-over."""
    with taking(book, Step.DISTRIBUTE, complaint_id) as case:
        complaint = case.complaint
        team = find(book.store.database, Team, team_id)
        if team is None or team.is_retired:
            raise TeamUnknown("Tim ini tidak ada atau sudah tidak dipakai.")
        if complaint.team_id == team_id and complaint.status == Status.DISTRIBUTED:
            raise SameTeam(f"Pengaduan ini sudah di {team.name}.")
        if complaint.team_id != team_id:
            # What another team answered is not this team's answer; the timeline keeps it.
            complaint.answer = ""
            complaint.answered_by = ""
            complaint.answered_on = None
        complaint.team_id = team_id
        complaint.distributed_on = case.today
        complaint.distribution_note = note.strip()
        complaint.approved_by = ""
        complaint.approved_on = None
    return case.changes
