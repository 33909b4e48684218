"""PaperDetail: what is seldom typed of a row, below the grid; Esc leads back to it."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from app.book.lists import Lists
from app.ground.overriding import override
from app.intake.tables.columns import label_of
from app.intake.tables.paper_rows import DETAIL_KEYS
from app.intake.tables.preview import shown
from ui.importing.paper_model import PaperModel
from ui.widgets.field_box import FieldBox
from ui.widgets.tab_walk import ENTER, go_on
from ui.widgets.words import tighten

_ACROSS: Final = 4


class PaperDetail(QWidget):
    """The other fields of the row in hand."""

    left = Signal(bool)  # back to the grid; to the next row, else to the same one

    def __init__(self, model: PaperModel, lists: Lists) -> None:
        super().__init__()
        self._model = model
        self._row = 0
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        tighten(grid, 8)
        for place, key in enumerate(DETAIL_KEYS):
            field = QLineEdit()
            field.setObjectName(f"detail-{key}")
            field.setProperty("key", key)
            field.textEdited.connect(self._on_edited)
            self.fields[key] = field
            grid.addWidget(FieldBox(label_of(key), field), *divmod(place, _ACROSS))
        self._offer("kecamatan", (d.name for d in lists.districts if not d.is_retired))
        self._offer("layanan", (s.name for s in lists.services if not s.is_retired))
        self._offer("kategori", (c.name for c in lists.categories if not c.is_retired))

    def _offer(self, key: str, names: Iterable[str]) -> None:
        field = self.fields[key]
        completer = QCompleter(QStringListModel(list(names), field), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_taken)
        field.setCompleter(completer)

    def show_row(self, row: int) -> None:
        """Show the fields of another row."""
        self._row = row
        for key, field in self.fields.items():
            with QSignalBlocker(field):
                field.setText(shown(key, self._model.value(row, key)))
                field.setCursorPosition(0)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        first = self.fields[DETAIL_KEYS[0]]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        field = self.sender()
        if field is not None:
            self._model.put(self._row, str(field.property("key")), text)

    @Slot(str)
    def _on_taken(self, text: str) -> None:
        field = self.focusWidget()
        if field is not None:
            self._model.put(self._row, str(field.property("key")), text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif event.key() in ENTER and not event.modifiers() and focus is not None:
            if not go_on(focus, within=self):
                self.left.emit(True)
        else:
            super().keyPressEvent(event)
