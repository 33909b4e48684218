"""The dialog that adds or changes an entry of one of the office's lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from app.steps.edit_lists import LONGEST_NAME
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.combo import Combo

Value = str | bool | int | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of an entry besides its name.

    ``choices`` (value and label) make it a list to choose from; a bool default makes it a tick.
    """

    field: str
    label: str
    default: Value = ""
    hint: str = ""
    choices: tuple[tuple[Value, str], ...] = ()


class EntryDialog(WritingDialog):
    """Asks for the name of an entry and what its list wants besides, and stores it."""

    def __init__(
        self,
        context: Context,
        title: str,
        accept_text: str,
        store: Callable[[Values], Changes],
        *,
        sentence: str = "",
        name: str = "",
        questions: Sequence[Question] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, title, sentence, accept_text, parent)
        self._store = store
        self._editors: dict[str, QWidget] = {}
        self._name = QLineEdit(name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.selectAll()
        self.add_field("name", "Nama", self._name)
        for question in questions:
            self._ask(question)
        self._name.setFocus()

    def _ask(self, question: Question) -> None:
        editor = _editor_of(question)
        self._editors[question.field] = editor
        hint = "" if isinstance(editor, QCheckBox) else question.hint
        self.add_field(question.field, question.label, editor, hint)

    def values(self) -> dict[str, Value]:
        """Return what the fields hold, by the names of the list's columns."""
        answers: dict[str, Value] = {"name": " ".join(self._name.text().split())}
        for field, editor in self._editors.items():
            if isinstance(editor, QComboBox):
                answers[field] = editor.currentData()
            elif isinstance(editor, QCheckBox):
                answers[field] = editor.isChecked()
            elif isinstance(editor, QLineEdit):
                answers[field] = " ".join(editor.text().split())
        return answers

    @override
    def write(self) -> Changes:
        return self._store(self.values())


def _editor_of(question: Question) -> QWidget:
    if question.choices:
        choice = Combo()
        for value, label in question.choices:
            choice.addItem(label, value)
        choice.setCurrentIndex(max(choice.findData(question.default), 0))
        return choice
    if isinstance(question.default, bool):
        tick = QCheckBox(question.hint)
        tick.setChecked(question.default)
        return tick
    return QLineEdit(str(question.default or ""))
