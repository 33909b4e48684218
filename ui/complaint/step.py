"""ComplaintStep: what the dialogs of all steps share."""

from typing import ClassVar

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from ui.complaint.papers import Paper
from ui.complaint.people import reporter_name
from ui.shared.context import Context
from ui.shared.step_dialog import StepDialog
from ui.shared.trusted_clock import is_clock_trusted
from ui.widgets.words import tighten, words

_LINE_HEIGHT = 20


class ComplaintStep(StepDialog):
    """A step on one complaint. A subclass adds fields and says what ``take_step`` does.

    Attributes:
        title: what the step is called.
        accept_text: the words on its button.
        done_words: what happened, after the number of the complaint: "dinyatakan lengkap".
        changes: what the step altered, once it was taken.
        wanted_paper: the paper to make once it was taken.
    """

    title: ClassVar[str]
    accept_text: ClassVar[str]
    done_words: ClassVar[str]
    is_danger: ClassVar[bool] = False

    def __init__(
        self,
        context: Context,
        detail: ComplaintDetail,
        parent: QWidget | None = None,
        *,
        sentence: str = "",
        title: str = "",
    ) -> None:
        super().__init__(
            title or self.title, sentence, self.accept_text, parent, is_danger=self.is_danger
        )
        self.context = context
        self.detail = detail
        self.changes: Changes | None = None
        self.wanted_paper: Paper | None = None
        self.setMinimumWidth(520)
        self.form.addWidget(self._about())
        if context.book.read_only:
            self.block(f"Buku hanya dapat dibaca. {context.book.read_only_reason}")

    def take_step(self) -> Changes:
        """Do it; raise ``UserError`` when it is refused."""
        raise NotImplementedError

    def done_sentence(self) -> str:
        """Return the quiet sentence for the status bar."""
        return f"{self.detail.number} {self.done_words}."

    def block(self, reason: str) -> None:
        """Let nobody take the step, and say why."""
        self.accept_button.setEnabled(False)
        self.show_error(reason)

    @override
    def submit(self) -> None:
        """Carry out the step, unless the clock is wrong: its day would be wrong for good."""
        if is_clock_trusted(self.context.book, self):
            super().submit()

    @override
    def perform(self) -> None:
        self.changes = self.take_step()

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
