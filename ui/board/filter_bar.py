"""What the board is narrowed to, and what is done with the chosen cards."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.book.lists import OfficerEntry, ServiceEntry
from app.reading.board import BoardFilter
from app.reading.register.values import ComplaintRow
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.deadlines import URGENCY_LABELS, Urgency
from app.rules.events import Step
from app.rules.procedure import STEPS
from ui.shared.actions import Action, shown_keys
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.filter_combo import FilterCombo
from ui.widgets.wrapping_row import WrappingRow

_WIDEST: Final = 210


class BoardFilterBar(QWidget):
    """Channel, service, urgency and person; at the right the steps for the chosen cards."""

    changed = Signal()
    distribute_wanted = Signal()
    complete_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.channel = FilterCombo("board-channel", "Saluran")
        self.service = FilterCombo("board-service", "Layanan")
        self.urgency = FilterCombo("board-urgency", "Keadaan")
        channels = ((CHANNEL_LABELS[channel], channel) for channel in Channel)
        self.channel.fill([("Semua saluran", None), *channels])
        urgencies = ((label, urgency) for urgency, label in URGENCY_LABELS.items())
        self.urgency.fill([("Semua keadaan", None), *urgencies])
        self.person = FilterCombo("board-person", "Petugas")
        self.clear_button = quiet_button("Hapus saringan")
        self.clear_button.setObjectName("clear-filter")
        self.clear_button.clicked.connect(self.clear)
        self.chosen = secondary_button("")
        self.chosen.setObjectName("chosen-cards")
        self._menu = QMenu(self)
        self.chosen.setMenu(self._menu)
        row = WrappingRow(self)
        for combo in self._combos():
            combo.setMaximumWidth(_WIDEST)
            combo.currentIndexChanged.connect(self._on_chosen)
            row.addWidget(combo)
        row.addWidget(self.clear_button)
        row.add_stretch()
        row.addWidget(self.chosen)
        self._fill_menu()
        self.show_chosen(())
        self._show_clear()

    def _combos(self) -> tuple[FilterCombo, ...]:
        return (self.channel, self.service, self.urgency, self.person)

    def _fill_menu(self) -> None:
        distribute = STEPS[Step.DISTRIBUTE].label
        entries = (
            (f"{distribute}…\t{shown_keys(Action.DISTRIBUTE)}", self.distribute_wanted),
            (f"{STEPS[Step.DECLARE_COMPLETE].label}", self.complete_wanted),
            ("Cetak lembar disposisi", self.print_wanted),
        )
        for text, signal in entries:
            self._menu.addAction(text).triggered.connect(signal)

    def set_choices(self, services: Sequence[ServiceEntry], people: Sequence[OfficerEntry]) -> None:
        """Offer these services and people; what is chosen stays chosen while it is offered."""
        kept, person = self.service.currentData(), self.person.currentData()
        self.person.fill([("Semua petugas", None), *((each.name, each.id) for each in people)])
        self.person.choose(person)
        # An office that names nobody has nothing to choose from.
        self.person.setVisible(bool(people))
        shown = [(service.name, service.id) for service in services if not service.is_retired]
        self.service.fill([("Semua layanan", None), *shown])
        self.service.choose(kept)

    def wanted(self) -> BoardFilter:
        """Return what is asked for."""
        channel, urgency = self.channel.currentData(), self.urgency.currentData()
        return BoardFilter(
            Channel(channel) if channel else None,
            self.service.currentData(),
            Urgency(urgency) if urgency else None,
            self.person.currentData(),
        )

    def show_chosen(self, rows: Sequence[ComplaintRow]) -> None:
        """Say how many cards the steps at the right would be taken on."""
        self.chosen.setText(f"{len(rows)} kartu dipilih")
        self.chosen.setAccessibleName(f"Langkah untuk {len(rows)} kartu yang dipilih")
        self.chosen.setEnabled(bool(rows))

    @Slot()
    def clear(self) -> None:
        """Ask for all again."""
        for combo in self._combos():
            combo.choose(None)
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        # Its room is kept: nothing moves when it comes and goes.
        self.clear_button.setEnabled(self.wanted() != BoardFilter())
