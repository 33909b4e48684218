"""Distribution to a team, also to another one later."""

from app.book.book import Book
from app.book.journal import Event, last_change
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.deadlines import due_date
from app.rules.procedure import Status
from app.steps.storing import move, store, take
from models.complaint import Complaint
from models.reference import Team
from models.rows import find


class TeamUnknown(UserError):
    """The team does not exist or is retired."""


class NothingToUndo(UserError):
    """The last step was no distribution."""


class SameTeam(UserError):
    """The complaint is with this team already."""


def distribute(book: Book, complaint_id: int, team_id: int, note: str = "") -> Changes:
    """Hand the complaint to a team; the distribution clock stops at the first hand-over."""
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        team = find(book.store.database, Team, team_id)
        if team is None or team.is_retired:
            raise TeamUnknown("Tim ini tidak ada atau sudah tidak dipakai.")
        if complaint.team_id == team_id and complaint.status == Status.DISTRIBUTED:
            raise SameTeam(f"Pengaduan ini sudah di {team.name}.")
        move(book, complaint, Status.DISTRIBUTED)
        if complaint.team_id != team_id:
            # What another team answered is not this team's answer; the timeline keeps it.
            complaint.answer = ""
            complaint.answered_by = ""
            complaint.answered_on = None
        complaint.team_id = team_id
        complaint.distributed_on = book.clock.today()
        complaint.distribution_note = note.strip()
        complaint.approved_by = ""
        complaint.approved_on = None
        store(journal, complaint, Event.DISTRIBUTED)
    return Changes(complaints=frozenset({complaint_id}))


def undo_distribution(book: Book, complaint_id: int) -> Changes:
    """Take back a wrong drop: the last distribution, as long as nothing has followed it.

    The complaint is again where the journal says it was, and its clock runs on; both entries stay.
    """
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        last = last_change(book, "complaint", complaint_id)
        if last is None or last.event is not Event.DISTRIBUTED:
            raise NothingToUndo(
                "Distribusi ini tidak dapat dibatalkan lagi, sudah ada langkah lain."
            )
        columns = Complaint._meta.columns
        for name, value in last.old.items():
            setattr(complaint, columns[name].name, columns[name].python_value(value))
        if complaint.distribution_stopped_on is None:
            # While the clock stood, holidays and limits moved without it.
            start, limit = complaint.distribution_from, book.limits.distribute
            complaint.distribute_by = due_date(start, limit, book.calendar)
        store(journal, complaint, Event.DISTRIBUTION_UNDONE)
    return Changes(complaints=frozenset({complaint_id}))
