"""The columns side by side: choosing cards, going between columns, lifting and dropping."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.reading.board import BoardColumn
from app.reading.register.values import ComplaintRow
from ui.board.column import ColumnView
from ui.shared.privacy import PrivacyShield
from ui.widgets.words import tighten


@dataclass(frozen=True, slots=True)
class _Ghost:
    """Cards that the keys have lifted: which, where they lie, and over which column they are."""

    rows: tuple[ComplaintRow, ...]
    source: ColumnView
    target: ColumnView


class BoardColumns(QScrollArea):
    """Shows the columns of the board.

    Cards are chosen within one column at a time. A *ghost* of the chosen ones goes from column to
    column with the keys, and only where it is dropped something happens.
    """

    card_chosen = Signal(int)
    card_opened = Signal(int)
    cards_dropped = Signal(object, object)  # tuple of ComplaintRow, the BoardColumn
    choice_changed = Signal()
    ghost_moved = Signal(str)  # what it says now, empty when it is gone

    def __init__(self, shield: PrivacyShield, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shield = shield
        self._current_id: int | None = None
        self._ghost: _Ghost | None = None
        self.views: list[ColumnView] = []
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._row = QHBoxLayout(inner)
        tighten(self._row, 8)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show *columns* as they are now; what is chosen stays chosen where it is still there."""
        self.drop_ghost()
        kept = {id_ for view in self.views for id_ in view.chosen_ids()}
        if [view.column.key for view in self.views] == [column.key for column in columns]:
            for view, column in zip(self.views, columns, strict=True):
                with QSignalBlocker(view.list):
                    view.show_column(column)
        else:
            self._build(columns)
        self.choose_again()
        here = self.view_of(self._current_id)
        if here is not None and len(kept) > 1:
            here.choose_also(kept)
        self.choice_changed.emit()

    def _build(self, columns: Sequence[BoardColumn]) -> None:
        for view in self.views:
            self._row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = [ColumnView(column, self._shield) for column in columns]
        for view in self.views:
            self._row.addWidget(view, 1)
            self._connect(view)

    def _connect(self, view: ColumnView) -> None:
        cards = view.list
        cards.card_chosen.connect(partial(self._on_card_chosen, view))
        cards.card_entered.connect(self._on_card_entered)
        cards.escaped.connect(self.drop_ghost)
        cards.focus_taken.connect(partial(self._on_focus_taken, view))
        cards.focus_lost.connect(self.drop_ghost)
        cards.neighbour_wanted.connect(partial(self._go_sideways, view))
        cards.drag_entered.connect(partial(self.ensureWidgetVisible, view))
        cards.selectionModel().selectionChanged.connect(self._on_selection_changed)
        # Queued: the drop has to be over before a dialog may open.
        view.model.cards_dropped.connect(
            partial(self._on_cards_dropped, view), Qt.ConnectionType.QueuedConnection
        )

    @property
    def current_id(self) -> int | None:
        """The complaint whose card is in hand."""
        return self._current_id

    @current_id.setter
    def current_id(self, complaint_id: int | None) -> None:
        self._current_id = complaint_id

    def view_of(self, complaint_id: int | None) -> ColumnView | None:
        """Return the column in which this complaint has its card."""
        if complaint_id is None:
            return None
        return next((v for v in self.views if v.model.place_of(complaint_id) is not None), None)

    def row_of(self, complaint_id: int | None) -> ComplaintRow | None:
        """Return the row of the card of this complaint; None when it is not on the board."""
        view = self.view_of(complaint_id)
        place = view.model.place_of(complaint_id) if view and complaint_id is not None else None
        return view.model.rows[place] if view and place is not None else None

    def chosen(self) -> tuple[ComplaintRow, ...]:
        """Return the rows of the chosen cards, from top to bottom."""
        view = self.view_of(self._current_id)
        ids = view.chosen_ids() if view is not None else ()
        return tuple(row for id_ in ids if (row := self.row_of(id_)) is not None)

    def choose_again(self) -> None:
        """Let the card in hand be the only chosen one, wherever it is now."""
        here = self.view_of(self._current_id)
        for view in self.views:
            if view is not here:
                view.clear_choice()
        if here is not None and self._current_id is not None:
            here.choose(self._current_id)
            self.ensureWidgetVisible(here, 0, 0)

    @Slot()
    def show_current_column(self) -> None:
        """Bring the column of the card in hand into view."""
        view = self.view_of(self._current_id)
        if view is not None:
            self.ensureWidgetVisible(view, 0, 0)

    def focus_card(self) -> None:
        """Put the focus on the card in hand, else on the first one there is."""
        view = self.view_of(self._current_id)
        if view is None:
            view = next((v for v in self.views if v.model.rows), None)
        if view is not None:
            view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on_in(self, source: ColumnView | None, place: int | None) -> None:
        """Go on with the card that took *place* in *source*, if the one in hand has left it."""
        if source in self.views and place is not None and self.view_of(self._current_id) != source:
            left = source.model.rows
            if left:
                self._current_id = left[min(place, len(left) - 1)].id
            self.choose_again()
        self.focus_card()

    def move_ghost(self, direction: int) -> None:
        """Let the chosen cards hover over the next column; *direction* is -1 or 1."""
        source = self.view_of(self._current_id)
        if source is None:
            return
        at = self._ghost.target if self._ghost else source
        place = self.views.index(at) + direction
        if not 0 <= place < len(self.views):
            return
        target, rows = self.views[place], self._ghost.rows if self._ghost else self.chosen()
        source.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drop_ghost()
        if target is not source and rows:
            self._show_ghost(_Ghost(rows, source, target))

    def _show_ghost(self, ghost: _Ghost) -> None:
        self._ghost = ghost
        first, *others = ghost.rows
        said = f"{len(ghost.rows)} kartu" if others else f"{first.short_number}"
        ghost.target.ghost.appear(said)
        ghost.source.lift({row.id for row in ghost.rows})
        self.ensureWidgetVisible(ghost.target, 0, 0)
        self.ghost_moved.emit(f"{said} ke {ghost.target.column.title}")

    @Slot()
    def drop_ghost(self) -> None:
        """Let nothing hover: the lifted cards are where they were."""
        ghost, self._ghost = self._ghost, None
        if ghost is not None:
            ghost.target.ghost.hide()
            ghost.source.lift(())
            self.ghost_moved.emit("")

    @property
    def has_ghost(self) -> bool:
        """Whether cards hover over another column."""
        return self._ghost is not None

    @Slot(int)
    def _on_card_entered(self, complaint_id: int) -> None:
        ghost = self._ghost
        if ghost is None:
            self.card_opened.emit(complaint_id)
            return
        self.drop_ghost()
        self.cards_dropped.emit(ghost.rows, ghost.target.column)

    def _on_card_chosen(self, view: ColumnView, complaint_id: int) -> None:
        self._current_id = complaint_id
        self.drop_ghost()
        for other in self.views:
            if other is not view:
                other.clear_choice()
        self.card_chosen.emit(complaint_id)

    @Slot()
    def _on_selection_changed(self) -> None:
        self.choice_changed.emit()

    def _on_focus_taken(self, view: ColumnView) -> None:
        # Qt makes a card the current one here without showing it as chosen.
        if not view.shows_choice():
            view.choose_place(max(0, view.list.currentIndex().row()))

    def _go_sideways(self, view: ColumnView, direction: int) -> None:
        """Go to the next column that has cards, at the same height."""
        place = max(0, view.list.currentIndex().row())
        at = self.views.index(view) + direction
        while 0 <= at < len(self.views):
            target = self.views[at]
            if target.model.rows:
                target.choose_place(place)
                target.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(target, 0, 0)
                return
            at += direction

    def _on_cards_dropped(self, view: ColumnView, ids: tuple[int, ...]) -> None:
        rows = tuple(row for id_ in ids if (row := self.row_of(id_)) is not None)
        if rows:
            self._current_id = rows[0].id
            self.cards_dropped.emit(rows, view.column)

    def repaint_cards(self) -> None:
        """Paint all cards again: who may read names has changed."""
        for view in self.views:
            view.list.viewport().update()
