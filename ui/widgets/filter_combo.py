"""FilterCombo: what a list is narrowed to, the first entry being all."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker

from ui.widgets.combo import Combo


class FilterCombo(Combo):
    """A combo box whose first entry, with the value None, asks for all."""

    def __init__(self, object_name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)

    def fill(self, entries: Iterable[tuple[str, Any]]) -> None:
        """Offer *entries*, text and value; nobody is told of the choice."""
        with QSignalBlocker(self):
            self.clear()
            for text, value in entries:
                self.addItem(text, value)

    def choose(self, value: object) -> None:
        """Choose the entry with *value*, the first when there is none; nobody is told."""
        with QSignalBlocker(self):
            places = range(self.count())
            self.setCurrentIndex(next((n for n in places if self.itemData(n) == value), 0))
