"""MailDialog: which of several mails is recorded."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from app.ground.formatting import shortened
from app.ground.overriding import override
from ui.entry.dialogs import NothingChosen
from ui.shared.step_dialog import StepDialog

# A shorter list is seen at one glance.
_SEARCHED_FROM: Final = 8


_LONGEST_LINE: Final = 80


def _two_lines(text: str) -> str:
    """Return both lines short enough to stay one each."""
    return "\n".join(shortened(line, _LONGEST_LINE) for line in text.split("\n"))


class MailDialog(StepDialog):
    """Lists mails, each as two lines of text; one is chosen."""

    def __init__(
        self,
        title: str,
        sentence: str,
        lines: Sequence[str],
        parent: QWidget | None = None,
        *,
        proposed: int = 0,
    ) -> None:
        super().__init__(title, sentence, "Pakai email ini", parent)
        self.setMinimumWidth(640)
        self._folded = [line.casefold() for line in lines]
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari pengirim atau perihal")
        self.search.textChanged.connect(self._on_searched)
        if len(lines) >= _SEARCHED_FROM:
            self.add_field("search", "Cari", self.search)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        # All have two lines; without this Qt measures each of ten thousand.
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(240)
        self.list.addItems([_two_lines(line) for line in lines])
        self.list.setCurrentRow(proposed)
        self.list.itemActivated.connect(self.submit)
        self.add_field("mails", "Email", self.list)

    def chosen(self) -> int | None:
        """Return the place of the marked mail, None when none of those shown is marked."""
        item = self.list.currentItem()
        return None if item is None or item.isHidden() else self.list.currentRow()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        """Show the mails that hold every word of *text*."""
        words = text.casefold().split()
        first: int | None = None
        with QSignalBlocker(self.list):
            for row, line in enumerate(self._folded):
                is_shown = all(word in line for word in words)
                self.list.item(row).setHidden(not is_shown)
                first = row if first is None and is_shown else first
            if first is not None and self.chosen() is None:
                self.list.setCurrentRow(first)

    @override
    def perform(self) -> None:
        if self.chosen() is None:
            raise NothingChosen("Tidak ada email yang dipilih.")

    @override
    def _holds_typing(self) -> bool:
        # What was searched for need not be kept.
        return False
