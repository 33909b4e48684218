"""The list of keys that F2 shows."""

from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.shared.actions import KEYS, Action, shown_keys
from ui.widgets.buttons import primary_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.words import tighten, words

Place = tuple[str, list[Action]]


class KeysDialog(FittingDialog):
    """All keys, by the place in which they work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle("Daftar tombol")
        places = [(p, list(keys)) for p, keys in groupby(KEYS, key=lambda key: KEYS[key].place)]
        # Side by side, so that a low screen shows all of them: nothing here takes the focus.
        halves = QHBoxLayout()
        tighten(halves, 32)
        for half in _halved(places):
            halves.addLayout(_grid(half), 1)
        close = primary_button("Tutup")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.form.addLayout(halves)
        self.form.addStretch(1)
        self.column.addWidget(words("Daftar tombol", "heading"))
        self.column.addWidget(self.body, 1)
        self.column.addLayout(foot)
        close.setFocus()


def _halved(places: list[Place]) -> tuple[list[Place], list[Place]]:
    """Return the places in two parts of about as many lines."""
    lines = [len(actions) + 1 for _, actions in places]
    cut = min(range(len(places)), key=lambda cut: abs(sum(lines[:cut]) - sum(lines[cut:])))
    return places[:cut], places[cut:]


def _grid(places: list[Place]) -> QGridLayout:
    grid = QGridLayout()
    tighten(grid, 2)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(1, 1)
    line = 0
    for place, actions in places:
        heading = words(place, "muted")
        heading.setContentsMargins(0, 6 if line else 0, 0, 0)
        grid.addWidget(heading, line, 0, 1, 2)
        line += 1
        for action in actions:
            grid.addWidget(words(shown_keys(action), "strong"), line, 0)
            grid.addWidget(words(KEYS[action].words), line, 1)
            line += 1
    grid.setRowStretch(line, 1)
    return grid
