"""The desk at the open box: an opening is begun once, then letter after letter is recorded."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from app.book.book import Book
from app.entry.drafts import EntryContent
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import parse_moment
from app.reading.complaint.openings import (
    letters_of_opening,
    opening_of_letter,
    read_box_opening,
    unfinished_opening,
    was_opened_at,
)
from app.reading.complaint.values import BoxOpeningInfo
from app.rules.channels import Channel
from app.rules.fields import Block
from app.steps.open_box import OPENING_FIELDS
from ui.entry.box_words import letter_words, opening_words
from ui.entry.form import EntryForm
from ui.entry.opening_dialogs import MissingLettersDialog, OpenBoxDialog, opening_values
from ui.entry.opening_paper import make_minutes
from ui.entry.openings import OpeningsDialog
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.widgets.buttons import Button, secondary_button
from ui.widgets.surfaces import FactsLine
from ui.widgets.words import tighten, words
from ui.widgets.wrapping_row import WrappingRow

# Of which opening the letter is, beside its facts: these may be corrected meanwhile.
OPENING_ID: Final = "box_opening"
_GONE: Final = (
    "Pembukaan kotak asal surat ini sudah dibatalkan, atau tidak ada lagi dalam buku. Periksa "
    "isian kotaknya sebelum menyimpan."
)
Take = Callable[[EntryContent], object]


def letter_from(opening: BoxOpeningInfo) -> EntryContent:
    """Return an empty letter of *opening*."""
    return EntryContent(Channel.BOX, opening_values(opening) | {OPENING_ID: str(opening.id)})


def next_letter(book: Book, complaint_id: int) -> EntryContent | None:
    """Return the letter to record after this complaint; None where no more are to come."""
    opening = opening_of_letter(book, complaint_id)
    is_over = opening is None or not opening.missing or opening.missing_reason
    return None if opening is None or is_over else letter_from(opening)


class BoxTools(QWidget):
    """What can be done with the box beside the form; the opening in hand stands as its heading.

    *take* shows another entry and sets the one on the page aside; it raises ``BookError`` where it
    cannot.

    Attributes:
        opening: from which the letter in the form comes; None until one is begun.
        heading: says which letter of which opening it is; above the fields.
    """

    said = Signal(str)
    refused = Signal(object)  # a sentence, or the error that has it

    def __init__(
        self, context: Context, form: EntryForm, take: Take, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._take = take
        self.opening: BoxOpeningInfo | None = None
        self._unfinished: BoxOpeningInfo | None = None
        self.go_on = self._button("", Action.NEXT_LETTER, "next-letter", self._on_next_wanted)
        self.open = self._button("Buka kotak", Action.OPEN_BOX, "open-box", self._on_open_wanted)
        self.end = self._button("Selesai", Action.END_BOX, "end-box", self._on_end_wanted)
        self.list = self._button(
            "Daftar pembukaan", Action.OPENINGS, "openings", self._on_list_wanted
        )
        self.open.setEnabled(not context.book.read_only)
        row = WrappingRow(self)
        for button in (self.go_on, self.open, self.end, self.list):
            row.addWidget(button)
        self._letter = words("", "strong")
        self._letter.setObjectName("letter")
        self._facts = FactsLine()
        self.heading = QWidget()
        line = QHBoxLayout(self.heading)
        tighten(line, 12)
        line.addWidget(self._letter)
        line.addWidget(self._facts, 1)
        form.cards[Block.CHANNEL].body.insertWidget(0, self.heading)
        form.filled.connect(self._on_filled)
        context.hub.changed.connect(self._on_changed)
        self._show()

    def _button(self, text: str, action: Action, name: str, act: Callable[[], object]) -> Button:
        button = secondary_button(text, "box" if action is Action.OPEN_BOX else "")
        button.setObjectName(name)
        button.setToolTip(f"{text} ({shown_keys(action)})")
        button.clicked.connect(act)
        # Not the button's own shortcut: that goes with each new text.
        bind(action, self, button.click)
        return button

    def _show(self) -> None:
        """Say which opening is in hand, or what can be begun."""
        opening, book = self.opening, self._context.book
        self._form.fold({*OPENING_FIELDS, OPENING_ID} if opening else ())
        self._unfinished = None if opening else unfinished_opening(book)
        self.heading.setVisible(opening is not None)
        self.end.setVisible(opening is not None)
        self.open.setVisible(opening is None)
        self.go_on.setVisible(self._unfinished is not None)
        if self._unfinished is not None:
            text = f"Lanjutkan {letter_words(self._unfinished).lower()}"
            self.go_on.setText(text)
            whole = f"{text}, {opening_words(self._unfinished)}"
            self.go_on.setAccessibleName(whole)
            self.go_on.setToolTip(f"{whole} ({shown_keys(Action.NEXT_LETTER)})")
        if opening is not None:
            self._letter.setText(letter_words(opening))
            last = letters_of_opening(book, opening.id)[-1:]
            before = [f"sebelumnya nomor {number}" for number, _ in last]
            self._facts.say(" · ".join([opening_words(opening), *before]))

    @Slot()
    def _on_filled(self) -> None:
        """Take up the opening that the letter in the form was begun with."""
        wanted = self._form.whole.get(OPENING_ID, "")
        if wanted and (self.opening is None or wanted != str(self.opening.id)):
            self._hold(int(wanted), self._form.values.get("opened_at", ""))

    def _hold(self, opening_id: int, typed: str = "") -> None:
        """Let the letter come from an opening; *typed* is when the draft of it says it was."""
        book = self._context.book
        opening = read_box_opening(book, opening_id)
        is_other = bool(typed) and not was_opened_at(book, opening_id, parse_moment(typed))
        if opening is None or opening.voided_at is not None or is_other:
            self.opening = None
            self._form.forget(OPENING_ID)
            self.refused.emit(_GONE)
        else:
            self.opening = opening
            # They may have been corrected since the letter was begun.
            self._form.fill(opening_values(opening))
        self._show()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.box_openings or changes.complaints:
            if self.opening is not None:
                self._hold(self.opening.id)
            else:
                self._show()

    def begin(self, opening: BoxOpeningInfo) -> None:
        """Let the letter in the form come from *opening*; one of another opening is set aside."""
        letter = letter_from(opening)
        if self.opening is None:
            self._form.fill(letter.values)
            self._form.focus_first()
        else:
            self._put(letter)

    def _put(self, content: EntryContent) -> None:
        try:
            self._take(content)
        except BookError as error:
            self.refused.emit(error)

    @Slot()
    def _on_next_wanted(self) -> None:
        if self._unfinished is not None:
            self.begin(self._unfinished)

    @Slot()
    def _on_open_wanted(self) -> None:
        values = self._form.values
        typed: dict[str, str] = {name: values[name] for name in OPENING_FIELDS if name in values}
        dialog = OpenBoxDialog(self._context, typed, self.window())
        dialog.exec()
        dialog.deleteLater()
        if dialog.changes is None:
            return
        opening = read_box_opening(self._context.book, *dialog.changes.box_openings)
        if opening is not None and opening.letter_count:
            self.begin(opening)
        elif opening is not None:
            # It stands in the book; what is typed next belongs to another one.
            self._form.fill(dict.fromkeys(OPENING_FIELDS, ""))
            self._form.focus_first()
            make_minutes(
                self._context,
                self.window(),
                opening,
                said=self.said.emit,
                refused=self.refused.emit,
            )

    @Slot()
    def _on_end_wanted(self) -> None:
        if self.opening is not None and self._is_ended(self.opening):
            self._put(EntryContent(Channel.BOX, {}))

    def _is_ended(self, opening: BoxOpeningInfo) -> bool:
        if not opening.missing or opening.missing_reason:
            return True
        dialog = MissingLettersDialog(self._context, opening, self.window())
        is_told = dialog.exec() == QDialog.DialogCode.Accepted and not dialog.goes_on
        dialog.deleteLater()
        return is_told

    @Slot()
    def _on_list_wanted(self) -> None:
        dialog = OpeningsDialog(self._context, self.said.emit, self.window())
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        opening = dialog.chosen if is_wanted else None
        dialog.deleteLater()
        if opening is not None:
            self.begin(opening)
