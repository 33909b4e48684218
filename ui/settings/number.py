"""The section *Nomor register*: the pattern of the numbers to come."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit

from app.book.settings import Settings
from app.ground.overriding import override
from app.rules.numbering import DEFAULT_PATTERN, check_pattern, format_number
from ui.settings.section import FormSection
from ui.widgets.buttons import quiet_button
from ui.widgets.words import words

_EXAMPLES: Final = (1, 47, 1250)
_PARTS: Final = (
    ("{seq:03}", "nomor urut dalam setahun, paling sedikit tiga angka"),
    ("{roman_month}", "bulan dengan angka Romawi"),
    ("{month:02}", "bulan dengan dua angka"),
    ("{year}", "tahun"),
)


class NumberSection(FormSection):
    """The pattern, what it makes, and what is wrong with it, while it is typed."""

    name = "Nomor register"
    sentence = "Pola untuk nomor berikutnya. Nomor yang sudah diberikan tidak pernah berubah."

    @override
    def build(self) -> None:
        self._pattern = QLineEdit()
        self._pattern.setMaximumWidth(460)
        self._pattern.textChanged.connect(self.on_edited)
        self._box = self.field("number_pattern", "Pola nomor", self._pattern)
        self.form.addWidget(self._box)
        self._default = quiet_button("Pakai pola bawaan", "undo")
        self._default.clicked.connect(self._on_default_clicked)
        self._default.setEnabled(not self.is_locked)
        self.form.addWidget(self._default, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.addWidget(words("Contoh", "strong"))
        self.example = words("", "figure")
        self.example.setObjectName("example")
        self.form.addWidget(self.example)
        self.more = words("", "quiet")
        self.form.addWidget(self.more)
        self.form.addWidget(words("Yang dapat dipakai dalam pola", "strong"))
        for part, meaning in _PARTS:
            self.form.addWidget(words(f"{part}   {meaning}", "quiet"))

    @override
    def fill(self, settings: Settings) -> None:
        self._pattern.setText(settings.number_pattern)

    @override
    def wanted(self) -> Settings:
        return replace(self.context.book.settings, number_pattern=self._pattern.text().strip())

    @override
    def on_edited(self) -> None:
        super().on_edited()
        pattern = self._pattern.text().strip()
        problem = check_pattern(pattern)
        if problem:
            self._box.set_error(problem)
            self.example.setText("–")
            self.more.setText("")
            return
        self._box.clear_error()
        today = self.context.book.clock.today()
        first, *others = (format_number(pattern, number, today) for number in _EXAMPLES)
        self.example.setText(first)
        self.more.setText("   ·   ".join(others))

    @Slot()
    def _on_default_clicked(self) -> None:
        self._pattern.setText(DEFAULT_PATTERN)
