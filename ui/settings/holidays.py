"""The section *Hari libur*: the days the office is closed, year by year."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from app.book.days_off import HOLIDAY_KIND_LABELS, DayOff, library_days, read_days_off
from app.ground.errors import UserError
from app.ground.formatting import compact_date, weekday_name
from app.ground.overriding import override
from app.intake.holiday_list import read_holiday_list
from app.rules.holidays import list_words
from app.steps.adopt_days_off import compare_year
from ui.settings.compare_days_off import CompareDaysOffDialog
from ui.settings.holiday_dialogs import AddDayOffDialog, fill_year_dialog, remove_day_off_dialog
from ui.settings.list_table import Line, ListTable
from ui.settings.moved_dates import MovedDatesDialog
from ui.settings.section import Section
from ui.shared.context import Context
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.surfaces import EmptyState
from ui.widgets.windowed_model import Column
from ui.widgets.words import words
from ui.widgets.wrapping_row import WrappingRow

YEARS_AHEAD: Final = 2
_COLUMNS: Final[tuple[Column[Line[DayOff]], ...]] = (
    Column("Tanggal", text=lambda line: compact_date(line.value.day), width=120),
    Column("Hari", text=lambda line: weekday_name(line.value.day), width=90, gives_way=2),
    Column("Nama", text=lambda line: line.value.name, stretch=True),
    Column("Jenis", text=lambda line: HOLIDAY_KIND_LABELS[line.value.kind], width=130),
    Column("Sumber", text=lambda line: line.value.source, width=180, gives_way=1),
)


class HolidaysSection(Section):
    """The list of one year; a year without a list says so."""

    name = "Hari libur"
    sentence = "Hari kerja dihitung tanpa hari-hari ini. Setiap perubahan dicatat dalam jurnal."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.years = Combo()
        self.years.setObjectName("year")
        self.years.setAccessibleName("Tahun")
        self.years.setFixedWidth(130)
        self.add_button = secondary_button("Tambah hari libur", "plus")
        self.add_button.setObjectName("add")
        self.remove_button = secondary_button("Hapus", "close")
        self.remove_button.setObjectName("remove")
        self._count = words("", "muted")
        self.fill_button = primary_button("", "calendar")
        self.fill_button.setObjectName("fill-year")
        self.compare_button = secondary_button("Bandingkan", "calendar")
        self.compare_button.setObjectName("compare")
        self.compare_button.setToolTip("Bandingkan dengan daftar yang lebih baru")
        self.table = ListTable[DayOff](_COLUMNS, "Hari libur")
        self.table.setObjectName("days-off")
        self._empty = EmptyState(icon_name="calendar")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._dialog: AddDayOffDialog | MovedDatesDialog | None = None
        self._fill_compare_menu()
        self._arrange()
        self.years.currentIndexChanged.connect(self._on_year_chosen)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.fill_button.clicked.connect(self._on_fill_clicked)
        self.table.row_selected.connect(self._on_row_selected)

    def _arrange(self) -> None:
        before = quiet_button("", "chevron-left")
        before.setAccessibleName("Tahun sebelumnya")
        before.setToolTip("Tahun sebelumnya")
        before.clicked.connect(self._on_before_clicked)
        after = quiet_button("", "chevron-right")
        after.setAccessibleName("Tahun berikutnya")
        after.setToolTip("Tahun berikutnya")
        after.clicked.connect(self._on_after_clicked)
        row = WrappingRow()
        row.addWidget(before)
        row.addWidget(self.years)
        row.addWidget(after)
        row.addWidget(self._count)
        row.add_stretch()
        row.addWidget(self.remove_button)
        row.addWidget(self.compare_button)
        row.addWidget(self.add_button)
        row.addWidget(self.fill_button)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    @override
    def show_stored(self) -> None:
        this_year = self.context.book.clock.today().year
        book = self.context.book
        listed = {off.day.year for off in read_days_off(book)} | book.calendar.filled_years
        first = min(listed | {this_year})
        last = max(listed | {this_year + YEARS_AHEAD})
        chosen = self.year() or this_year
        self.years.blockSignals(True)
        self.years.clear()
        for year in range(first, last + 1):
            self.years.addItem(f"Tahun {year}", year)
        self.years.blockSignals(False)
        self.show_year(chosen)

    def year(self) -> int | None:
        """Return the year that is shown."""
        chosen: int | None = self.years.currentData()
        return chosen

    def show_year(self, year: int) -> None:
        """Show the list of *year*."""
        self.years.blockSignals(True)
        self.years.setCurrentIndex(max(self.years.findData(year), 0))
        self.years.blockSignals(False)
        self._show_list()

    def _show_list(self) -> None:
        year = self.year()
        if year is None:
            return
        days = read_days_off(self.context.book, year)
        is_filled = year in self.context.book.calendar.filled_years
        self.table.show_values(days)
        self._stack.setCurrentIndex(0 if days else 1)
        self._empty.say(
            f"Libur tahun {year} belum diisi."
            if not is_filled
            else f"Tahun {year} tanpa hari libur.",
            "Batas waktu yang jatuh pada tahun itu dapat berubah setelah daftarnya diisi."
            if not is_filled
            else "Tambahkan hari libur bila ada.",
        )
        unsure = list_words(self.context.book.calendar, year)
        self._count.setText(f"{len(days)} hari" + (f" · {unsure}" if unsure else ""))
        self._compare_menu.setEnabled(not self.is_locked)
        self.fill_button.setVisible(not is_filled)
        self.fill_button.setText(f"Isi libur {year}")
        self.fill_button.setToolTip("Isi dari daftar bawaan program, lalu periksa")
        self.fill_button.setAccessibleName(self.fill_button.text())
        self.fill_button.setEnabled(not self.is_locked)
        self.add_button.setEnabled(not self.is_locked)
        self._on_row_selected()

    @Slot()
    def _on_year_chosen(self) -> None:
        self._show_list()

    @Slot()
    def _on_before_clicked(self) -> None:
        self.years.setCurrentIndex(max(self.years.currentIndex() - 1, 0))

    @Slot()
    def _on_after_clicked(self) -> None:
        self.years.setCurrentIndex(min(self.years.currentIndex() + 1, self.years.count() - 1))

    @Slot()
    def _on_row_selected(self) -> None:
        in_hand = self.table.current_value()
        self.remove_button.setEnabled(in_hand is not None and not self.is_locked)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._open(AddDayOffDialog(self.context, self))

    @Slot()
    def _on_remove_clicked(self) -> None:
        off = self.table.current_value()
        if off is not None:
            self._open(remove_day_off_dialog(self.context, off, self))

    def _fill_compare_menu(self) -> None:
        self._compare_menu = QMenu(self)
        known = self._compare_menu.addAction("Dengan daftar bawaan program")
        known.triggered.connect(self._on_compare_with_program)
        file = self._compare_menu.addAction("Dengan berkas…")
        file.triggered.connect(self._on_compare_with_file)
        self.compare_button.setMenu(self._compare_menu)

    @Slot()
    def _on_compare_with_program(self) -> None:
        year = self.year()
        if year is not None:
            self.compare(library_days(year))

    @Slot()
    def _on_compare_with_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Buka daftar hari libur", "", "Daftar (*.csv *.txt)"
        )
        if not name:
            return
        try:
            self.compare(read_holiday_list(Path(name)))
        except UserError as error:
            self.refusal.refuse(error)

    def compare(self, newer: Sequence[DayOff]) -> None:
        """Show how *newer* differs from the list in view, and offer to take it over."""
        year = self.year()
        if year is None:
            return
        self.refusal.clear()
        try:
            comparison = compare_year(self.context.book, year, newer)
        except UserError as error:
            self.refusal.refuse(error)
            return
        self._open(CompareDaysOffDialog(self.context, comparison, self))

    @Slot()
    def _on_fill_clicked(self) -> None:
        year = self.year()
        if year is not None:
            self._open(fill_year_dialog(self.context, year, self))

    def _open(self, dialog: AddDayOffDialog | MovedDatesDialog) -> None:
        self._dialog = dialog
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_accepted(self) -> None:
        if self._dialog is None or self._dialog.changes is None:
            return
        changes = self._dialog.changes
        if isinstance(self._dialog, AddDayOffDialog):
            added = self._dialog.day.day()
            self.show_stored()
            if added is not None:
                self.show_year(added.year)
        else:
            self.show_stored()
        moved = len(changes.complaints)
        note = f" Batas waktu {moved} pengaduan bergeser." if moved else ""
        self.message.emit(f"Daftar hari libur disimpan.{note}")
