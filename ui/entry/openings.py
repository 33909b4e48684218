"""OpeningsDialog: every opening of the box, what became of it, and its minutes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.errors import UserError
from app.ground.formatting import clock_time, compact_date, moment
from app.ground.overriding import override
from app.reading.complaint.openings import opening_history, opening_ids, read_openings
from app.reading.complaint.values import BoxOpeningInfo
from ui.entry.box_words import count_words, opening_words, state_words
from ui.entry.opening_dialogs import CorrectOpeningDialog, VoidOpeningDialog
from ui.entry.opening_paper import make_minutes
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.shared.step_dialog import StepDialog
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.row_table import RowTable
from ui.widgets.surfaces import EmptyState, ScrolledContent, scrolling
from ui.widgets.timeline import Timeline, TimelineItem
from ui.widgets.windowed_model import Cell, Column, WindowedModel
from ui.widgets.words import tighten, words

_SIZE: Final = (980, 560)
_HISTORY_WIDTH: Final = 300


class NoLetters(UserError):
    """No letter can come from the opening that is marked."""


class OpeningsDialog(StepDialog):
    """Lists the openings, newest first; one of them is printed, corrected, voided, or gone on with.

    Attributes:
        chosen: the opening that is marked; None where there is none.
    """

    cancel_text = "Tutup"

    def __init__(
        self,
        context: Context,
        said: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """*said* is told, as one sentence, where minutes were written."""
        super().__init__("Daftar pembukaan kotak", "", "Catat suratnya", parent)
        self._context = context
        self._said = said
        self.chosen: BoxOpeningInfo | None = None
        self.model = WindowedModel[BoxOpeningInfo](
            _columns(context), partial(read_openings, context.book)
        )
        self.table = RowTable(self.model, "Daftar pembukaan kotak")
        self._about = words("", "strong", wrap=True)
        self._state = words("", "quiet", wrap=True)
        self._history = Timeline()
        self.print = self._button("Cetak berita acara", "print", Action.PRINT)
        self.correct = self._button("Perbaiki", "entry", Action.CORRECT_OPENING)
        self.void = self._button("Batalkan", "close", Action.VOID_OPENING)
        self._lay_out()
        self.print.clicked.connect(self._on_print_wanted)
        self.correct.clicked.connect(self._on_correct_wanted)
        self.void.clicked.connect(self._on_void_wanted)
        self.table.row_selected.connect(self._on_selected)
        self.table.row_opened.connect(self.submit)
        context.hub.changed.connect(self._on_changed)
        self.reload()

    def _button(self, text: str, icon_name: str, action: Action) -> Button:
        button = quiet_button(text, icon_name)
        button.setToolTip(f"{text} ({shown_keys(action)})")
        bind(action, self, button.click)
        return button

    def _lay_out(self) -> None:
        self.setMinimumWidth(_SIZE[0])
        self.table.setMinimumHeight(360)
        empty = EmptyState(
            "Belum ada pembukaan kotak yang dicatat.",
            "Tekan Buka kotak pada formulir, juga bila kotaknya kosong.",
            "box",
        )
        aside = ScrolledContent()
        column = QVBoxLayout(aside)
        tighten(column, 4)
        for part in (self._about, self._state, self._history):
            column.addWidget(part)
        column.addStretch(1)
        beside = scrolling(aside)
        beside.setFixedWidth(_HISTORY_WIDTH)
        filled = QWidget()
        row = QHBoxLayout(filled)
        tighten(row, 16)
        row.addWidget(self.table, 1)
        row.addWidget(beside)
        self._shown = QStackedWidget()
        self._shown.addWidget(filled)
        self._shown.addWidget(empty)
        self.form.addWidget(self._shown)
        for place, button in enumerate((self.print, self.correct, self.void)):
            self.foot.insertWidget(place, button)

    def reload(self) -> None:
        """Read which openings there are; the one in hand stays in hand."""
        self.table.set_ids(opening_ids(self._context.book))
        is_any = bool(self.model.ids)
        self._shown.setCurrentIndex(0 if is_any else 1)
        for button in (self.print, self.correct, self.void, self.accept_button):
            button.setVisible(is_any)
        self.table.select_first()
        (self.table if is_any else self.cancel_button).setFocus()

    @Slot(object)
    def _on_selected(self, opening_id: int | None) -> None:
        place = None if opening_id is None else self.model.place_of(opening_id)
        self.chosen = None if place is None else self.model.row_at(place)
        opening = self.chosen
        self.clear_errors()
        if opening is None:
            return
        can_write = opening.voided_at is None and not self._context.book.read_only
        self.correct.setEnabled(can_write)
        self.void.setEnabled(can_write)
        self.accept_button.setEnabled(can_write and opening.letter_count != 0)
        mask = self._context.privacy.mask
        self._about.setText(opening_words(opening))
        self._state.setText(_facts(opening, mask))
        self._history.set_items(
            [
                TimelineItem(moment(entry.at), entry.title, mask(entry.remark), entry.who)
                for entry in opening_history(self._context.book, opening.id)
            ]
        )

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.box_openings or changes.complaints:
            self.reload()
            self._on_selected(self.table.current_id())

    @Slot()
    def _on_print_wanted(self) -> None:
        if self.chosen is not None:
            make_minutes(self._context, self, self.chosen, said=self._said, refused=self.show_error)

    @Slot()
    def _on_correct_wanted(self) -> None:
        if self.chosen is not None:
            self._take(CorrectOpeningDialog(self._context, self.chosen, self))

    @Slot()
    def _on_void_wanted(self) -> None:
        if self.chosen is not None:
            self._take(VoidOpeningDialog(self._context, self.chosen, self))

    def _take(self, dialog: WritingDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.table.setFocus()

    @override
    def perform(self) -> None:
        if self.chosen is None or not self.accept_button.isEnabled():
            raise NoLetters("Dari pembukaan ini tidak ada surat yang dicatat.")


def _columns(context: Context) -> tuple[Column[BoxOpeningInfo], ...]:
    shield = context.privacy

    def witnesses(row: BoxOpeningInfo) -> str:
        names = [shield.mask(name) for name in (row.witness_1, row.witness_2) if name]
        return f"Saksi: {', '.join(names)}" if names else ""

    return (
        Column(
            "Dibuka",
            lambda row: compact_date(row.opened_at.date()),
            width=110,
            kind=Cell.TWO_LINES,
            second=lambda row: clock_time(row.opened_at),
        ),
        Column(
            "Lokasi kotak",
            lambda row: row.box_location or "(lokasi belum diisi)",
            kind=Cell.TWO_LINES,
            second=witnesses,
            stretch=True,
        ),
        Column(
            "Surat tercatat",
            count_words,
            width=150,
            kind=Cell.TWO_LINES,
            second=state_words,
        ),
    )


def _facts(opening: BoxOpeningInfo, mask: Callable[[str], str]) -> str:
    """Return how an opening stands, with the reasons that were given, which may name people."""
    said = [f"{count_words(opening)}, {state_words(opening).lower()}."]
    if opening.voided_at is not None:
        said = [f"Batal sejak {moment(opening.voided_at)}. Alasan: {mask(opening.void_reason)}"]
    elif opening.missing and opening.missing_reason:
        said.append(f"Alasan: {mask(opening.missing_reason)}")
    return " ".join(said)
