"""Facts: labelled values under each other, for the side panel."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, quiet_button
from ui.widgets.words import selectable, tighten, words


def fact(label: str, text: str, buttons: Sequence[QWidget] = ()) -> QWidget:
    """Return *text* under its small *label*, with small buttons at their right."""
    board = QWidget()
    row = QHBoxLayout(board)
    tighten(row, 4)
    column = QVBoxLayout()
    tighten(column, 1)
    column.addWidget(words(label, "muted"))
    value = selectable(words(text, wrap=True))
    value.setAccessibleName(f"{label}: {text}")
    column.addWidget(value)
    row.addLayout(column, 1)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return board


def section(title: str, *inside: QWidget) -> QWidget:
    """Return *inside* under a heading, with room above."""
    board = QWidget()
    column = QVBoxLayout(board)
    tighten(column, 8)
    column.setContentsMargins(0, 8, 0, 0)
    column.addWidget(words(title, "strong"))
    for widget in inside:
        column.addWidget(widget)
    return board


def small_button(icon_name: str, name: str) -> Button:
    """Return a button that is only an icon, called *name*."""
    button = quiet_button("", icon_name)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
