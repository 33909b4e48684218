"""ComplaintStep: what the dialogs of all steps share."""

from typing import ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.rules.papers import Paper
from app.rules.procedure import STEPS
from ui.complaint.people import reporter_name, subject_words
from ui.fields.field_dialog import FieldDialog
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.widgets.words import tighten, words

_LINE_HEIGHT = 20
_VEILED: Final = "Layar aman: isian disembunyikan. F12 menampilkannya kembali."


class ComplaintStep(FieldDialog):
    """A step on one complaint. A subclass adds fields and says what ``write`` does.

    Attributes:
        step: which one it is; the table of steps has its words.
        shows_recorded: its fields show what was written before; *Layar aman* hides them.
        wanted_paper: the paper to make once it was taken.
    """

    step: ClassVar[Step]
    shows_recorded: ClassVar[bool] = False

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
        self._about = words("", "muted", wrap=True)
        self._subject = words("", "strong", wrap=True)
        self._veil = words(_VEILED, wrap=True)
        self.form.addWidget(self._head())
        self.keep_in_sight(self._veil)
        # The window's own key does not reach over a dialog.
        bind(Action.PRIVACY, self, context.privacy.toggle)
        context.privacy.changed.connect(self._on_privacy_changed)
        self._on_privacy_changed()
        if context.book.read_only:
            self.block(f"Buku hanya dapat dibaca. {context.book.read_only_reason}")

    def done_sentence(self) -> str:
        """Return the quiet sentence for the status bar."""
        return f"{self.detail.number} {STEPS[self.step].done}."

    def block(self, reason: str) -> None:
        """Let nobody take the step, and say why."""
        self.accept_button.setEnabled(False)
        self.show_error(reason)

    def _head(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "note")
        column = QVBoxLayout(frame)
        tighten(column, 2)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._about)
        column.addWidget(self._subject)
        return frame

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_privacy_changed()

    @Slot()
    def _on_privacy_changed(self) -> None:
        detail, shield = self.detail, self.context.privacy
        name = reporter_name(detail.name, shield, is_secret=detail.is_secret)
        self._about.setText(f"{detail.number} · {name}")
        self._subject.setText(subject_words(detail.subject, detail.service, shield))
        is_hidden = self.shows_recorded and shield.is_up
        self._veil.setVisible(is_hidden)
        # What was typed stays in the fields.
        self.body.setVisible(not is_hidden)


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
