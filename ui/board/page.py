"""The page *Papan Distribusi*: columns of cards, moved by mouse or keyboard."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ground.formatting import thousands
from app.ground.overriding import override
from app.reading.board import BoardColumn, BoardGrouping, read_board
from app.reading.register.values import ComplaintRow
from ui.board.column import ColumnView
from ui.board.mover import Mover
from ui.complaint.panel import ComplaintPanel, UndoStrip
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.widgets.combo import Combo
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten

GROUPING_LABELS: Final = {
    BoardGrouping.TEAM: "Kelompokkan: Tim penjawab",
    BoardGrouping.STEP: "Kelompokkan: Langkah",
}
_KEPT: Final = "board/grouping"
_HINTS: Final = {
    BoardGrouping.TEAM: "Seret kartu ke tim, atau tekan Ctrl+D",
    BoardGrouping.STEP: "Seret kartu ke langkah berikutnya, atau tekan Ctrl+panah",
}


class BoardPage(Page):
    """Open complaints as cards in columns, with the one in hand beside them."""

    title = "Papan Distribusi"
    guide_section = "distribusi"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._current_id: int | None = None
        self._undoable: ComplaintRow | None = None
        self.columns: list[ColumnView] = []
        self.grouping = Combo()
        self.grouping.setObjectName("grouping")
        self.grouping.setAccessibleName("Kelompokkan kartu menurut")
        for grouping, label in GROUPING_LABELS.items():
            self.grouping.addItem(label, grouping.value)
        kept = self.grouping.findData(context.preferences.text(_KEPT))
        self.grouping.setCurrentIndex(max(0, kept))
        self.header = PageHeader(self.title, [self.grouping])
        self.refusal = RefusalBar()
        self.undo = UndoStrip()
        self.panel = ComplaintPanel(context)
        self.panel.hide()
        self.mover = Mover(context, self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._row = QHBoxLayout(inner)
        tighten(self._row, 8)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        below = QHBoxLayout()
        tighten(below, 12)
        below.addWidget(self._area, 1)
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        self.refusal.stand_over(self.header)
        self.undo.stand_over(self.header)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.grouping.currentIndexChanged.connect(self._on_grouping_chosen)
        self.mover.refused.connect(self._on_refused)
        self.mover.distributed.connect(self._on_distributed)
        self.mover.said.connect(self.message)
        self.undo.undo_wanted.connect(self.undo_last)
        self.panel.close_wanted.connect(self._on_close_wanted)
        self.panel.message.connect(self.message)
        self.panel.complaint_wanted.connect(self.open_complaint)
        self.follow(self._context.hub)
        self._context.privacy.changed.connect(self._on_privacy_changed)
        bind(Action.DISTRIBUTE, self, self._on_distribute_wanted)
        bind(Action.MOVE_LEFT, self, partial(self._move_sideways, -1))
        bind(Action.MOVE_RIGHT, self, partial(self._move_sideways, 1))
        bind(Action.UNDO, self, self.undo_last)

    @override
    def shown(self) -> None:
        self.refusal.clear()
        if self.is_stale:
            self.reload()
        self._focus_card()

    @override
    def reload(self) -> None:
        self.is_stale = False
        grouping = BoardGrouping(self.grouping.currentData())
        read = read_board(self._context.book, grouping)
        if [view.column.key for view in self.columns] == [column.key for column in read]:
            for view, column in zip(self.columns, read, strict=True):
                with QSignalBlocker(view.list):
                    view.show_column(column)
        else:
            self._build(read)
        count = sum(len(column.cards) for column in read)
        self.header.set_facts(f"{_HINTS[grouping]} · {thousands(count)} terbuka")
        self._choose_again()

    @override
    def arrive(self, wanted: object) -> None:
        """Show a complaint, by its id."""
        if isinstance(wanted, int):
            self._current_id = wanted
            self._choose_again()
            self.open(wanted)

    def _build(self, read: tuple[BoardColumn, ...]) -> None:
        for view in self.columns:
            self._row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.columns = [ColumnView(column, self._context.privacy) for column in read]
        for view in self.columns:
            self._row.addWidget(view, 1)
            view.list.card_chosen.connect(partial(self._on_card_chosen, view))
            view.list.card_opened.connect(self.open)
            view.list.focus_taken.connect(partial(self._on_focus_taken, view))
            view.list.neighbour_wanted.connect(partial(self._go_sideways, view))
            view.list.drag_entered.connect(partial(self._area.ensureWidgetVisible, view))
            # Queued: the drop has to be over before a dialog may open.
            view.model.card_dropped.connect(
                partial(self._on_card_dropped, view), Qt.ConnectionType.QueuedConnection
            )

    def view_of(self, complaint_id: int | None) -> ColumnView | None:
        """Return the column in which this complaint has its card."""
        if complaint_id is None:
            return None
        return next((v for v in self.columns if v.model.place_of(complaint_id) is not None), None)

    def row_of(self, complaint_id: int | None) -> ComplaintRow | None:
        """Return the row of the card of this complaint; None when it is not on the board."""
        view = self.view_of(complaint_id)
        place = view.model.place_of(complaint_id) if view and complaint_id is not None else None
        return view.model.rows[place] if view and place is not None else None

    @property
    def current_id(self) -> int | None:
        """The complaint whose card is chosen."""
        return self._current_id

    def choose(self, complaint_id: int) -> None:
        """Choose the card of this complaint and put the focus on it."""
        self._current_id = complaint_id
        self._choose_again()
        self._focus_card()

    @Slot(int)
    def open(self, complaint_id: int) -> None:
        """Show this complaint in the side panel."""
        self.panel.show_complaint(complaint_id)
        if self.panel.isHidden():
            self.panel.show()
            self.panel.focus_next_step()
            # The board is narrower now; the card in hand stays in view once it is laid out.
            QTimer.singleShot(0, self, self._show_current_column)

    def _choose_again(self) -> None:
        """Let the card in hand be the only chosen one, wherever it is now."""
        here = self.view_of(self._current_id)
        for view in self.columns:
            if view is not here:
                view.clear_choice()
        if here is not None and self._current_id is not None:
            here.choose(self._current_id)
            self._area.ensureWidgetVisible(here, 0, 0)

    @Slot()
    def _show_current_column(self) -> None:
        view = self.view_of(self._current_id)
        if view is not None:
            self._area.ensureWidgetVisible(view, 0, 0)

    def _focus_card(self) -> None:
        view = self.view_of(self._current_id)
        if view is None:
            view = next((v for v in self.columns if v.model.rows), None)
        if view is not None:
            view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_card_chosen(self, view: ColumnView, complaint_id: int) -> None:
        self._current_id = complaint_id
        for other in self.columns:
            if other is not view:
                other.clear_choice()
        if self.panel.isVisible():
            self.panel.show_complaint(complaint_id)

    def _on_focus_taken(self, view: ColumnView) -> None:
        # Qt makes a card the current one here without showing it as chosen.
        if not view.shows_choice():
            view.choose_place(max(0, view.list.currentIndex().row()))

    def _go_sideways(self, view: ColumnView, direction: int) -> None:
        """Go to the next column that has cards, at the same height."""
        place = max(0, view.list.currentIndex().row())
        at = self.columns.index(view) + direction
        while 0 <= at < len(self.columns):
            target = self.columns[at]
            if target.model.rows:
                target.choose_place(place)
                target.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(target, 0, 0)
                return
            at += direction

    def _move_sideways(self, direction: int) -> None:
        view, row = self.view_of(self._current_id), self.row_of(self._current_id)
        if view is None or row is None:
            return
        at = self.columns.index(view) + direction
        if 0 <= at < len(self.columns):
            self._move(row, self.columns[at].column)

    def _on_card_dropped(self, view: ColumnView, complaint_id: int) -> None:
        row = self.row_of(complaint_id)
        if row is not None:
            self._current_id = complaint_id
            self._move(row, view.column)

    def _move(self, row: ComplaintRow, column: BoardColumn) -> None:
        self._do(row, partial(self.mover.move, row, column))

    def _do(self, row: ComplaintRow, act: Callable[[], None]) -> None:
        """Do *act* with the card of *row*; who works through a column goes on in that column."""
        self._forget_last()
        source = self.view_of(row.id)
        place = source.model.place_of(row.id) if source is not None else None
        act()
        if source in self.columns and place is not None and self.view_of(row.id) is not source:
            left = source.model.rows
            self._current_id = left[min(place, len(left) - 1)].id if left else row.id
            self._choose_again()
        self._focus_card()

    @Slot()
    def _on_distribute_wanted(self) -> None:
        row = self.row_of(self._current_id)
        if row is None:
            self.message.emit("Pilih kartu yang akan didistribusikan.")
            return
        self._do(row, partial(self.mover.distribute, row))

    @Slot()
    def undo_last(self) -> None:
        """Take back the last distribution made on this page."""
        row = self._undoable
        if row is None:
            self.message.emit("Tidak ada pemindahan yang dapat diurungkan.")
            return
        self._forget_last()
        self._current_id = row.id
        self.mover.undo(row)
        self._focus_card()

    def _forget_last(self) -> None:
        self.refusal.clear()
        self.undo.hide()
        self._undoable = None

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self.refusal.refuse(reason)

    @Slot(int, str)
    def _on_distributed(self, complaint_id: int, sentence: str) -> None:
        self._undoable = self.row_of(complaint_id)
        self.undo.offer(sentence)
        self.message.emit(sentence)

    @Slot()
    def _on_close_wanted(self) -> None:
        self.panel.hide()
        self._focus_card()

    @Slot(int)
    def _on_grouping_chosen(self, place: int) -> None:
        self._context.preferences.keep(_KEPT, self.grouping.currentData())
        self._forget_last()
        self.reload()

    @Slot(bool)
    def _on_privacy_changed(self, is_up: bool) -> None:
        for view in self.columns:
            view.list.viewport().update()
