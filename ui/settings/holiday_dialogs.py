"""The dialogs that add, remove and fill days off; each shows the due dates it would move."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.book.days_off import HOLIDAY_KIND_LABELS, DayOff, HolidayKind, library_days, read_days_off
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import weekday_date
from app.ground.overriding import override
from app.steps.arrange import calendar_after, change_days_off, fill_year, moved_dates
from ui.settings.moved_dates import MovedDatesDialog, MovedDatesView
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.combo import Combo
from ui.widgets.date_edits import DateEdit

_OWN_SOURCE: Final = "tambahan kantor"


class AddDayOffDialog(WritingDialog):
    """Asks for one day off; what it moves is shown as soon as the date is typed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Tambah hari libur", "", "Tambah", parent)
        self._book = context.book
        self.setMinimumWidth(720)
        self.day = DateEdit(self._book.clock.today)
        self._day_box = self.add_field("day", "Tanggal", self.day)
        self.name = QLineEdit()
        self.add_field("name", "Nama hari libur", self.name, "Misalnya Hari Jadi Kabupaten.")
        self.kind = Combo()
        for kind, label in HOLIDAY_KIND_LABELS.items():
            self.kind.addItem(label, kind)
        self.kind.setCurrentIndex(self.kind.findData(HolidayKind.OFFICE))
        self.add_field("kind", "Jenis", self.kind)
        self.source = QLineEdit(_OWN_SOURCE)
        self.add_field("source", "Sumber", self.source, "Misalnya nomor surat keputusan.")
        self.moved = MovedDatesView()
        self.form.addWidget(self.moved)
        self.day.day_changed.connect(self._on_day_changed)

    def _day_off(self) -> DayOff | None:
        day = self.day.day()
        if day is None:
            return None
        kind = HolidayKind(self.kind.currentData())
        return DayOff(day, self.name.text().strip(), kind, self.source.text().strip())

    @Slot()
    def _on_day_changed(self) -> None:
        off = self._day_off()
        if off is None:
            self._day_box.set_hint("")
            self.moved.show_moved(())
            return
        reason = self._book.calendar.off_reason(off.day)
        note = f". Sudah bukan hari kerja: {reason}." if reason else "."
        self._day_box.set_hint(f"{weekday_date(off.day)}{note}")
        calendar = calendar_after(self._book, added=(off,))
        self.moved.show_moved(moved_dates(self._book, calendar, self._book.limits))

    @override
    def write(self) -> Changes:
        off = self._day_off()
        problems = self._problems(off)
        if problems or off is None:
            raise FormRefused(*problems)
        return change_days_off(self._book, added=(off,))

    def _problems(self, off: DayOff | None) -> list[FieldProblem]:
        found = []
        if off is None:
            found.append(FieldProblem("day", "Tulis tanggalnya, misalnya 07-04-2026."))
        elif off.day in {known.day for known in read_days_off(self._book, off.day.year)}:
            found.append(FieldProblem("day", "Tanggal ini sudah ada dalam daftar hari libur."))
        elif not 2000 <= off.day.year <= 2100:
            found.append(FieldProblem("day", "Tahunnya harus antara 2000 dan 2100."))
        if not self.name.text().strip():
            found.append(FieldProblem("name", "Tulis nama hari liburnya."))
        if not self.source.text().strip():
            found.append(FieldProblem("source", "Tulis dari mana hari libur ini diketahui."))
        return found


def remove_day_off_dialog(context: Context, off: DayOff, parent: QWidget) -> MovedDatesDialog:
    """Return the dialog that removes *off*, not yet shown."""
    book = context.book
    calendar = calendar_after(book, removed=(off.day,))
    return MovedDatesDialog(
        context,
        "Hapus hari libur",
        f"{weekday_date(off.day)}, {off.name}, tidak lagi dihitung sebagai hari libur.",
        "Hapus hari libur",
        moved_dates(book, calendar, book.limits),
        lambda: change_days_off(book, removed=(off.day,)),
        parent,
    )


def fill_year_dialog(context: Context, year: int, parent: QWidget) -> MovedDatesDialog:
    """Return the dialog that fills *year* from the library, not yet shown."""
    book = context.book
    days = library_days(year)
    calendar = calendar_after(book, added=days)
    return MovedDatesDialog(
        context,
        f"Isi libur {year} dari daftar bawaan",
        f"{len(days)} hari libur nasional dan cuti bersama tahun {year} ditambahkan. "
        "Bandingkan dengan Keputusan Bersama Tiga Menteri, lalu tambah atau hapus seperlunya.",
        f"Isi libur {year}",
        moved_dates(book, calendar, book.limits),
        lambda: fill_year(book, year),
        parent,
    )
