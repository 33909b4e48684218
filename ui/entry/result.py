"""What stands in the place of the form after saving: the number, and what comes next."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reading.complaint.detail import read_detail
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import Channel
from app.rules.completeness import ELEMENT_LABELS
from app.rules.events import Step
from app.rules.next_steps import next_steps
from app.rules.papers import Paper
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS
from ui.complaint.dialogs import run_step
from ui.complaint.papers import make_paper, making_words, papers_of
from ui.complaint.people import reporter_name, subject_words
from ui.complaint.sending import SEND_HINT, SEND_WORDS, NotSendable, send_receipt
from ui.entry.box_words import too_many_words
from ui.shared.actions import Action, give_key
from ui.shared.context import Context
from ui.widgets.buttons import Button, primary_button, secondary_button
from ui.widgets.layouts import clear
from ui.widgets.surfaces import Surface
from ui.widgets.words import selectable, tighten, words
from ui.widgets.wrapping_row import WrappingRow

_KEYS: Final[Mapping[Step | Paper, Action]] = {
    Paper.RECEIPT: Action.PRINT_RECEIPT,
    Paper.MISSING_SLIP: Action.PRINT_SLIP,
    Paper.DISPOSITION: Action.PRINT_DISPOSITION,
    Paper.ANSWER_LETTER: Action.PRINT_LETTER,
    Paper.BOX_OPENING: Action.PRINT_MINUTES,
    Paper.REPLY_MAIL: Action.REPLY,
    Step.DECLARE_COMPLETE: Action.DECLARE_COMPLETE,
    Step.RETURN: Action.RETURN,
    Step.ANSWER_DIRECTLY: Action.ANSWER_DIRECTLY,
    Step.DISTRIBUTE: Action.DISTRIBUTE,
}
_STEPS = (
    Step.DECLARE_COMPLETE,
    Step.RETURN,
    Step.ANSWER_DIRECTLY,
    Step.DISTRIBUTE,
)


class ResultCard(QWidget):
    """The saved complaint with its papers and next steps; Enter starts the next entry."""

    next_wanted = Signal()
    said = Signal(str)
    refused = Signal(str)
    complaint_wanted = Signal(int)

    def __init__(self, context: Context, complaint_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.complaint_id = complaint_id
        self._card = Surface()
        self.number = selectable(words("", "figure"))
        self.number.setObjectName("number")
        self._state = words("", "quiet", wrap=True)
        self._about = words("", "", wrap=True)
        self.next_entry = primary_button("Entri berikutnya (saluran sama)", "plus")
        self.next_entry.setObjectName("next-entry")
        self.next_entry.clicked.connect(self.next_wanted)
        self._card.body.setSpacing(12)
        self._card.body.addWidget(words("Tersimpan dengan nomor", "muted"))
        self._card.body.addWidget(self.number)
        self._card.body.addWidget(self._about)
        self._card.body.addWidget(self._state)
        self._buttons = WrappingRow()
        self._buttons.addWidget(self.next_entry)
        self._card.body.addLayout(self._buttons)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._card)
        column.addStretch(1)
        self.reload()
        context.privacy.changed.connect(self._on_privacy_changed)

    @Slot()
    def _on_privacy_changed(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Read the complaint again and offer what can be done now."""
        detail = read_detail(self._context.book, self.complaint_id)
        self.number.setText(detail.number)
        shield = self._context.privacy
        name = reporter_name(detail.name, shield, is_secret=detail.is_secret)
        subject = subject_words(detail.subject, detail.service, shield)
        self._about.setText(f"{subject} · {name}")
        self._state.setText(_state_of(detail))
        clear(self._buttons, start=1)
        for button in (*self._papers(detail), *self._steps(detail)):
            self._buttons.addWidget(button)

    def _papers(self, detail: ComplaintDetail) -> list[Button]:
        send = self._button(SEND_WORDS, "send", self.send, Action.SEND_RECEIPT)
        send.setObjectName("send-receipt")
        send.setToolTip(SEND_HINT)
        printed = [
            self._button(
                making_words(paper),
                "mail" if paper is Paper.REPLY_MAIL else "print",
                partial(self.print, paper),
                _KEYS[paper],
            )
            # Who looked at it is asked of complaints that have been worked on.
            for paper in papers_of(detail)
            if paper in _KEYS
        ]
        return [printed[0], send, *printed[1:]]

    def _steps(self, detail: ComplaintDetail) -> list[Button]:
        today = self._context.book.clock.today()
        role = self._context.book.role
        allowed = next_steps(detail, today, is_missing=bool(detail.missing), role=role)
        offered = [step for step in (allowed.primary, *allowed.others) if step in _STEPS]
        buttons = [
            self._button(STEPS[step].label, "", partial(self._take, step), _KEYS.get(step))
            for step in offered
            if step is not None
        ]
        show = partial(self.complaint_wanted.emit, self.complaint_id)
        return [
            *buttons,
            self._button("Lihat di buku", "book", show, Action.SHOW_IN_REGISTER),
        ]

    def _button(
        self, text: str, icon_name: str, act: Callable[[], object], action: Action | None = None
    ) -> Button:
        button = secondary_button(text, icon_name)
        if action is not None:
            give_key(button, action)
        button.clicked.connect(act)
        return button

    def print(self, paper: Paper, *, is_printed: bool = False) -> None:
        """Make a paper and show it; with *is_printed* it goes to the printer unseen."""
        make_paper(
            self._context,
            self.window(),
            self.complaint_id,
            paper,
            said=self.said.emit,
            refused=self.refused.emit,
            is_printed=is_printed,
        )

    def print_awaited(self) -> None:
        """Print the receipt if an office wants it at once for who stands at the desk and waits."""
        channel = read_detail(self._context.book, self.complaint_id).channel
        if channel is Channel.COUNTER and self._context.book.settings.print_receipt_at_once:
            self.print(Paper.RECEIPT, is_printed=True)

    @Slot()
    def send(self) -> None:
        """Show the receipt as a message, to be opened in WhatsApp or the mail program."""
        try:
            done = send_receipt(self._context, self.complaint_id, self)
        except NotSendable as error:
            self.refused.emit(str(error))
            return
        if done:
            self.said.emit(done)

    def _take(self, step: Step) -> None:
        if run_step(self, self._context, self.complaint_id, step) is not None:
            self.reload()
            # The button that was pressed is gone, and the focus with it.
            self.next_entry.setFocus()


def _state_of(detail: ComplaintDetail) -> str:
    parts = [f"Status: {STATUS_LABELS[detail.status]}.", f"{detail.deadline_words}."]
    if detail.missing:
        named = ", ".join(ELEMENT_LABELS[element].lower() for element in detail.missing)
        parts.append(f"Masih kurang: {named}.")
    if detail.doubts:
        labels = ", ".join(doubt.label for doubt in detail.doubts)
        parts.append(f"Perlu diperbaiki: {labels}.")
    parts += [f"{linked.words} {linked.number}." for linked in detail.links]
    if detail.box_opening is not None:
        parts.append(too_many_words(detail.box_opening))
    return " ".join(parts).strip()
