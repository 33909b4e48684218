"""Beside the form: what is still missing."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.book.book import Book
from app.entry.forms import filled
from app.ground.formatting import weekday_date
from app.rules.channels import Channel
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element, missing
from app.rules.deadlines import due_date
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.surfaces import CARD_MARGINS, Surface
from ui.widgets.words import tighten, words

_FLAT_MARGINS: Final = (4, 0, 16, 4)


def missing_in(channel: Channel, values: Mapping[str, str]) -> tuple[Element, ...]:
    """Return which of the four elements the form still lacks."""
    whole = filled(channel, values)
    return missing(
        whole.get("name", ""),
        whole.get("address", ""),
        bool(whole.get("district")),
        whole.get("phone", ""),
        whole.get("subject", ""),
    )


class CompletenessCard(Surface):
    """Four ticks; each goes to its field."""

    field_wanted = Signal(str)

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__("Kelengkapan", parent)
        self._book = book
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        tighten(self._line, 0)
        self.body.addLayout(self._line)
        self.ticks: dict[Element, Button] = {}
        for element in Element:
            tick = quiet_button(ELEMENT_LABELS[element], "check")
            tick.setObjectName(f"tick-{element.value}")
            tick.clicked.connect(partial(self.field_wanted.emit, ELEMENT_FIELDS[element]))
            self.ticks[element] = tick
            self._line.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
        self.sentence = words("", "muted", wrap=True)
        self._line.addWidget(self.sentence, 1)

    def lie_flat(self, *, is_flat: bool) -> None:
        """Show the ticks side by side on one line, or one below the other under the title."""
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if is_flat else directions.TopToBottom)
        self.title.setVisible(not is_flat)
        self.set_margins(*(_FLAT_MARGINS if is_flat else CARD_MARGINS))

    def show_missing(self, lacking: tuple[Element, ...]) -> None:
        """Show which elements are there."""
        for element, tick in self.ticks.items():
            is_there = element not in lacking
            label = ELEMENT_LABELS[element]
            tick.set_icon("check" if is_there else "circle", "safe" if is_there else "faint")
            tick.setAccessibleName(f"{label}: {'ada' if is_there else 'belum ada'}")
        if lacking:
            self.sentence.setText("Belum lengkap. Pengaduan tetap dapat disimpan.")
            return
        book = self._book
        due = due_date(book.clock.today(), book.limits.settle, book.calendar)
        self.sentence.setText(
            f"Lengkap. Bila dinyatakan lengkap hari ini, batas penyelesaian {weekday_date(due)}."
        )
