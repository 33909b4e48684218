"""PaperGrid: fast typing by keys alone; what is to be said of a row stands under it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ground.overriding import override
from app.intake.tables.columns import RECEIVED
from app.intake.tables.paper_rows import MAIN_KEYS
from ui.importing.paper_model import FIRST, NUMBERS, Index, PaperModel
from ui.look.theme import MUTED_POINTS, sized, tokens
from ui.widgets.tab_walk import ENTER

_ROW: Final = 32
_SAID: Final = 20
_INDENT: Final = 12
_WIDTHS: Final = {0: 46, 1: 108}
_NAME, _PHONE = 2, 3
# Of what is left beside them; the description has the rest.
_SHARES: Final = {_NAME: 0.28, _PHONE: 0.27}
_HINTS: Final = QAbstractItemDelegate.EndEditHint
_STEPS: Final = {_HINTS.SubmitModelCache: 1, _HINTS.EditNextItem: 1, _HINTS.EditPreviousItem: -1}
_LAST: Final = len(MAIN_KEYS)
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier


class PaperGrid(QTableView):
    """Enter goes to the next cell and row; Ctrl+D takes what stands above."""

    details_wanted = Signal()

    def __init__(self, model: PaperModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("paper-rows")
        self.setAccessibleName("Baris halaman ini")
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        model.checked.connect(self._on_checked)

    def go_to(self, row: int, column: int = FIRST) -> None:
        """Mark a cell and see all of its row."""
        self.setCurrentIndex(self._model.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, steps: int = 1) -> None:
        """Mark the next cell, after the last one of a row the first of the next row."""
        at = self.currentIndex()
        row, column = at.row(), at.column() + steps
        if column > _LAST:
            row, column = row + 1, FIRST
        elif column < FIRST:
            row, column = row - 1, _LAST
        if 0 <= row < self._model.rowCount():
            self.go_to(row, column)

    def above(self, index: Index) -> str:
        """Return what stands in the cell above, empty in the first row."""
        return self._model.value(index.row() - 1, self.key_of(index)) if index.row() else ""

    def key_of(self, index: Index) -> str:
        """Return the key of a cell's column."""
        return MAIN_KEYS[index.column() - FIRST]

    def take_above(self) -> None:
        """Let the marked cell say what the one above says, then go on."""
        at = self.currentIndex()
        if at.isValid() and at.row():
            self._model.put(at.row(), self.key_of(at), self.above(at))
            self.go_on()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        is_control = bool(event.modifiers() & _CONTROL)
        if not at.isValid():
            super().keyPressEvent(event)
        elif event.key() in ENTER and not is_control:
            if self.key_of(at) == RECEIVED and not self._model.value(at.row(), RECEIVED):
                self._model.put(at.row(), RECEIVED, self.above(at))
            self.go_on()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete(at.row(), self.key_of(at), is_row=is_control)
        elif is_control and event.key() == Qt.Key.Key_D:
            self.take_above()
        elif is_control:
            # Else the letter of a key would begin an edit.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _delete(self, row: int, key: str, *, is_row: bool) -> None:
        if is_row:
            self._model.remove(row)
        else:
            self._model.put(row, key, "")

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, _HINTS.NoHint)
        self._model.typing = None
        if hint in _STEPS:
            self.go_on(_STEPS[hint])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.viewport().width() - sum(_WIDTHS.values())
        for column, share in _SHARES.items():
            self.setColumnWidth(column, round(left * share))

    @Slot()
    def _on_checked(self) -> None:
        for row in range(self._model.rowCount()):
            height = _ROW + (_SAID if self._model.said(row) else 0)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(sized(self.font(), MUTED_POINTS))
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1):
            self._paint_said(painter, row)
        painter.end()

    def _paint_said(self, painter: QPainter, row: int) -> None:
        said = self._model.said(row)
        if not said:
            return
        colours = tokens()
        painter.setPen(QColor((colours.late if self._model.is_wrong(row) else colours.soon).text))
        left = self.columnViewportPosition(FIRST) + _INDENT
        top = self.rowViewportPosition(row) + _ROW - 4
        room = QRect(left, top, self.viewport().width() - left - _INDENT, _SAID)
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class _CellDelegate(QStyledItemDelegate):
    """Keeps cells and their editors in the upper part of a row."""

    def __init__(self, grid: PaperGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        upper = QStyleOptionViewItem(option)
        upper.rect = QRect(option.rect)
        upper.rect.setHeight(_ROW)
        # The number cannot be marked, and is no less there for that.
        upper.state |= QStyle.StateFlag.State_Enabled
        super().paint(painter, upper, index)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == NUMBERS:
            option.text = str(index.row() + 1)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        key = self._grid.key_of(index)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        row = index.row()
        model = self._grid.model()
        assert isinstance(model, PaperModel)  # noqa: S101  # what the grid was made with
        editor.textEdited.connect(lambda text: model.note_typing(row, key, text))
        return editor

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        place = QRect(option.rect)
        place.setHeight(_ROW)
        editor.setGeometry(place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Ctrl+D here, while a cell is typed in; Qt would pass Enter on as well."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_same = event.key() == Qt.Key.Key_D and event.modifiers() == _CONTROL
            is_done = event.key() in ENTER and not event.modifiers() & _CONTROL
            if isinstance(watched, QLineEdit) and (is_same or is_done):
                if is_same:
                    watched.setText(self._grid.above(self._grid.currentIndex()))
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, _HINTS.SubmitModelCache)
                return True
        return super().eventFilter(watched, event)
