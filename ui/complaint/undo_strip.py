"""UndoStrip: says where a complaint just went and lets it be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.shared.messages import PageBar
from ui.widgets.buttons import quiet_button
from ui.widgets.words import tighten, words


class UndoStrip(PageBar):
    """Says where a complaint just went and lets it be taken back."""

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._words = words("", wrap=True)
        self.button = quiet_button("Urungkan", "undo")
        self.button.setObjectName("undo-distribution")
        self.button.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        tighten(row, 8)
        row.setContentsMargins(10, 0, 4, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)

    def offer(self, sentence: str) -> None:
        """Say *sentence* and offer to undo it."""
        self._words.setText(sentence)
        self.show()
        self._lie()
