"""An old book of 500 rows, in a layout nobody has seen before, is in the register in five minutes.

A person is counted: so many seconds to look a screen over, to choose, to put one row right. The
work of the program comes on top, for which a minute is left.
"""

from datetime import date, timedelta

import openpyxl
import pytest
from PySide6.QtCore import Qt

from app.intake.tables.importing import Fate
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from ui.importing.dialog import ImportDialog

ROWS = 500
FOUR_MINUTES = 240
LOOK_OVER, CHOOSE, PRESS, PUT_RIGHT = 30, 6, 2, 14
HEAD = ("No", "Masuk", "Orang", "Kampung", "Kontak", "Perkara", "Lewat", "Dijawab apa")
MEANT = {
    "Masuk": "Diterima",
    "Orang": "Nama",
    "Kampung": "Desa/kelurahan",
    "Kontak": "Telepon/HP/WhatsApp",
    "Perkara": "Uraian",
    "Lewat": "Saluran",
    "Dijawab apa": "Tindak lanjut",
}
MONTHS = ("Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep")
# What an officer wrote in a hurry, every hundredth row.
ODD_DAYS = ("31 Pebruari 2024", "kemarin", "12 - - 2024", "??", "32/5/2024")


@pytest.fixture
def old_book(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Sampul"])
    sheet = workbook.create_sheet("Isi 2024")
    sheet.append(["CATATAN LOKET"])
    sheet.append(["Tahun 2024"])
    sheet.append([])
    sheet.append(HEAD)
    for number in range(ROWS):
        day = date(2024, 1, 2) + timedelta(days=number // 2)
        written = f"{day.day} {MONTHS[day.month - 1]} 24"
        written = ODD_DAYS[number // 100] if number % 100 == 50 else written
        phone = f"08120000{number:04}"
        way = ("WA", "datang", "telp")[number % 3]
        sheet.append(
            [
                number + 1,
                written,
                f"Warga {number}",
                "Kenaman",
                phone,
                f"KTP {number} belum jadi",
                way,
                "sudah dijelaskan",
            ]
        )
    path = tmp_path / "catatan.xlsx"
    workbook.save(path)
    return path


class Person:
    """Does what the assistant asks for, and counts the seconds it takes."""

    def __init__(self, qtbot, context, dialog):
        self.seconds = 2 * PRESS  # the button, the file
        self._qtbot, self._context, self._dialog = qtbot, context, dialog
        self._wait()

    def _wait(self):
        self._qtbot.waitUntil(lambda: not self._context.tasks.is_busy, timeout=60_000)

    def say_what_columns_mean(self):
        self.seconds += LOOK_OVER
        for heading, combo in zip(HEAD, self._dialog.columns.meanings, strict=True):
            wanted = MEANT.get(heading)
            if wanted is not None and combo.currentText() != wanted:
                self.seconds += CHOOSE
                combo.setCurrentIndex(combo.findText(wanted))
                combo.activated.emit(combo.currentIndex())

    def go_on(self):
        self.seconds += PRESS
        self._qtbot.mouseClick(self._dialog.forward, Qt.MouseButton.LeftButton)
        self._wait()

    def put_right_what_is_odd(self):
        self.seconds += LOOK_OVER + PRESS
        rows = self._dialog.rows
        rows.wrong.click()
        model = rows.model
        titles = [
            model.headerData(place, Qt.Orientation.Horizontal)
            for place in range(model.columnCount())
        ]
        for row in range(model.rowCount()):
            self.seconds += PUT_RIGHT
            assert model.setData(model.index(row, titles.index("Diterima")), "7 Mei 2024")


def test_five_hundred_rows_take_a_person_four_minutes(qtbot, context, old_book):
    dialog = ImportDialog(context, old_book)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.show()
    person = Person(qtbot, context, dialog)
    person.say_what_columns_mean()
    person.go_on()
    person.put_right_what_is_odd()
    person.go_on()
    fates = [outcome.fate for outcome in dialog.rows.preview.outcomes]
    assert fates.count(Fate.REFUSED) == 0
    assert len(register_ids(context.book, RegisterFilter())) == ROWS
    assert person.seconds <= FOUR_MINUTES
