"""TeamChoice: the teams to choose from, each with what it has on its table."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.book.lists import TeamEntry
from app.ground.formatting import thousands
from app.reading.board import Load
from ui.widgets.words import tighten


class TeamChoice(QWidget):
    """One button for each team that is in use."""

    chosen = Signal()

    def __init__(
        self,
        teams: Iterable[TeamEntry],
        loads: Mapping[int, Load],
        *,
        here: int | None = None,
        may_stay: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Offer *teams*; *here* is the one that has the complaint, which *may_stay* there."""
        super().__init__(parent)
        self._teams = [team for team in teams if not team.is_retired]
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self.chosen)
        column = QVBoxLayout(self)
        tighten(column, 2)
        for team in self._teams:
            name = f"{team.name} (sekarang)" if team.id == here else team.name
            button = QRadioButton(f"{name} · {load_words(loads.get(team.id, Load()))}")
            button.setEnabled(may_stay or team.id != here)
            self._group.addButton(button, team.id)
            column.addWidget(button)
        self.choose(None)

    def choose(self, team: TeamEntry | None) -> None:
        """Let *team* be chosen, none when it is None; the focus begins there."""
        buttons = [button for button in self._group.buttons() if button.isEnabled()]
        wanted = self._group.button(team.id) if team else None
        if wanted is not None:
            wanted.setChecked(True)
            self.setFocusProxy(wanted)
        elif buttons:
            self.setFocusProxy(buttons[0])

    def team(self) -> TeamEntry | None:
        """Return the team that is chosen, None before one is."""
        id_ = self._group.checkedId()
        return next((team for team in self._teams if team.id == id_), None)


def load_words(load: Load) -> str:
    """Return how much a team has on its table."""
    late = f", {thousands(load.late)} terlambat" if load.late else ""
    return f"{thousands(load.open)} terbuka{late}"
