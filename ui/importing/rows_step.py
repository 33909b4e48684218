"""The second step: every row as it will be recorded, problems marked, put right in place."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.intake.tables.importing import Fate, Outcome
from app.intake.tables.preview import Preview
from ui.importing.rows_model import RowsModel, said_of
from ui.widgets.buttons import FilterChip
from ui.widgets.words import tighten, words
from ui.widgets.wrapping_row import WrappingRow

_ROW: Final = 32
_WIDTHS: Final = {0: 64, 1: 190}
_WIDTH: Final = 150
_KEY_WIDTHS: Final = {"uraian": 320, "tindak_lanjut": 240, "alamat": 200, "telepon": 170}
_ADVICE: Final = "Pilih sebuah sel dan ketik untuk membetulkannya."


class RowsStep(QWidget):
    """Shows the rows of a file; the words of the row in hand stand below."""

    changed = Signal()  # how many rows can be recorded

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self.model = RowsModel(self)
        self.table = QTableView()
        self.said = words(_ADVICE, "quiet", wrap=True)
        self.said.setObjectName("row-said")
        self.all = FilterChip("Semua")
        self.wrong = FilterChip("Perlu dibetulkan")
        self.noted = FilterChip("Dengan catatan")
        self.known = FilterChip("Sudah ada")
        self.skipped = FilterChip("Dilewati")
        self._chips = (self.all, self.wrong, self.noted, self.known, self.skipped)
        self._dress_table()
        self._arrange()
        self.model.dataChanged.connect(self._on_changed)
        for chip in self._chips:
            chip.clicked.connect(self._on_chip_clicked)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Baris yang akan dicatat")
        table.setObjectName("rows")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.horizontalHeader().setHighlightSections(False)
        table.selectionModel().currentChanged.connect(self._on_current_changed)

    def _arrange(self) -> None:
        chips = QWidget()
        row = WrappingRow(chips)
        for chip in self._chips:
            row.addWidget(chip)
        column = QVBoxLayout(self)
        tighten(column, 10)
        column.addWidget(chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)

    def show_preview(self, preview: Preview) -> None:
        """Show the rows; those to be put right first, if there are any."""
        self.preview = preview
        self.model.show_preview(preview)
        for place in range(self.model.columnCount()):
            key = preview.keys[place - 2] if place >= 2 else ""
            wanted = _KEY_WIDTHS.get(key, _WIDTH)
            self.table.setColumnWidth(place, _WIDTHS.get(place, wanted))
        self._count()
        self._choose(self.all)

    def _count(self) -> None:
        if self.preview is None:
            return
        counts = self.preview.counts()
        noted = sum(1 for each in self.preview.outcomes if _is_noted(each))
        self.all.set_count(len(self.preview.outcomes))
        self.wrong.set_count(counts[Fate.REFUSED])
        self.noted.set_count(noted)
        self.known.set_count(counts[Fate.REPEATED])
        self.skipped.set_count(counts[Fate.SKIPPED])

    def _choose(self, chosen: FilterChip) -> None:
        for chip in self._chips:
            chip.setChecked(chip is chosen)
        if self.preview is None:
            return
        tests = {
            self.wrong: lambda each: each.fate is Fate.REFUSED,
            self.noted: _is_noted,
            self.known: lambda each: each.fate is Fate.REPEATED,
            self.skipped: lambda each: each.fate is Fate.SKIPPED,
        }
        outcomes = self.preview.outcomes
        if chosen is self.all:
            self.model.show_places(range(len(outcomes)))
        else:
            test = tests[chosen]
            self.model.show_places([n for n, each in enumerate(outcomes) if test(each)])
        self.said.setText(_ADVICE)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, min(2, self.model.columnCount() - 1)))

    @Slot()
    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        self._choose(next((each for each in self._chips if each is chip), self.all))

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        outcome = self.model.outcome(current.row()) if current.isValid() else None
        said = said_of(outcome) if outcome is not None else ""
        line = f"Baris {outcome.row.raw.line}: " if outcome is not None and said else ""
        self.said.setText(f"{line}{said}" if said else _ADVICE)

    @Slot()
    def _on_changed(self) -> None:
        self._count()
        self._on_current_changed(self.table.currentIndex())
        self.changed.emit()

    def focus_first(self) -> None:
        """Let the keyboard walk through the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_noted(outcome: Outcome) -> bool:
    return outcome.fate is Fate.RECORDED and bool(outcome.row.notes)
