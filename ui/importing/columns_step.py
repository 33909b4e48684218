"""The first step: which sheet, where the headings stand, and what each column means."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.intake.tables.columns import FIELDS, IGNORED, OWN_LABELS, label_of
from app.intake.tables.plan import Plan
from app.rules.channels import CHANNEL_FIELDS, CHANNEL_LABELS, COMMON_FIELDS, Channel
from ui.widgets.combo import Combo
from ui.widgets.field_box import FieldBox
from ui.widgets.surfaces import FactsLine, ScrolledContent, scrolling
from ui.widgets.words import tighten, words

_LEFT_OUT: Final = "Tidak dicatat"
_MOST_NOTES: Final = 6
_LAST_LINE: Final = 1000
_SPIN_MARGIN: Final = 8
_NO_CHANNEL: Final = "Tolak baris tanpa saluran"


class ColumnsStep(QWidget):
    """Shows the proposal and lets it be changed."""

    sheet_wanted = Signal(object, object)  # the sheet, and the line of the headings or None
    plan_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self.sheet = Combo()
        self.line = QSpinBox()
        self.line.setRange(1, _LAST_LINE)
        self.line.setKeyboardTracking(False)
        self.line.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
        self.channel = Combo()
        self.order = Combo()
        self.order.addItem("Hari lebih dahulu (23/11)", False)
        self.order.addItem("Bulan lebih dahulu (11/23)", True)
        self.as_new = QCheckBox("Beri nomor tahun ini, juga untuk baris buku lama")
        self.as_new.setObjectName("as-new")
        self.notes = words("", "quiet", wrap=True)
        self.notes.setObjectName("notes")
        self.meanings: list[Combo] = []
        self._grid_place = QVBoxLayout()
        self._arrange()
        self.sheet.activated.connect(self._on_sheet_chosen)
        self.line.valueChanged.connect(self._on_line_chosen)
        self.channel.activated.connect(self._on_option_chosen)
        self.order.activated.connect(self._on_option_chosen)
        self.as_new.clicked.connect(self._on_option_chosen)

    def _arrange(self) -> None:
        options = QWidget()
        # All the height belongs to the columns below.
        options.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        above = QHBoxLayout(options)
        tighten(above, 12)
        for name, label, editor in (
            ("sheet", "Lembar", self.sheet),
            ("line", "Baris judul kolom", self.line),
            ("channel", "Saluran bila tidak ditulis", self.channel),
            ("order", "Urutan tanggal", self.order),
        ):
            editor.setObjectName(name)
            above.addWidget(FieldBox(label, editor), 1)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.addWidget(options)
        column.addWidget(self.as_new)
        column.addWidget(self.notes)
        tighten(self._grid_place)
        column.addLayout(self._grid_place, 1)

    def show_plan(self, plan: Plan, *, remembered: bool) -> None:
        """Show what is proposed; *remembered* says that an earlier mapping was taken."""
        self.plan = plan
        notes = list(plan.notes)
        if remembered:
            notes.insert(0, "Arti kolom diambil dari terakhir kali.")
        shown = notes[:_MOST_NOTES]
        if len(notes) > len(shown):
            shown.append(f"Dan {len(notes) - len(shown)} catatan lain.")
        self.notes.setText(" ".join(shown))
        self.notes.setVisible(bool(shown))
        self._show_options(plan)
        self._show_columns(plan)

    def _show_options(self, plan: Plan) -> None:
        with QSignalBlocker(self.sheet), QSignalBlocker(self.line):
            self.sheet.clear()
            for name in plan.choices:
                self.sheet.addItem(name or "Tabel", name)
            first = plan.tables[0] if plan.tables else None
            if first is not None:
                self.sheet.setCurrentIndex(max(0, self.sheet.findData(first.sheet.name)))
                self.line.setValue(first.layout.lines[0])
        self.sheet.setEnabled(len(plan.choices) > 1)
        self.line.setEnabled(bool(plan.tables))
        self.order.setEnabled(bool(plan.tables))
        self.order.setCurrentIndex(int(bool(first and first.rules.is_month_first)))
        self.channel.clear()
        self.channel.addItem(_NO_CHANNEL, None)
        for channel in Channel:
            self.channel.addItem(CHANNEL_LABELS[channel], channel.value)
        wanted = plan.default_channel.value if plan.default_channel else None
        self.channel.setCurrentIndex(max(0, self.channel.findData(wanted)))
        self.as_new.setChecked(plan.takes_as_new)

    def _show_columns(self, plan: Plan) -> None:
        while (item := self._grid_place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        inner = ScrolledContent()
        grid = QGridLayout(inner)
        tighten(grid, 8)
        for place, title in enumerate(("Judul kolom", "Isinya, misalnya", "Dicatat sebagai")):
            grid.addWidget(words(title, "label"), 0, place)
        self.meanings = []
        for place, column in enumerate(plan.mapped):
            combo = _meaning_combo(column.key)
            name = column.heading or f"Kolom ke-{place + 1}"
            combo.setAccessibleName(f"{name} dicatat sebagai")
            combo.setObjectName(f"meaning-{place}")
            combo.activated.connect(partial(self._on_meaning_chosen, place))
            self.meanings.append(combo)
            grid.addWidget(_one_line(name, "strong"), place + 1, 0)
            grid.addWidget(_one_line(" · ".join(column.samples), "quiet"), place + 1, 1)
            grid.addWidget(combo, place + 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        grid.setRowStretch(len(plan.mapped) + 1, 1)
        self._grid_place.addWidget(scrolling(inner))

    @Slot(int)
    def _on_sheet_chosen(self, _place: int) -> None:
        self.sheet_wanted.emit(self.sheet.currentData(), None)

    @Slot(int)
    def _on_line_chosen(self, line: int) -> None:
        self.sheet_wanted.emit(self.sheet.currentData(), line)

    @Slot()
    def _on_option_chosen(self) -> None:
        if self.plan is None:
            return
        value = self.channel.currentData()
        self.plan = replace(
            self.plan.with_order(is_month_first=bool(self.order.currentData())),
            default_channel=Channel(value) if value else None,
            takes_as_new=self.as_new.isChecked(),
        )
        self.plan_changed.emit()

    def _on_meaning_chosen(self, place: int, _index: int) -> None:
        if self.plan is not None:
            self.plan = self.plan.with_keys({place: self.meanings[place].currentData()})
            self.plan_changed.emit()


def _one_line(text: str, role: str) -> FactsLine:
    line = FactsLine()
    line.setProperty("role", role)
    line.say(" ".join(text.split()))
    return line


def _meaning_combo(key: str | None) -> Combo:
    combo = Combo()
    combo.setMaxVisibleItems(16)
    combo.addItem(_LEFT_OUT, None)
    for each in _offered():
        combo.addItem(label_of(each), each)
    combo.setCurrentIndex(max(0, combo.findData(key)))
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo


def _offered() -> Iterator[str]:
    """Yield the keys a column may mean: what is common, what old books say, then the rest."""
    common = [field.key for field in COMMON_FIELDS]
    own = [key for key in OWN_LABELS if key != IGNORED]
    rest = (field.key for fields in CHANNEL_FIELDS.values() for field in fields)
    yield from dict.fromkeys([*common, *own, *(key for key in rest if key in FIELDS)])
