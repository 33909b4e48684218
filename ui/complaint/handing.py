"""HandingFields: to which team and person complaints go, with which instruction and why."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLineEdit

from app.book.absences import away_on
from app.book.book import Book
from app.book.lists import Lists, OfficerEntry, TeamEntry, read_lists
from app.ground.errors import FieldProblem, FormRefused
from app.reading.board import Load, person_loads, team_loads
from app.rules.absences import away_words
from app.rules.named import is_named
from app.rules.officers import Role
from ui.complaint.step import text_area
from ui.complaint.team_choice import TeamChoice, load_words
from ui.shared.step_dialog import StepDialog
from ui.widgets.combo import Combo
from ui.widgets.field_box import FieldBox

_WHOLE_TEAM: Final = "Tim menentukan sendiri"


class HandingFields:
    """The fields of a dialog that distributes.

    Attributes:
        lists: the lists of the book, as they were read for the fields.
    """

    def __init__(
        self,
        dialog: StepDialog,
        book: Book,
        *,
        said: Sequence[str] = (),
        here: int | None = None,
        may_stay: bool = True,
        is_again: bool = False,
    ) -> None:
        """Put the fields into *dialog*.

        Args:
            dialog: where they stand.
            book: the open book.
            said: the citizen's texts; who is named in them cannot be chosen.
            here: the team that has the complaint.
            may_stay: whether it may go to the same team.
            is_again: somebody has it already, so a reason may be needed.
        """
        self.lists = read_lists(book)
        self._said = said
        self._away = away_on(book, book.clock.today())
        self._loads = person_loads(book)
        self._people = [
            each
            for each in self.lists.officers
            if each.role is Role.ANSWERER and not each.is_retired
        ]
        # The same team may get it again for another person, where there are people to name.
        may_stay = may_stay or bool(self._people)
        self.teams = TeamChoice(self.lists.teams, team_loads(book), here=here, may_stay=may_stay)
        self._team_box = dialog.add_field("team", "Tim penjawab", self.teams)
        self._person = Combo()
        if self._people:
            self._person_box: FieldBox | None = dialog.add_field(
                "assignee", "Ditujukan kepada", self._person
            )
            self._person.currentIndexChanged.connect(self._on_person_chosen)
        else:
            self._person_box = None
        self._note = text_area(lines=2)
        dialog.add_field("note", "Instruksi (boleh kosong)", self._note)
        self._reason = QLineEdit()
        if is_again:
            dialog.add_field("reason", "Alasan pemindahan", self._reason)
        self.teams.chosen.connect(self._on_team_chosen)
        self._on_team_chosen()

    def team(self) -> TeamEntry:
        """Return the team that was chosen.

        Raises:
            FormRefused: none was.
        """
        team = self.teams.team()
        if team is None:
            raise FormRefused(FieldProblem("team", "Pilih tim penjawab."))
        return team

    def person_id(self) -> int | None:
        """Return the person that was chosen; None where the team decides."""
        chosen: int | None = self._person.currentData()
        return chosen

    def note(self) -> str:
        """Return the instruction."""
        return self._note.toPlainText()

    def reason(self) -> str:
        """Return why it goes to others; empty where nobody had it."""
        return self._reason.text()

    def _on_team_chosen(self) -> None:
        self._team_box.clear_error()
        team = self.teams.team()
        kept = self.person_id()
        self._person.clear()
        self._person.addItem(_WHOLE_TEAM, None)
        for person in self._people:
            if team is not None and person.team_id in (None, team.id):
                self._offer(person)
        self._person.setCurrentIndex(max(0, self._person.findData(kept)))

    def _offer(self, person: OfficerEntry) -> None:
        if is_named(person.name, *self._said):
            # Listed all the same: who looks for the name sees why it cannot be taken.
            self._person.addItem(f"{person.name} · disebut dalam pengaduan ini", person.id)
            self._person.model().item(self._person.count() - 1).setEnabled(False)  # type: ignore[attr-defined]  # a combo box makes a standard model
            return
        load = load_words(self._loads.get(person.id, Load()))
        away = " · tidak di tempat" if person.id in self._away else ""
        self._person.addItem(f"{person.name} · {load}{away}", person.id)

    def _on_person_chosen(self) -> None:
        if self._person_box is None:
            return
        self._person_box.clear_error()
        absence = self._away.get(self.person_id() or 0)
        said = f"Tidak di tempat: {away_words(absence)}." if absence else ""
        self._person_box.set_hint(said)


def fitting_team(service_id: int | None, lists: Lists) -> TeamEntry | None:
    """Return the team of the division that does this service, if one is known."""
    divisions = [entry.division for entry in lists.services if entry.id == service_id]
    if not divisions:
        return None
    division = divisions[0].casefold()
    fitting = (t for t in lists.teams if not t.is_retired and division in t.name.casefold())
    return next(fitting, None)
