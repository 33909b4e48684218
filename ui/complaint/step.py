"""ComplaintStep: what the dialogs of all steps share."""

from typing import ClassVar

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from app.reading.complaint.values import ComplaintDetail
from app.rules.papers import Paper
from app.rules.procedure import STEPS, Step
from ui.complaint.people import reporter_name
from ui.fields.field_dialog import FieldDialog
from ui.shared.context import Context
from ui.widgets.words import tighten, words

_LINE_HEIGHT = 20


class ComplaintStep(FieldDialog):
    """A step on one complaint. A subclass adds fields and says what ``write`` does.

    Attributes:
        step: which one it is; the table of steps has its words.
        wanted_paper: the paper to make once it was taken.
    """

    step: ClassVar[Step]

    def __init__(
        self,
        context: Context,
        detail: ComplaintDetail,
        parent: QWidget | None = None,
        *,
        sentence: str = "",
        title: str = "",
    ) -> None:
        rule = STEPS[self.step]
        super().__init__(
            context,
            title or rule.title or rule.label,
            sentence,
            rule.accept or rule.label,
            parent,
            is_danger=rule.is_danger,
        )
        self.detail = detail
        self.wanted_paper: Paper | None = None
        self.setMinimumWidth(520)
        self.form.addWidget(self._about())
        if context.book.read_only:
            self.block(f"Buku hanya dapat dibaca. {context.book.read_only_reason}")

    def done_sentence(self) -> str:
        """Return the quiet sentence for the status bar."""
        return f"{self.detail.number} {STEPS[self.step].done}."

    def block(self, reason: str) -> None:
        """Let nobody take the step, and say why."""
        self.accept_button.setEnabled(False)
        self.show_error(reason)

    def _about(self) -> QFrame:
        detail = self.detail
        name = reporter_name(detail.name, self.context.privacy, is_secret=detail.is_secret)
        frame = QFrame()
        frame.setProperty("role", "note")
        column = QVBoxLayout(frame)
        tighten(column, 2)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(words(f"{detail.number} · {name}", "muted", wrap=True))
        column.addWidget(words(detail.subject or "(objek belum diisi)", "strong", wrap=True))
        return frame


def text_area(text: str = "", *, lines: int = 3) -> QPlainTextEdit:
    """Return a text field of *lines* lines, which Tab leaves."""
    area = QPlainTextEdit(text)
    area.setTabChangesFocus(True)
    area.setMinimumHeight(lines * _LINE_HEIGHT + 12)
    if lines < 6:
        area.setMaximumHeight(lines * _LINE_HEIGHT + 12)
    return area


def notice(text: str) -> QFrame:
    """Return a quiet box that says what will follow from the step."""
    frame = QFrame()
    frame.setProperty("role", "notice")
    column = QVBoxLayout(frame)
    tighten(column, 2)
    column.setContentsMargins(12, 8, 12, 8)
    column.addWidget(words(text, wrap=True))
    return frame
