"""The search box and the combos above the register, which together make a ``RegisterFilter``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.book.lists import TeamEntry
from app.ground.formatting import Month, month_name
from app.reading.register.filter import RegisterFilter
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.statuses import STATUS_LABELS, Status
from ui.shared.actions import Action, keys_of
from ui.widgets.combo import Combo
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
        self.year = _combo("filter-year", "Tahun")
        self.month = _combo("filter-month", "Bulan")
        self.channel = _combo("filter-channel", "Saluran")
        self.status = _combo("filter-status", "Status")
        self.team = _combo("filter-team", "Tim")
        _fill(self.month, [("Semua bulan", _ALL), *((month_name(n), n) for n in range(1, 13))])
        channels = ((CHANNEL_LABELS[channel], channel.value) for channel in Channel)
        _fill(self.channel, [("Semua saluran", _ALL), *channels])
        _fill(self.status, [("Semua status", _ALL), *((STATUS_LABELS[s], s.value) for s in Status)])
        self.set_choices((this_year,), ())
        self.search.setMinimumWidth(_LEAST_SEARCH)
        row = WrappingRow(self)
        row.addWidget(self.search)
        row.give_line_to(self.search)
        for combo in self._combos():
            row.addWidget(combo)
            combo.currentIndexChanged.connect(self._on_chosen)
        self.search.searched.connect(self.changed)

    def _combos(self) -> tuple[QComboBox, ...]:
        return (self.year, self.month, self.channel, self.status, self.team)

    def set_choices(self, years: Sequence[int], teams: Sequence[TeamEntry]) -> None:
        """Offer these years and teams; what is chosen stays chosen while it is offered."""
        offered = sorted({*years, self._this_year}, reverse=True)
        year = self.year.currentData() if self.year.count() else self._this_year
        team = self.team.currentData()
        _fill(self.year, [("Semua tahun", _ALL), *((f"Tahun {each}", each) for each in offered)])
        shown = [(each.short_name or each.name, each.id) for each in teams]
        _fill(self.team, [("Semua tim", _ALL), *shown])
        _choose(self.year, year)
        _choose(self.team, team)
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
        _choose(self.year, month.year if month else wanted.year)
        _choose(self.month, month.month if month else None)
        _choose(self.channel, wanted.channel.value if wanted.channel else None)
        _choose(self.status, wanted.status.value if wanted.status else None)
        _choose(self.team, wanted.team_id)
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


def _combo(object_name: str, accessible_name: str) -> QComboBox:
    combo = Combo()
    combo.setObjectName(object_name)
    combo.setAccessibleName(accessible_name)
    combo.setMaxVisibleItems(14)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _fill(combo: QComboBox, entries: Sequence[tuple[str, Any]]) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in entries:
            combo.addItem(text, value)


def _choose(combo: QComboBox, value: object) -> None:
    """Choose the entry with *value*, the first ("all") when there is none."""
    with QSignalBlocker(combo):
        places = range(combo.count())
        combo.setCurrentIndex(next((n for n in places if combo.itemData(n) == value), 0))
