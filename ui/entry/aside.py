"""Beside the form: what is still missing, and complaints that look like this one."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.book.book import Book
from app.entry.forms import filled
from app.ground.errors import BookError
from app.ground.formatting import compact_date, weekday_date
from app.reading.complaint.similar import SimilarComplaint, find_similar
from app.rules.channels import Channel
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element, missing
from app.rules.deadlines import due_date
from app.rules.procedure import STATUS_LABELS
from ui.shared.context import Context
from ui.shared.tasks import Task
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.layouts import clear
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


class SimilarCard(Surface):
    """Earlier complaints of the same person, and below them those about the same matter."""

    complaint_wanted = Signal(int)
    reporter_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Pengaduan serupa", parent)
        self._context = context
        self._found: tuple[SimilarComplaint, ...] = ()
        self._search: Task[tuple[SimilarComplaint, ...]] | None = None
        self._list = QVBoxLayout()
        tighten(self._list, 4)
        self.body.addLayout(self._list)
        self.hide()

    def look_for(self, channel: Channel, values: Mapping[str, str]) -> None:
        """Look in the worker for what is like *values*; an answer that is not awaited is dropped.

        The last answer stays until the next one is there.
        """
        self.stop_looking()
        self._search = self._context.tasks.run(
            partial(_look, self._context.book, filled(channel, values)),
            done=self._on_found,
            failed=self._on_failed,
            busy="Mencari pengaduan serupa",
        )

    def stop_looking(self) -> None:
        """Await no answer any more."""
        if self._search is not None:
            self._search.cancel()

    def _on_failed(self, _error: BookError) -> None:
        # Nobody asked for it: what is the matter with the disk is said when the entry is saved.
        self._on_found(())

    def _on_found(self, found: tuple[SimilarComplaint, ...]) -> None:
        if found == self._found:
            return
        self._found = found
        clear(self._list)
        for title, are_of_person in (("Orang yang sama", True), ("Hal yang serupa", False)):
            shown = [one for one in found if one.is_of_person is are_of_person]
            if shown:
                self._list.addWidget(words(title, "strong"))
            for similar in shown:
                self._list.addWidget(self._entry(similar))
        self.setVisible(bool(found))

    def _entry(self, similar: SimilarComplaint) -> QWidget:
        when = compact_date(similar.received_at.date())
        button = quiet_button("Buka")
        button.setAccessibleName(f"Buka pengaduan {similar.number}")
        button.clicked.connect(partial(self.complaint_wanted.emit, similar.id))
        entry = Surface()
        entry.set_margins(12, 4, 4, 8)
        entry.head.insertWidget(0, words(f"{similar.number} · {when}", "muted"))
        entry.head.addWidget(button)
        entry.body.setSpacing(2)
        entry.body.addWidget(words(similar.subject or "(tanpa objek)", wrap=True))
        status = STATUS_LABELS[similar.status]
        entry.body.addWidget(words(f"{similar.likeness} · {status}", "muted", wrap=True))
        if similar.is_of_person and not similar.is_secret:
            take = quiet_button("Ambil data pengadu ini", "person")
            take.setAccessibleName(f"Ambil data pengadu {similar.number}")
            take.clicked.connect(partial(self.reporter_wanted.emit, similar.id))
            entry.body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return entry


def _look(book: Book, values: Mapping[str, str]) -> tuple[SimilarComplaint, ...]:
    with book.worker_connection():
        return find_similar(book, values)
