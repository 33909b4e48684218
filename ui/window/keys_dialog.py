"""The list of keys that F2 shows."""

from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.shared.actions import KEYS, shown_keys
from ui.widgets.buttons import primary_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.words import tighten, words


class KeysDialog(FittingDialog):
    """All keys, by the place in which they work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle("Daftar tombol")
        grid = QGridLayout()
        tighten(grid, 4)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        line = 0
        for place, actions in groupby(KEYS, key=lambda action: KEYS[action].place):
            heading = words(place, "muted")
            heading.setContentsMargins(0, 8 if line else 0, 0, 0)
            grid.addWidget(heading, line, 0, 1, 2)
            line += 1
            for action in actions:
                grid.addWidget(words(shown_keys(action), "strong"), line, 0)
                grid.addWidget(words(KEYS[action].words), line, 1)
                line += 1
        close = primary_button("Tutup")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.form.addLayout(grid)
        self.form.addStretch(1)
        self.column.addWidget(words("Daftar tombol", "heading"))
        self.column.addWidget(self.body, 1)
        self.column.addLayout(foot)
        self.setMinimumWidth(520)
        close.setFocus()
