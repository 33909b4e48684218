"""The sections *Petugas*, *Tim penjawab* and *Daftar*."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from app.book.lists import read_lists
from app.ground.errors import BookError
from app.ground.overriding import override
from app.rules.step_rule import ANYBODY
from ui.settings.kept_lists import (
    CATEGORIES,
    DISTRICTS,
    OFFICERS,
    SERVICES,
    TEAMS,
    VILLAGES,
    ListKind,
)
from ui.settings.list_editor import ListEditor
from ui.settings.pins import PinsLine
from ui.settings.section import Section
from ui.shared.context import Context
from ui.widgets.combo import Combo


class KeptListSection(Section):
    """A section of a single list."""

    kind: ListKind

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.editor = ListEditor(context, self.kind)
        self.editor.changed.connect(self._on_changed)
        self.editor.refused.connect(self._on_refused)
        self.body.addWidget(self.editor, 1)

    @override
    def show_stored(self) -> None:
        self.refusal.clear()
        self.editor.reload()

    @Slot(str)
    def _on_changed(self, sentence: str) -> None:
        self.refusal.clear()
        self.message.emit(sentence)

    @Slot(object)
    def _on_refused(self, error: BookError) -> None:
        self.refusal.refuse(error)


class OfficersSection(KeptListSection):
    """Who works with the book."""

    name = "Petugas"
    sentence = "Orang yang bekerja dengan buku ini. Nama petugas tercatat pada setiap langkah."
    kind = OFFICERS
    # Everybody has a PIN of their own to change.
    by = ANYBODY

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.pins = PinsLine(context, self.editor.table.current_value)
        self.pins.changed.connect(self._on_changed)
        self.editor.table.row_selected.connect(self.pins.show_chosen)
        self.body.insertWidget(self.body.indexOf(self.editor), self.pins)

    @override
    def show_stored(self) -> None:
        super().show_stored()
        self.pins.show_stored()


class TeamsSection(KeptListSection):
    """Who answers."""

    name = "Tim penjawab"
    sentence = "Tim yang menerima distribusi. Papan distribusi memuat satu kolom untuk setiap tim."
    kind = TEAMS


class ListsSection(Section):
    """The lists the entry form chooses from, one tab each."""

    name = "Daftar"
    sentence = "Pilihan pada formulir. Yang tidak dipakai lagi tetap tampil pada pengaduan lama."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.editors: list[ListEditor] = []
        for kind in (SERVICES, CATEGORIES, DISTRICTS, VILLAGES):
            editor = ListEditor(context, kind)
            editor.setContentsMargins(0, 8, 0, 0)
            editor.changed.connect(self._on_changed)
            editor.refused.connect(self._on_refused)
            self.editors.append(editor)
            self.tabs.addTab(editor, kind.title)
        self.districts = Combo()
        self.districts.setObjectName("district-filter")
        self.districts.setAccessibleName("Kecamatan")
        self.districts.setMinimumWidth(190)
        self.districts.currentIndexChanged.connect(self._on_district_chosen)
        self.editors[-1].head.insert_first(self.districts)
        self.body.addWidget(self.tabs, 1)

    @override
    def show_stored(self) -> None:
        self.refusal.clear()
        self._fill_districts()
        for editor in self.editors:
            editor.reload()

    def _fill_districts(self) -> None:
        chosen = self.districts.currentData()
        self.districts.blockSignals(True)
        self.districts.clear()
        self.districts.addItem("Semua kecamatan", "")
        for district in read_lists(self.context.book).districts:
            self.districts.addItem(district.name, district.code)
        self.districts.setCurrentIndex(max(self.districts.findData(chosen), 0))
        self.districts.blockSignals(False)

    @Slot()
    def _on_district_chosen(self) -> None:
        self.editors[-1].show_group(self.districts.currentData() or "")

    @Slot(str)
    def _on_changed(self, sentence: str) -> None:
        self.refusal.clear()
        self._fill_districts()
        self.message.emit(sentence)

    @Slot(object)
    def _on_refused(self, error: BookError) -> None:
        self.refusal.refuse(error)
