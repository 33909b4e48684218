"""Labels in the few kinds of type the look knows, and spacing on the grid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from app.ground.neutral import neutral
from app.ground.overriding import override


class _Words(QLabel):
    """Shows text of others without what would turn it around."""

    @override
    def setText(self, text: str) -> None:
        super().setText(neutral(text))


def words(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label.

    *role*: "" (body), "title", "heading", "strong", "figure", "quiet" (body in grey), "muted",
    "label", "hint" or "error" (small).
    """
    label = _Words()
    label.setText(text)
    # Citizens' text is never markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def selectable(label: QLabel) -> QLabel:
    """Let *label* be selected and copied by mouse and keyboard."""
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def tighten(layout: QLayout, spacing: int = 8, margin: int = 0) -> None:
    """Give *layout* a spacing and one margin all around."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at and let the style notice."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
