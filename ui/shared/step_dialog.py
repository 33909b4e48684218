"""StepDialog: what one step asks; a refusal is said in it and keeps what was typed."""

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.ground.errors import BookError, FormRefused, UserError
from app.ground.overriding import override
from ui.shared.actions import Action, bind
from ui.widgets.buttons import danger_button, primary_button, secondary_button
from ui.widgets.field_box import FieldBox
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.tab_walk import enter_goes_on, stops
from ui.widgets.words import set_property, tighten, words


class StepDialog(FittingDialog):
    """Title, one sentence, fields, and the button named after the step.

    A subclass adds its fields with ``add_field`` and checks them in ``perform``, which raises
    ``UserError`` when they will not do. Ctrl+Enter accepts, Esc cancels. What changes the book is
    a ``WritingDialog``.

    Attributes:
        cancel_text: the words on the button that leaves everything as it is.
    """

    cancel_text: ClassVar[str] = "Batal"

    def __init__(
        self,
        title: str,
        sentence: str,
        accept_text: str,
        parent: QWidget | None = None,
        *,
        is_danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(type(self).__name__)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._boxes: dict[str, FieldBox] = {}
        self._title = words(title, "heading", wrap=True)
        self._sentence = words(sentence, "quiet", wrap=True)
        if not sentence:
            self._sentence.hide()
        self._error = words("", "error", wrap=True)
        self._error.setObjectName("step-error")
        self._error.hide()
        self.accept_button = (
            danger_button(accept_text) if is_danger else primary_button(accept_text)
        )
        self.accept_button.setObjectName("accept")
        self.accept_button.setToolTip(f"{accept_text} (Ctrl+Enter)")
        self.accept_button.clicked.connect(self.submit)
        self.cancel_button = secondary_button(self.cancel_text)
        self.cancel_button.setObjectName("cancel")
        self.cancel_button.clicked.connect(self.reject)
        self._arrange()
        bind(Action.SAVE, self, self.submit)

    def _arrange(self) -> None:
        self.foot = QHBoxLayout()  # put a quiet button at its left with ``insertWidget(0, ...)``
        tighten(self.foot)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.accept_button)
        self.column.addWidget(self._title)
        self.column.addWidget(self._sentence)
        self.column.addWidget(self.body, 1)
        self.column.addWidget(self._error)
        self.column.addLayout(self.foot)

    def add_field(self, name: str, label: str, editor: QWidget, hint: str = "") -> FieldBox:
        """Add a field; *name* is the English name that a ``FieldProblem`` would carry."""
        box = FieldBox(label, editor, hint)
        editor.setObjectName(name)
        self.watch_box(name, box)
        # What was said of the old text is not true of the new one.
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(box.clear_error)
        self.form.addWidget(box)
        return box

    def watch_box(self, name: str, box: FieldBox) -> None:
        """Let problems of the field *name* be said in *box*, wherever it stands."""
        self._boxes[name] = box

    def keep_in_sight(self, widget: QWidget) -> None:
        """Let *widget* stand below the fields that scroll."""
        self.column.insertWidget(self.column.indexOf(self.body) + 1, widget)

    def set_sentence(self, sentence: str) -> None:
        """Say something else under the title."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A dialog that knows better where to begin has said so.
        if self.focusWidget() is None:
            first = next(iter(self._boxes.values()), None)
            (first or stops(self)[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(event, within=self, end=self.accept_button):
            super().keyPressEvent(event)
            return
        self.pass_cancel()

    def pass_cancel(self) -> None:
        """After the fields comes the step, not the way out that stands before it."""
        if self.foot.indexOf(self.focusWidget()) >= 0:
            self.accept_button.setFocus(Qt.FocusReason.TabFocusReason)

    def perform(self) -> None:
        """Look at what the fields hold; by default they will do as they are."""

    @Slot()
    def submit(self) -> None:
        """Accept; stay open with the reason when what was typed will not do."""
        self.clear_errors()
        try:
            self.perform()
        except UserError as error:
            self.show_refusal(error)
        else:
            self.accept()

    @override
    def reject(self) -> None:
        """Close without taking the step; ask first where something was typed."""
        if self._holds_typing() and not confirm(
            self,
            "Yang diketik belum disimpan",
            "Bila ditutup sekarang, yang sudah diketik di sini hilang.",
            "Tutup tanpa menyimpan",
            is_danger=True,
        ):
            return
        super().reject()

    def _holds_typing(self) -> bool:
        lines = self.findChildren(QLineEdit)
        texts = self.findChildren(QPlainTextEdit)
        return any(line.isModified() and line.text() for line in lines) or any(
            text.document().isModified() and text.toPlainText() for text in texts
        )

    def clear_errors(self) -> None:
        """Take away what an earlier refusal said."""
        self._error.hide()
        for box in self._boxes.values():
            box.clear_error()

    def show_error(self, sentence: str) -> None:
        """Say above the buttons why the step was refused."""
        self._error.setText(sentence)
        self._error.show()
        set_property(self._error, "role", "error")

    def show_refusal(self, error: BookError) -> None:
        """Say why the step was refused, each problem under its field."""
        if isinstance(error, FormRefused):
            self._show_problems(error)
        else:
            self.show_error(str(error))

    def _show_problems(self, error: FormRefused) -> None:
        rest = []
        first: FieldBox | None = None
        for problem in error.problems:
            box = self._boxes.get(problem.field)
            if box is None:
                rest.append(problem.sentence)
            else:
                box.set_error(problem.sentence)
                first = first or box
        if rest:
            self.show_error(" ".join(rest))
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.body.ensureWidgetVisible(first)


def question(
    title: str,
    sentence: str,
    accept_text: str,
    parent: QWidget | None = None,
    *,
    is_danger: bool = False,
) -> StepDialog:
    """Return a dialog that asks for a yes, not yet shown."""
    return StepDialog(title, sentence, accept_text, parent, is_danger=is_danger)


def confirm(
    parent: QWidget | None,
    title: str,
    sentence: str,
    accept_text: str,
    *,
    is_danger: bool = False,
) -> bool:
    """Ask for a yes and return whether it was given."""
    return is_agreed(question(title, sentence, accept_text, parent, is_danger=is_danger))


def is_agreed(dialog: StepDialog) -> bool:
    """Show *dialog* once and return whether it was accepted."""
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
