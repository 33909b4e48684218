"""One column of the board: its header and its cards."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.ground.formatting import thousands
from app.ground.overriding import override
from app.reading.board import BoardColumn
from ui.board.card_model import CardModel
from ui.board.cards import CardDelegate
from ui.look.theme import CARD_RADIUS, tokens
from ui.shared.privacy import PrivacyShield
from ui.widgets.delegates import ID_ROLE
from ui.widgets.words import tighten, words

NARROWEST: Final = 208
_LEFT, _RIGHT = 6, 4
_BESIDE_HEAD: Final = _LEFT + _RIGHT
_EMPTY: Final = "Tidak ada pengaduan"
_ALL_FILTERED: Final = "Tidak ada yang cocok dengan saringan"
_COMES_BACK: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
GHOST_KEYS: Final = "Enter menaruh, Esc membatalkan"


class CardList(QListView):
    """The cards as a list: drags them, takes them, and paints what an empty column says."""

    neighbour_wanted = Signal(int)  # -1 the column left of this one, 1 the one at its right
    card_entered = Signal(int)  # Enter or a double click
    escaped = Signal()
    card_chosen = Signal(int)
    focus_taken = Signal()
    focus_lost = Signal()
    drag_entered = Signal()

    def __init__(self, model: CardModel, shield: PrivacyShield) -> None:
        super().__init__()
        self._is_target = False
        self.empty_words = _EMPTY
        self.setProperty("role", "board")
        self.setModel(model)
        self.setItemDelegate(CardDelegate(shield, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        # All cards have one height: thousands of them cost no more than ten.
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.card_entered.emit(index.data(ID_ROLE))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.card_chosen.emit(now.data(ID_ROLE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in sideways and not event.modifiers():
            self.neighbour_wanted.emit(sideways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.card_entered.emit(self.currentIndex().data(ID_ROLE))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_taken.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Who looks at another window for a moment comes back to the same card.
        if event.reason() not in _COMES_BACK:
            self.focus_lost.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        super().dragEnterEvent(event)
        self._mark_target(is_target=event.isAccepted())
        self.drag_entered.emit()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._mark_target(is_target=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._mark_target(is_target=False)

    def _mark_target(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() and not self._is_target:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.model().rowCount():
            painter.setPen(QColor(tokens().muted))
            room = self.viewport().rect().adjusted(6, 6, -6, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.empty_words)
            if self.hasFocus():
                # Where there is no card to show it, the column itself says that keys come here.
                painter.setPen(QPen(QColor(tokens().ring), 2))
                edge = self.viewport().rect().adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(edge, CARD_RADIUS, CARD_RADIUS)
        if self._is_target:
            painter.setPen(QPen(QColor(tokens().ring), 2, Qt.PenStyle.DashLine))
            edge = self.viewport().rect().adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(edge, CARD_RADIUS, CARD_RADIUS)
        painter.end()


class GhostCard(QLabel):
    """Where a card would lie that the keys have lifted; it moves nothing of the book."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ghost")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(10, 8, 10, 8)
        self.hide()

    def appear(self, said: str) -> None:
        """Lie here and say *said*."""
        self.setText(f"{said}\n{GHOST_KEYS}")
        self.setAccessibleName(self.text())
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().ring), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens().primary_soft))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), CARD_RADIUS, CARD_RADIUS)
        painter.end()
        super().paintEvent(event)


class ColumnView(QFrame):
    """Header and cards of one ``BoardColumn``."""

    def __init__(
        self, column: BoardColumn, shield: PrivacyShield, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self.setObjectName(f"column-{column.key}")
        self.setMinimumWidth(NARROWEST)
        self._title = words("", "strong")
        self._count = words("", "muted")
        self._late = words("", "muted")
        self._late.setProperty("tone", "late")
        self.model = CardModel(shield, self)
        self.list = CardList(self.model, shield)
        self._away = words("", "muted", wrap=True)
        self._away.setProperty("tone", "soon")
        self._away.setContentsMargins(6, 0, 6, 0)
        self._head = QHBoxLayout()
        tighten(self._head, 6)
        self._head.setContentsMargins(6, 0, 6, 0)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._late)
        self._head.addWidget(self._count)
        outer = QVBoxLayout(self)
        tighten(outer, 8)
        outer.setContentsMargins(_LEFT, 10, _RIGHT, 6)
        self.ghost = GhostCard()
        outer.addLayout(self._head)
        outer.addWidget(self._away)
        outer.addWidget(self.ghost)
        outer.addWidget(self.list, 1)
        self.show_column(column)

    def show_column(self, column: BoardColumn) -> None:
        """Show *column* as it is now; where one has scrolled to stays."""
        self.column = column
        scrolled = self.list.verticalScrollBar().value()
        self.model.set_rows(column.cards)
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(scrolled)
        self.list.empty_words = _ALL_FILTERED if column.total else _EMPTY
        count = thousands(column.total)
        if len(column.cards) < column.total:
            count = f"{thousands(len(column.cards))} dari {count}"
        self._title.setText(column.title)
        self._title.setToolTip(column.title)
        self._count.setText(count)
        self._away.setText("Tidak di tempat: " + "; ".join(column.away))
        self._away.setVisible(bool(column.away))
        # The shape of lateness, as on the chips: the words would push the title out.
        self._late.setText(f"▲ {thousands(column.late)}")
        self._late.setToolTip(f"{thousands(column.late)} terlambat")
        self._late.setVisible(bool(column.late))
        # A title is read whole, also beside the mark of what is late.
        self.setMinimumWidth(max(NARROWEST, self._head.sizeHint().width() + _BESIDE_HEAD))
        late = f", {column.late} terlambat" if column.late else ""
        away = f". {self._away.text()}" if column.away else ""
        said = f"{column.title}, {count} pengaduan{late}{away}"
        self.setAccessibleName(said)
        self.list.setAccessibleName(said)

    def current_id(self) -> int | None:
        """Return the complaint whose card is chosen here, if one is."""
        index = self.list.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def shows_choice(self) -> bool:
        """Return whether a card looks chosen here."""
        return self.list.selectionModel().hasSelection()

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the complaints whose cards are chosen here, from top to bottom."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(self.model.rows[place].id for place in places)

    def lift(self, ids: Collection[int]) -> None:
        """Show these cards as on their way to another column; none of them when empty."""
        self.model.set_lifted(ids)
        self.list.viewport().update()

    def choose(self, complaint_id: int) -> bool:
        """Choose the card of this complaint; False when it is not in this column."""
        place = self.model.place_of(complaint_id)
        if place is not None:
            self.choose_place(place)
        return place is not None

    def choose_also(self, ids: Collection[int]) -> None:
        """Choose these cards beside the one in hand."""
        flag = QItemSelectionModel.SelectionFlag.Select
        for id_ in ids:
            place = self.model.place_of(id_)
            if place is not None:
                self.list.selectionModel().select(self.model.index(place), flag)

    def choose_place(self, place: int) -> None:
        """Choose the card at *place*, or the last one when there are not so many."""
        last = len(self.model.rows) - 1
        if last >= 0:
            # Not the view's own way: that looks at the keys which are held, and Ctrl would toggle.
            self.list.selectionModel().setCurrentIndex(
                self.model.index(min(place, last)),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )

    def clear_choice(self) -> None:
        """Let no card be chosen here."""
        self.list.selectionModel().setCurrentIndex(
            QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
        )
