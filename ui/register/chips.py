"""The row of filter chips with their live counts; one of them holds."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.ground.overriding import override
from app.reading.register.filter import DEADLINE_FILTER_LABELS, DeadlineFilter, RegisterFilter
from app.reading.register.values import RegisterCounts
from ui.widgets.buttons import FilterChip
from ui.widgets.words import set_property
from ui.widgets.wrapping_row import WrappingRow

ALL: Final = "semua"
OPEN: Final = "terbuka"
TO_CORRECT: Final = "perlu_diperbaiki"
REPEATS: Final = "pengaduan_ulang"
# Mostly there is none of it, and the other chips fill a line.
_SOMETIMES: Final = {TO_CORRECT: "Perlu diperbaiki", REPEATS: "Pengaduan ulang"}
# Logical pixels that the full words need on one line, and shorter ones for less room.
_ROOMY: Final = 1090
_CRAMPED: Final = 930
# What each chip takes that stands there only sometimes.
_SOMETIMES_ROOM: Final = 162
_SHORT: Final = {
    DeadlineFilter.WAITING: "Menunggu",
    DeadlineFilter.UNDISTRIBUTED: "Belum distribusi",
    DeadlineFilter.READY: "Siap",
}


class ChipRow(QWidget):
    """Semua, Terbuka, one chip for each ``DeadlineFilter``, and of what there is only sometimes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {ALL: "Semua", OPEN: "Terbuka"}
        words |= {chip.value: DEADLINE_FILTER_LABELS[chip] for chip in DeadlineFilter}
        words |= _SOMETIMES
        self._chips = {key: FilterChip(text) for key, text in words.items()}
        group = QButtonGroup(self)
        row = WrappingRow(self, spacing=6)
        for key, chip in self._chips.items():
            chip.setObjectName(f"chip-{key}")
            group.addButton(chip)
            chip.clicked.connect(partial(self._on_clicked, key))
            row.addWidget(chip)
        self._chosen = ALL
        self._chips[ALL].setChecked(True)
        for key in _SOMETIMES:
            self._chips[key].hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        extra = sum(not self._chips[key].isHidden() for key in _SOMETIMES)
        room = self.width() - extra * _SOMETIMES_ROOM
        is_tight = room < _ROOMY
        for chip, short in _SHORT.items():
            self._chips[chip.value].set_words(short if is_tight else DEADLINE_FILTER_LABELS[chip])
        for each in self._chips.values():
            set_property(each, "cramped", room < _CRAMPED)

    @property
    def chosen(self) -> str:
        """The key of the chip that holds."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Let the chip *key* hold, the first one when there is none of this key."""
        self._chosen = key if key in self._chips else ALL
        self._chips[self._chosen].setChecked(True)
        self._chips[self._chosen].show()

    def choose_for(self, wanted: RegisterFilter) -> None:
        """Let the chip hold that *wanted* asks for."""
        if wanted.deadline is not None:
            self.choose(wanted.deadline.value)
            return
        asked = {TO_CORRECT: wanted.to_correct, REPEATS: wanted.repeats, OPEN: wanted.only_open}
        self.choose(next((key for key, is_asked in asked.items() if is_asked), ALL))

    def narrowed(self, wanted: RegisterFilter) -> RegisterFilter:
        """Return *wanted* with what the chosen chip asks for."""
        narrowed = {
            ALL: wanted,
            OPEN: replace(wanted, only_open=True),
            TO_CORRECT: replace(wanted, to_correct=True),
            REPEATS: replace(wanted, repeats=True),
        }
        if self._chosen in narrowed:
            return narrowed[self._chosen]
        return replace(wanted, deadline=DeadlineFilter(self._chosen))

    def set_counts(self, counts: RegisterCounts) -> None:
        """Show how many complaints each chip would leave."""
        self._chips[ALL].set_count(counts.total)
        self._chips[OPEN].set_count(counts.open)
        for chip in DeadlineFilter:
            self._chips[chip.value].set_count(counts.by_deadline[chip])
        for key, count in {TO_CORRECT: counts.to_correct, REPEATS: counts.repeats}.items():
            self._chips[key].set_count(count)
            self._chips[key].setVisible(count > 0 or self._chosen == key)
        self._fit()

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        if key != self._chosen:
            self._chosen = key
            self.changed.emit()
