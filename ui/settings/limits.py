"""The section *Batas waktu*: the three limits and the working week."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QSpinBox, QWidget

from app.book.settings import Settings
from app.book.settings_checks import LATEST_DUE_DAY
from app.ground.overriding import override
from app.rules.deadlines import Attention, DayUnit, Limit, Limits
from app.steps.arrange import MovedDate, moved_dates
from ui.settings.moved_dates import MovedDatesDialog
from ui.settings.section import FormSection
from ui.widgets.combo import Combo
from ui.widgets.words import tighten
from ui.widgets.wrapping_row import WrappingRow

_LIMITS: Final = (
    ("distribute", "Distribusi", "Sejak diterima sampai didistribusikan ke tim penjawab."),
    ("settle", "Penyelesaian", "Sejak dinyatakan lengkap sampai jawaban disampaikan."),
    (
        "supplement",
        "Melengkapi berkas",
        "Waktu bagi pengadu untuk melengkapi. Berlaku untuk pengembalian berikutnya.",
    ),
)
_UNITS: Final = (
    (DayUnit.ROLLING, "hari kalender, lanjut bila libur"),
    (DayUnit.CALENDAR, "hari kalender, tanpa kecuali"),
    (DayUnit.WORKING, "hari kerja"),
)
_ATTENTION: Final = (
    (Attention.LAST_THIRD, "sepertiga terakhir, paling sedikit satu hari"),
    (Attention.LAST_HALF, "separuh terakhir, paling sedikit satu hari"),
    (Attention.LAST_DAY, "satu hari terakhir"),
)
_WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class LimitsSection(FormSection):
    """How long the office has; due dates that move are shown before anything is stored."""

    name = "Batas waktu"
    prefix = "limits."
    sentence = (
        "Hari kejadian adalah hari ke-0. Hari batas itu sendiri masih tepat waktu. "
        "Perubahan menggeser batas waktu pengaduan yang masih terbuka."
    )

    @override
    def build(self) -> None:
        self.days: dict[str, QSpinBox] = {}
        self._units: dict[str, QComboBox] = {}
        for name, label, hint in _LIMITS:
            self.form.addWidget(self.field(name, label, self._limit_editor(name, label), hint))
        self._attention = Combo()
        self._attention.setFixedWidth(350)
        for key, shown in _ATTENTION:
            self._attention.addItem(shown, key)
        self._attention.currentIndexChanged.connect(self.on_edited)
        hint = "Kuning muncul sejak itu, tidak pernah pada hari pertama. Batas waktu tidak berubah."
        self.form.addWidget(self.field("attention", "Perhatian (kuning)", self._attention, hint))
        week = QWidget()
        row = WrappingRow(week, spacing=12)
        self._weekdays = [QCheckBox(day) for day in _WEEKDAYS]
        for number, box in enumerate(self._weekdays):
            box.setObjectName(f"weekday-{number}")
            box.toggled.connect(self.on_edited)
            row.addWidget(box)
        self.form.addWidget(
            self.field("workweek", "Hari kerja", week, "Hari libur diatur di bagian Hari libur.")
        )
        self.due_day = _day_of_month()
        self.due_day.valueChanged.connect(self.on_edited)
        self.form.addWidget(
            self.field(
                "recap_due_day",
                "Tutup bulan paling lambat tanggal",
                self.due_day,
                "Pada bulan berikutnya. Sampai ditutup, Hari Ini mengingatkannya.",
            )
        )

    def _limit_editor(self, name: str, label: str) -> QWidget:
        editor = QWidget()
        days = QSpinBox()
        days.setRange(1, 365)
        days.setFixedWidth(90)
        # The style sheet has no say over the room before the number.
        days.lineEdit().setTextMargins(8, 0, 0, 0)
        days.setObjectName(f"{name}-days")
        days.setAccessibleName(f"{label}: jumlah hari")
        days.valueChanged.connect(self.on_edited)
        unit = Combo()
        unit.setFixedWidth(250)
        unit.setObjectName(f"{name}-unit")
        unit.setAccessibleName(f"{label}: satuan")
        for key, shown in _UNITS:
            unit.addItem(shown, key)
        unit.currentIndexChanged.connect(self.on_edited)
        self.days[name], self._units[name] = days, unit
        editor.setFocusProxy(days)
        row = QHBoxLayout(editor)
        tighten(row)
        row.addWidget(days)
        row.addWidget(unit)
        row.addStretch(1)
        return editor

    @override
    def fill(self, settings: Settings) -> None:
        for name, *_ in _LIMITS:
            limit: Limit = getattr(settings.limits, name)
            self.days[name].setValue(limit.days)
            self._units[name].setCurrentIndex(self._units[name].findData(limit.unit))
        attention = self._attention.findData(settings.limits.attention)
        self._attention.setCurrentIndex(attention)
        for number, box in enumerate(self._weekdays):
            box.setChecked(number in settings.workweek)
        self.due_day.setValue(settings.recap_due_day)

    @override
    def wanted(self) -> Settings:
        limits = {
            name: Limit(self.days[name].value(), DayUnit(self._units[name].currentData()))
            for name, *_ in _LIMITS
        }
        workweek = tuple(n for n, box in enumerate(self._weekdays) if box.isChecked())
        attention = Attention(self._attention.currentData())
        return replace(
            self.context.book.settings,
            limits=Limits(**limits, attention=attention),
            workweek=workweek,
            recap_due_day=self.due_day.value(),
        )

    @override
    def agreed(self, wanted: Settings) -> bool:
        moved = self.moved_by(wanted)
        if not moved:
            return True
        dialog = self.question(moved)
        is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return is_agreed

    def moved_by(self, wanted: Settings) -> tuple[MovedDate, ...]:
        """Return the due dates that *wanted* would move."""
        book = self.context.book
        calendar = replace(book.calendar, workweek=frozenset(wanted.workweek))
        return moved_dates(book, calendar, wanted.limits)

    def question(self, moved: tuple[MovedDate, ...]) -> MovedDatesDialog:
        """Return the dialog that shows *moved* and asks whether to go on."""
        return MovedDatesDialog(
            self.context,
            "Ubah batas waktu",
            "Periksa batas waktu yang bergeser sebelum menyimpan.",
            "Simpan dan geser",
            moved,
            parent=self,
        )


def _day_of_month() -> QSpinBox:
    days = QSpinBox()
    days.setRange(1, LATEST_DUE_DAY)
    days.setFixedWidth(90)
    # As at the limits above.
    days.lineEdit().setTextMargins(8, 0, 0, 0)
    days.setObjectName("recap-due-day")
    return days
