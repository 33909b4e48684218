"""FieldBox: the label above, the editor, and below it the hint or what is wrong."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.words import set_property, tighten, words


class FieldBox(QWidget):
    """One field of a form. An error replaces the hint and never touches what was typed."""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self.label = words(label, "label")
        self.label.setBuddy(editor)
        self.below = words(hint, "hint", wrap=True)
        if not hint:
            self.below.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        tighten(column, 4)
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addWidget(self.below)
        if editor.sizePolicy().verticalPolicy() is not QSizePolicy.Policy.Expanding:
            column.addStretch(1)

    @property
    def error(self) -> str:
        """The sentence that stands under the field as an error; empty when there is none."""
        return self.below.text() if self.below.property("role") == "error" else ""

    @property
    def is_marked(self) -> bool:
        """Whether something odd is said under the field, not its hint."""
        return self.below.property("role") in ("error", "doubt")

    def set_error(self, sentence: str) -> None:
        """Say under the field what is wrong with it."""
        self._say(sentence, "error")
        set_property(self.editor, "wrong", True)
        self.editor.setAccessibleDescription(sentence)

    def set_doubt(self, sentence: str) -> None:
        """Say under the field what is to be put right one day; it keeps nobody from saving."""
        self._say(sentence, "doubt")
        set_property(self.editor, "wrong", False)
        self.editor.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Show the hint again."""
        self._say(self._hint, "hint")
        set_property(self.editor, "wrong", False)
        self.editor.setAccessibleDescription(self._hint)

    def set_hint(self, hint: str) -> None:
        """Say something helpful; an error or a doubt stays until it is cleared."""
        self._hint = hint
        if not self.is_marked:
            self._say(hint, "hint")

    def _say(self, sentence: str, role: str) -> None:
        self.below.setText(sentence)
        set_property(self.below, "role", role)
        self.below.setVisible(bool(sentence))
