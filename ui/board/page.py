"""The page *Papan Distribusi*: columns of cards, moved by mouse or keyboard."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.book.lists import read_lists
from app.ground.changes import Changes
from app.ground.formatting import thousands
from app.ground.overriding import override
from app.reading.board import Board, BoardColumn, BoardGrouping, read_board, renewed
from app.reading.register.values import ComplaintRow
from ui.board.columns import BoardColumns
from ui.board.filter_bar import BoardFilterBar
from ui.board.mover import Mover
from ui.complaint.panel import ComplaintPanel
from ui.complaint.papers import make_dispositions, make_handed_lists
from ui.complaint.undo_strip import UndoStrip
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.widgets.buttons import secondary_button
from ui.widgets.combo import Combo
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten

GROUPING_LABELS: Final = {
    BoardGrouping.TEAM: "Kelompokkan: Tim penjawab",
    BoardGrouping.STEP: "Kelompokkan: Langkah",
    BoardGrouping.PERSON: "Kelompokkan: Petugas",
}
_KEPT: Final = "board/grouping"
_HINTS: Final = {
    BoardGrouping.TEAM: "Seret kartu ke tim, atau tekan Ctrl+D",
    BoardGrouping.STEP: "Seret kartu ke langkah berikutnya, atau tekan Ctrl+panah",
    BoardGrouping.PERSON: "Seret kartu ke petugas, atau tekan Ctrl+D",
}
_CHOOSE_FIRST: Final = "Pilih kartu lebih dahulu."


class BoardPage(Page):
    """Open complaints as cards in columns, with the one in hand beside them."""

    title = "Papan Distribusi"
    guide_section = "distribusi"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._board: Board | None = None
        self._undoable: tuple[ComplaintRow, ...] = ()
        self.grouping = Combo()
        self.grouping.setObjectName("grouping")
        self.grouping.setAccessibleName("Kelompokkan kartu menurut")
        for grouping, label in GROUPING_LABELS.items():
            self.grouping.addItem(label, grouping.value)
        kept = self.grouping.findData(context.preferences.text(_KEPT))
        self.grouping.setCurrentIndex(max(0, kept))
        self.lists = secondary_button("Cetak daftar", "print")
        self.lists.setObjectName("print-lists")
        self.lists.setToolTip("Daftar distribusi per tim dengan kolom tanda tangan")
        self.header = PageHeader(self.title, [self.lists, self.grouping])
        self.refusal = RefusalBar()
        self.undo = UndoStrip()
        self.filters = BoardFilterBar()
        self.columns = BoardColumns(context.privacy)
        self.panel = ComplaintPanel(context)
        self.panel.hide()
        self.mover = Mover(context, self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        below = QHBoxLayout()
        tighten(below, 12)
        below.addWidget(self.columns, 1)
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        self.refusal.stand_over(self.header)
        self.undo.stand_over(self.header)
        column.addWidget(self.filters)
        column.addLayout(below, 1)

    def _fill_lists(self) -> None:
        menu = QMenu(self)
        for words, is_today in (("Distribusi hari ini", True), ("Hari kerja sebelumnya", False)):
            entry = menu.addAction(words)
            entry.triggered.connect(partial(self._print_lists, is_today))
        self.lists.setMenu(menu)

    def _print_lists(self, is_today: bool, _checked: bool = False) -> None:
        book = self._context.book
        today = book.clock.today()
        self.refusal.clear()
        make_handed_lists(
            self._context,
            self.window(),
            today if is_today else book.calendar.last_before(today),
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    def _connect(self) -> None:
        self._fill_lists()
        self.grouping.currentIndexChanged.connect(self._on_grouping_chosen)
        self.filters.changed.connect(self._arrange_cards)
        self.filters.distribute_wanted.connect(self._on_distribute_wanted)
        self.filters.complete_wanted.connect(self._on_complete_wanted)
        self.filters.print_wanted.connect(self._on_print_wanted)
        self.columns.card_opened.connect(self.open)
        self.columns.card_chosen.connect(self._on_card_chosen)
        self.columns.choice_changed.connect(self._on_choice_changed)
        self.columns.cards_dropped.connect(self._on_cards_dropped)
        self.columns.ghost_moved.connect(self.message)
        self.mover.refused.connect(self._on_refused)
        self.mover.distributed.connect(self._on_distributed)
        self.mover.said.connect(self.message)
        self.undo.undo_wanted.connect(self.undo_last)
        self.panel.close_wanted.connect(self._on_close_wanted)
        self.panel.message.connect(self.message)
        self.panel.complaint_wanted.connect(self.open_complaint)
        self.follow(self._context.hub)
        self._context.privacy.changed.connect(self.columns.repaint_cards)
        bind(Action.DISTRIBUTE, self, self._on_distribute_wanted)
        bind(Action.MOVE_LEFT, self, partial(self.columns.move_ghost, -1))
        bind(Action.MOVE_RIGHT, self, partial(self.columns.move_ghost, 1))
        bind(Action.UNDO, self, self.undo_last)

    @override
    def shown(self) -> None:
        self.refusal.clear()
        if self.is_stale:
            self.reload()
        self.columns.focus_card()

    @override
    def reload(self) -> None:
        self.is_stale = False
        self._board = read_board(self._context.book)
        self.filters.set_choices(read_lists(self._context.book).services, self._board.people)
        self._arrange_cards()

    @override
    def take_changes(self, changes: Changes) -> None:
        if self._board is None or changes.settings or changes.calendar:
            self.reload()
            return
        self.is_stale = False
        self._board = renewed(self._context.book, self._board, changes.complaints)
        self._arrange_cards()

    @Slot()
    def _arrange_cards(self) -> None:
        """Show what is known of the book, grouped and narrowed as is asked for."""
        if self._board is None:
            return
        grouping = BoardGrouping(self.grouping.currentData())
        columns = self._board.columns(grouping, self.filters.wanted())
        self.columns.show_columns(columns)
        shown = sum(len(column.cards) for column in columns)
        count = thousands(len(self._board.rows))
        if shown < len(self._board.rows):
            count = f"{thousands(shown)} dari {count}"
        self.header.set_facts(f"{_HINTS[grouping]} · {count} terbuka")

    @override
    def arrive(self, wanted: object) -> None:
        """Show a complaint, by its id."""
        if isinstance(wanted, int):
            self.columns.current_id = wanted
            self.columns.choose_again()
            self.open(wanted)

    @property
    def current_id(self) -> int | None:
        """The complaint whose card is chosen."""
        return self.columns.current_id

    def choose(self, complaint_id: int) -> None:
        """Choose the card of this complaint and put the focus on it."""
        self.columns.current_id = complaint_id
        self.columns.choose_again()
        self.columns.focus_card()

    @Slot(int)
    def open(self, complaint_id: int) -> None:
        """Show this complaint in the side panel."""
        self.panel.show_complaint(complaint_id)
        if self.panel.isHidden():
            self.panel.show()
            self.panel.focus_next_step()
            # The board is narrower now; the card in hand stays in view once it is laid out.
            QTimer.singleShot(0, self, self.columns.show_current_column)

    @Slot(int)
    def _on_card_chosen(self, complaint_id: int) -> None:
        if self.panel.isVisible():
            self.panel.show_complaint(complaint_id)

    @Slot()
    def _on_choice_changed(self) -> None:
        self.filters.show_chosen(self.columns.chosen())

    @Slot(object, object)
    def _on_cards_dropped(self, rows: Sequence[ComplaintRow], column: BoardColumn) -> None:
        self._do(rows, partial(self.mover.move, rows, column))

    def _do(self, rows: Sequence[ComplaintRow], act: Callable[[], None]) -> None:
        """Do *act* with the cards of *rows*; who works through a column goes on in that column."""
        self.refusal.clear()
        source = self.columns.view_of(rows[0].id)
        place = source.model.place_of(rows[0].id) if source is not None else None
        self.columns.current_id = rows[0].id
        act()
        self.columns.go_on_in(source, place)
        self._offer_undo()

    def _chosen(self) -> tuple[ComplaintRow, ...]:
        rows = self.columns.chosen()
        if not rows:
            self.message.emit(_CHOOSE_FIRST)
        return rows

    @Slot()
    def _on_distribute_wanted(self) -> None:
        rows = self._chosen()
        if rows:
            self._do(rows, partial(self.mover.distribute, rows))

    @Slot()
    def _on_complete_wanted(self) -> None:
        rows = self._chosen()
        if rows:
            self._do(rows, partial(self.mover.declare_complete, rows))

    @Slot()
    def _on_print_wanted(self) -> None:
        rows = self._chosen()
        ids = [row.id for row in rows if row.team_id is not None]
        if ids:
            make_dispositions(
                self._context,
                self.window(),
                ids,
                said=self.message.emit,
                refused=self.refusal.refuse,
            )
        elif rows:
            self.refusal.refuse(
                "Lembar disposisi dicetak setelah pengaduan didistribusikan ke tim."
            )

    @Slot()
    def undo_last(self) -> None:
        """Take back the last distribution made on this page."""
        rows, self._undoable = self._undoable, ()
        if not rows:
            self.message.emit("Tidak ada pemindahan yang dapat diurungkan.")
            return
        self.refusal.clear()
        self.undo.hide()
        self.columns.current_id = rows[0].id
        what = rows[0].number if len(rows) == 1 else f"{len(rows)} pengaduan"
        self.mover.undo([row.id for row in rows], f"Distribusi {what} diurungkan.")
        self.columns.focus_card()

    def _offer_undo(self) -> None:
        """Offer what can be taken back, unless a refusal has to be read first."""
        self.undo.setVisible(bool(self._undoable) and self.refusal.isHidden())

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        # What was done before stays undoable: the refused move has altered nothing.
        self.undo.hide()
        self.refusal.refuse(reason)

    @Slot(object, str)
    def _on_distributed(self, ids: Sequence[int], sentence: str) -> None:
        # From the board, not from its columns: a filter may hide where they went.
        rows = self._board.rows if self._board is not None else ()
        self._undoable = tuple(row for row in rows if row.id in ids)
        self.undo.offer(sentence)
        self.message.emit(sentence)

    @Slot()
    def _on_close_wanted(self) -> None:
        # First the focus: hiding what has it would hand it to any column, which chose another card.
        self.columns.focus_card()
        self.panel.hide()

    @Slot(int)
    def _on_grouping_chosen(self, place: int) -> None:
        self._context.preferences.keep(_KEPT, self.grouping.currentData())
        self.refusal.clear()
        self._arrange_cards()
