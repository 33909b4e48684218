"""The dialog that hands a complaint to a team."""

from PySide6.QtWidgets import QWidget

from app.book.lists import Lists, TeamEntry, read_lists
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.reading.board import team_loads
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.rules.statuses import Status
from app.steps.distribute import distribute
from ui.complaint.step import ComplaintStep, text_area
from ui.complaint.team_choice import TeamChoice
from ui.shared.context import Context


class DistributeDialog(ComplaintStep):
    """Asks for the team; the one whose division does the service is chosen already."""

    step = Step.DISTRIBUTE

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        is_again = detail.team_id is not None
        super().__init__(
            context,
            detail,
            parent,
            sentence=_sentence_of(detail),
            title="Distribusikan ulang" if is_again else "",
        )
        lists = read_lists(context.book)
        self._choice = TeamChoice(
            lists.teams,
            team_loads(context.book),
            here=detail.team_id,
            may_stay=detail.status is not Status.DISTRIBUTED,
        )
        team = self.add_field("team", "Tim penjawab", self._choice)
        self._choice.chosen.connect(team.clear_error)
        self._note = text_area(lines=2)
        self.add_field("note", "Catatan untuk tim (boleh kosong)", self._note)
        self._choice.choose(None if is_again else fitting_team(detail.service_id, lists))

    @override
    def done_sentence(self) -> str:
        team = self._choice.team()
        return f"{self.detail.number} didistribusikan ke {team.short_name if team else '–'}."

    @override
    def write(self) -> Changes:
        team = chosen_team(self._choice)
        return distribute(self.context.book, self.detail.id, team.id, self._note.toPlainText())


def chosen_team(choice: TeamChoice) -> TeamEntry:
    """Return the team that was chosen.

    Raises:
        FormRefused: none was.
    """
    team = choice.team()
    if team is None:
        raise FormRefused(FieldProblem("team", "Pilih tim penjawab."))
    return team


def fitting_team(service_id: int | None, lists: Lists) -> TeamEntry | None:
    """Return the team of the division that does this service, if one is known."""
    divisions = [entry.division for entry in lists.services if entry.id == service_id]
    if not divisions:
        return None
    division = divisions[0].casefold()
    fitting = (t for t in lists.teams if not t.is_retired and division in t.name.casefold())
    return next(fitting, None)


def _sentence_of(detail: ComplaintDetail) -> str:
    if detail.team_id is not None:
        return f"Sekarang di {detail.team}. Pemindahan tercatat dalam riwayat."
    if detail.service:
        return f"Layanan: {detail.service}. Jam distribusi berhenti setelah dikirim ke tim."
    return "Jam distribusi berhenti setelah dikirim ke tim."
