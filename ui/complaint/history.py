"""HistoryBoard: what happened to a complaint, all of it, or only who changed or who saw it."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reading.complaint.values import TimelineEntry
from ui.complaint.facts import small_button
from ui.widgets.combo import Combo
from ui.widgets.timeline import Timeline, TimelineItem
from ui.widgets.words import tighten, words


class History(Enum):
    """A part of what happened; the value is what people call it."""

    ALL = "Semua catatan"
    CHANGES = "Siapa mengubah"
    LOOKS = "Siapa melihat"


class HistoryBoard(QWidget):
    """The timeline, the choice of its part, and a button that prints who saw and who changed."""

    chosen = Signal(object)  # History

    def __init__(
        self,
        entries: Sequence[TimelineEntry],
        item_of: Callable[[TimelineEntry], TimelineItem],
        part: History,
    ) -> None:
        super().__init__()
        self._entries = entries
        self._item_of = item_of
        self.part = Combo()
        self.part.setObjectName("history-part")
        self.part.setAccessibleName("Bagian riwayat")
        for each in History:
            self.part.addItem(each.value, each)
        self.part.setCurrentIndex(list(History).index(part))
        self.print = small_button("print", "Cetak siapa melihat, siapa mengubah")
        self.print.setObjectName("print-access")
        self._none = words("Belum ada", "muted")
        self._timeline = Timeline()
        head = QHBoxLayout()
        tighten(head, 4)
        head.addWidget(self.part, 1)
        head.addWidget(self.print)
        column = QVBoxLayout(self)
        tighten(column, 8)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self._timeline)
        self.part.currentIndexChanged.connect(self._on_chosen)
        self._fill()

    @Slot()
    def _on_chosen(self) -> None:
        self._fill()
        self.chosen.emit(self.part.currentData())

    def _fill(self) -> None:
        part = self.part.currentData()
        wanted = [entry for entry in self._entries if _is_of(entry, part)]
        self._timeline.set_items([self._item_of(entry) for entry in wanted])
        self._none.setVisible(not wanted)


def _is_of(entry: TimelineEntry, part: History) -> bool:
    return part is History.ALL or entry.is_look == (part is History.LOOKS)
