"""The section *Ketidakhadiran*: who is away, until when, and who stands in."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.book.absences import read_absences
from app.book.lists import OfficerEntry, read_lists
from app.ground.changes import Changes
from app.ground.formatting import short_date
from app.ground.overriding import override
from app.rules.absences import AbsenceEntry
from app.rules.events import Step
from app.rules.officers import ROLE_LABELS
from app.rules.procedure import STEPS
from app.steps.absences import note_absence, remove_absence
from ui.settings.list_table import Line, ListTable
from ui.settings.section import Section
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.rights import offer
from ui.shared.step_dialog import confirm
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.date_edits import DateEdit
from ui.widgets.surfaces import EmptyState
from ui.widgets.windowed_model import Column
from ui.widgets.wrapping_row import WrappingRow

_COLUMNS: Final[tuple[Column[Line[AbsenceEntry]], ...]] = (
    Column("Petugas", text=lambda line: line.value.officer, stretch=True),
    Column("Mulai", text=lambda line: short_date(line.value.first_day), width=110),
    Column("Sampai", text=lambda line: short_date(line.value.last_day), width=110),
    Column("Diganti oleh", text=lambda line: line.value.substitute or "–", width=220),
)


class AbsencesSection(Section):
    """Absences of today and later."""

    name = "Ketidakhadiran"
    sentence = (
        "Petugas yang cuti, sakit, atau bertugas di luar, dan siapa penggantinya. "
        "Papan distribusi menampilkannya di kepala kolom."
    )
    by = STEPS[Step.CHANGE_ABSENCES].by

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.add_button = primary_button("Catat ketidakhadiran", "plus")
        self.add_button.setObjectName("add")
        self.remove_button = secondary_button("Hapus dari daftar", "close")
        self.remove_button.setObjectName("remove")
        self.table = ListTable[AbsenceEntry](_COLUMNS, "Ketidakhadiran")
        self.table.setObjectName("absences")
        empty = EmptyState(
            "Tidak ada petugas yang tercatat tidak hadir.",
            "Catat cuti atau tugas luar, supaya pengaduan tidak menunggu orang yang tidak ada.",
            "calendar",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        row = WrappingRow()
        row.add_stretch()
        row.addWidget(self.remove_button)
        row.addWidget(self.add_button)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.table.row_selected.connect(self._on_row_selected)

    @override
    def show_stored(self) -> None:
        self.refusal.clear()
        absences = read_absences(self.context.book, self.context.book.clock.today())
        self.table.show_values(absences)
        self._stack.setCurrentIndex(0 if absences else 1)
        offer(self.add_button, self.context.book, Step.CHANGE_ABSENCES, if_=not self.is_locked)
        self._on_row_selected()

    @Slot()
    def _on_row_selected(self) -> None:
        in_hand = self.table.current_value()
        self.remove_button.setEnabled(in_hand is not None and not self.is_locked)

    @Slot()
    def _on_add_clicked(self) -> None:
        dialog = AbsenceDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()
        if dialog.changes is not None:
            self.show_stored()
            self.message.emit("Ketidakhadiran dicatat.")

    @Slot()
    def _on_remove_clicked(self) -> None:
        absence = self.table.current_value()
        if absence is None or not self._agrees(absence):
            return
        if take_step(self.context, self, lambda: self._remove(absence), self.refusal.refuse):
            self.show_stored()
            self.message.emit("Ketidakhadiran dihapus dari daftar.")

    def _agrees(self, absence: AbsenceEntry) -> bool:
        days = f"{short_date(absence.first_day)} sampai {short_date(absence.last_day)}"
        return confirm(
            self,
            "Hapus ketidakhadiran",
            f"{absence.officer}, {days}, tidak lagi dihitung tidak hadir. Catatannya tetap ada "
            "dalam jurnal.",
            "Hapus dari daftar",
        )

    def _remove(self, absence: AbsenceEntry) -> Changes:
        return remove_absence(self.context.book, absence.id)


class AbsenceDialog(WritingDialog):
    """Asks who is away, from when until when, and who stands in."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Catat ketidakhadiran", "", "Catat", parent)
        self.setMinimumWidth(480)
        people = [each for each in read_lists(context.book).officers if not each.is_retired]
        self.officer = _people(people)
        self.add_field("officer", "Petugas", self.officer)
        self.first = DateEdit(context.book.clock.today)
        self.last = DateEdit(context.book.clock.today)
        self.add_field("first_day", "Hari pertama", self.first)
        self.add_field("last_day", "Hari terakhir", self.last)
        self.substitute = _people(people, nobody="Belum ditentukan")
        self.add_field("substitute", "Diganti oleh", self.substitute)

    @override
    def write(self) -> Changes:
        return note_absence(
            self.context.book,
            self.officer.currentData(),
            self.first.day(),
            self.last.day(),
            self.substitute.currentData(),
        )


def _people(people: list[OfficerEntry], nobody: str = "") -> Combo:
    combo = Combo()
    if nobody:
        combo.addItem(nobody, None)
    for each in people:
        combo.addItem(f"{each.name} · {ROLE_LABELS[each.role]}", each.id)
    return combo
