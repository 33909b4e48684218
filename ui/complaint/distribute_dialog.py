"""The dialog that hands a complaint to a team."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.book.lists import Lists, TeamEntry, read_lists
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.rules.statuses import Status
from app.steps.distribute import distribute
from ui.complaint.step import ComplaintStep, text_area
from ui.shared.context import Context
from ui.widgets.words import tighten


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
        self._teams = [team for team in lists.teams if not team.is_retired]
        self._choice = QButtonGroup(self)
        self._board = self._team_board()
        team = self.add_field("team", "Tim penjawab", self._board)
        self._choice.idToggled.connect(team.clear_error)
        self._note = text_area(lines=2)
        self.add_field("note", "Catatan untuk tim (boleh kosong)", self._note)
        self._preselect(None if is_again else fitting_team(detail, lists))

    def _team_board(self) -> QWidget:
        board = QWidget()
        column = QVBoxLayout(board)
        tighten(column, 2)
        for team in self._teams:
            is_here = team.id == self.detail.team_id
            button = QRadioButton(f"{team.name} (sekarang)" if is_here else team.name)
            button.setEnabled(not (is_here and self.detail.status is Status.DISTRIBUTED))
            self._choice.addButton(button, team.id)
            column.addWidget(button)
        return board

    def _preselect(self, team: TeamEntry | None) -> None:
        buttons = [button for button in self._choice.buttons() if button.isEnabled()]
        chosen = self._choice.button(team.id) if team else None
        if chosen is not None:
            chosen.setChecked(True)
            self._board.setFocusProxy(chosen)
        elif buttons:
            self._board.setFocusProxy(buttons[0])

    @override
    def done_sentence(self) -> str:
        team = next(team for team in self._teams if team.id == self._choice.checkedId())
        return f"{self.detail.number} didistribusikan ke {team.short_name}."

    @override
    def write(self) -> Changes:
        team_id = self._choice.checkedId()
        if team_id == -1:
            raise FormRefused(FieldProblem("team", "Pilih tim penjawab."))
        return distribute(self.context.book, self.detail.id, team_id, self._note.toPlainText())


def fitting_team(detail: ComplaintDetail, lists: Lists) -> TeamEntry | None:
    """Return the team of the division that does the complaint's service, if one is known."""
    divisions = [entry.division for entry in lists.services if entry.id == detail.service_id]
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
