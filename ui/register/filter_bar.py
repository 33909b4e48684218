"""The search box and the combos above the register, which together make a ``RegisterFilter``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.book.lists import TeamEntry
from app.ground.formatting import Month, month_name
from app.reading.register.filter import RegisterFilter
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.statuses import STATUS_LABELS, Status
from ui.shared.actions import Action, keys_of
from ui.widgets.filter_combo import FilterCombo
from ui.widgets.search_box import SearchBox
from ui.widgets.wrapping_row import WrappingRow

_ALL: Final = None
_LEAST_SEARCH: Final = 180


class FilterBar(QWidget):
    """What is searched for, when, through which channel, in which status, at which team."""

    changed = Signal()

    def __init__(self, this_year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this_year = this_year
        self.search = SearchBox("Cari nomor, nama, isi", keys_of(Action.SEARCH))
        self.year = FilterCombo("filter-year", "Tahun")
        self.month = FilterCombo("filter-month", "Bulan")
        self.channel = FilterCombo("filter-channel", "Saluran")
        self.status = FilterCombo("filter-status", "Status")
        self.team = FilterCombo("filter-team", "Tim")
        self.month.fill([("Semua bulan", _ALL), *((month_name(n), n) for n in range(1, 13))])
        channels = ((CHANNEL_LABELS[channel], channel.value) for channel in Channel)
        self.channel.fill([("Semua saluran", _ALL), *channels])
        self.status.fill([("Semua status", _ALL), *((STATUS_LABELS[s], s.value) for s in Status)])
        self.set_choices((this_year,), ())
        self.search.setMinimumWidth(_LEAST_SEARCH)
        row = WrappingRow(self)
        row.addWidget(self.search)
        row.give_line_to(self.search)
        for combo in self._combos():
            row.addWidget(combo)
            combo.currentIndexChanged.connect(self._on_chosen)
        self.search.searched.connect(self.changed)

    def _combos(self) -> tuple[FilterCombo, ...]:
        return (self.year, self.month, self.channel, self.status, self.team)

    def set_choices(self, years: Sequence[int], teams: Sequence[TeamEntry]) -> None:
        """Offer these years and teams; what is chosen stays chosen while it is offered."""
        offered = sorted({*years, self._this_year}, reverse=True)
        year = self.year.currentData() if self.year.count() else self._this_year
        team = self.team.currentData()
        self.year.fill([("Semua tahun", _ALL), *((f"Tahun {each}", each) for each in offered)])
        shown = [(each.short_name or each.name, each.id) for each in teams]
        self.team.fill([("Semua tim", _ALL), *shown])
        self.year.choose(year)
        self.team.choose(team)
        self.month.setEnabled(self.year.currentData() is not None)

    def wanted(self) -> RegisterFilter:
        """Return what is asked for."""
        year, number = self.year.currentData(), self.month.currentData()
        channel, status = self.channel.currentData(), self.status.currentData()
        wanted = RegisterFilter(
            text=self.search.text().strip(),
            year=year,
            channel=Channel(channel) if channel else None,
            status=Status(status) if status else None,
            team_id=self.team.currentData(),
        )
        if year is None or number is None:
            return wanted
        # A letter of 31 December that was recorded in January belongs to December.
        return replace(wanted, year=None, month=Month(year, number))

    def set_wanted(self, wanted: RegisterFilter) -> None:
        """Ask for *wanted*; ``changed`` is emitted once."""
        blockers = [QSignalBlocker(each) for each in (self.search, *self._combos())]
        self.search.setText(wanted.text)
        month = wanted.month
        self.year.choose(month.year if month else wanted.year)
        self.month.choose(month.month if month else None)
        self.channel.choose(wanted.channel.value if wanted.channel else None)
        self.status.choose(wanted.status.value if wanted.status else None)
        self.team.choose(wanted.team_id)
        self.month.setEnabled(self.year.currentData() is not None)
        for blocker in blockers:
            blocker.unblock()
        self.changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        if self.sender() is self.year and self.year.currentData() is None:
            with QSignalBlocker(self.month):
                self.month.setCurrentIndex(0)
        self.month.setEnabled(self.year.currentData() is not None)
        self.changed.emit()
