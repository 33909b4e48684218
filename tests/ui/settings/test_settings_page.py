"""Settings: what is changed is journaled, what it moves is shown first, nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
)

from app.book.absences import read_absences
from app.book.days_off import DayOff, HolidayKind, library_days
from app.book.journal import last_entry
from app.book.lists import read_lists
from app.reading.complaint.detail import read_detail
from app.steps.complete import declare_complete
from models.reference import Holiday
from ui.settings.page import SettingsPage


@pytest.fixture
def page(on_screen, context):
    made = SettingsPage(context)
    on_screen(made)
    made.shown()
    return made


def _section(page, name):
    page.arrive(name)
    assert page.section.name == name
    return page.section


def _button(widget, name):
    return widget.findChild(QPushButton, name)


def test_a_page_nobody_has_typed_into_may_be_left(page):
    assert not page.section.is_edited()
    assert page.may_leave()


@pytest.mark.parametrize("row", range(11))
def test_every_section_opens_unedited(page, row):
    page.list.setCurrentRow(row)
    assert not page.section.is_edited()
    assert page.section.name == page.list.item(row).text()


def test_the_office_says_when_a_receipt_is_printed(page, book):
    section = _section(page, "Kantor")
    tick = section.findChild(QCheckBox, "print_receipt_at_once")
    tick.click()
    assert section.is_edited()
    _button(section, "save").click()
    assert book.settings.print_receipt_at_once
    assert last_entry(book).event == "setting_changed"
    assert not section.is_edited()


def test_the_office_is_saved_by_key_and_told(qtbot, page, book):
    section = _section(page, "Kantor")
    address = section.findChild(QLineEdit, "address")
    address.setFocus()
    qtbot.keyClicks(address, "Jalan Jenderal Sudirman 1")
    assert section.is_edited()
    assert page.list.item(0).text() != "Kantor"
    before = last_entry(book).sequence
    with qtbot.waitSignal(page.message):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert book.settings.office.address == "Jalan Jenderal Sudirman 1"
    assert last_entry(book).sequence > before
    assert page.list.item(0).text() == "Kantor"


def test_what_is_not_saved_is_asked_for(qtbot, page, book, next_dialog):
    section = _section(page, "Kantor")
    section.findChild(QLineEdit, "address").setText("Jalan Baru")
    next_dialog(lambda dialog: dialog.reject())
    assert not page.may_leave()
    assert section.is_edited()
    next_dialog(lambda dialog: _button(dialog, "drop").click())
    assert page.may_leave()
    assert not section.is_edited()
    assert book.settings.office.address == ""


def test_another_section_waits_for_the_answer(page, book, next_dialog):
    section = _section(page, "Kantor")
    section.findChild(QLineEdit, "address").setText("Jalan Baru")
    next_dialog(lambda dialog: dialog.accept_button.click())
    page.arrive("Petugas")
    assert book.settings.office.address == "Jalan Baru"
    assert page.section.name == "Petugas"


def test_a_longer_limit_shows_what_moves_before_it_is_saved(page, book, recorded, next_dialog):
    id_ = recorded()
    declare_complete(book, id_)
    assert read_detail(book, id_).settle_by == date(2026, 11, 30)
    section = _section(page, "Batas waktu")
    section.findChild(QSpinBox, "settle-days").setValue(7)
    next_dialog(lambda dialog: dialog.reject())
    _button(section, "save").click()
    assert read_detail(book, id_).settle_by == date(2026, 11, 30)
    assert section.is_edited()
    next_dialog(lambda dialog: dialog.submit())
    _button(section, "save").click()
    assert read_detail(book, id_).settle_by == date(2026, 12, 2)
    assert book.limits.settle.days == 7


def test_a_week_without_working_days_is_refused_below_its_field(page, book):
    section = _section(page, "Batas waktu")
    for number in range(7):
        section.findChild(QCheckBox, f"weekday-{number}").setChecked(False)
    _button(section, "save").click()
    assert "paling sedikit satu" in section._boxes["workweek"].error
    assert book.settings.workweek == (0, 1, 2, 3, 4)


def test_a_number_pattern_shows_its_example_or_what_is_wrong(page, book, recorded):
    section = _section(page, "Nomor register")
    pattern = section.findChild(QLineEdit, "number_pattern")
    pattern.setText("ADU-{seq:04}-{year}")
    assert section.example.text() == "ADU-0001-2026"
    _button(section, "save").click()
    assert read_detail(book, recorded()).number == "ADU-0001-2026"
    pattern.setText("{year}")
    _button(section, "save").click()
    assert section._boxes["number_pattern"].error
    assert book.settings.number_pattern == "ADU-{seq:04}-{year}"


def test_a_team_is_added_and_retired(page, book, next_dialog):
    section = _section(page, "Tim penjawab")

    def fill(dialog):
        for line, text in zip(
            dialog.findChildren(QLineEdit), ("Bidang Baru", "Baru"), strict=False
        ):
            line.setText(text)
        dialog.submit()

    next_dialog(fill)
    _button(section.editor, "add").click()
    QApplication.processEvents()
    assert [t.name for t in read_lists(book).teams if not t.is_retired][-1] == "Bidang Baru"


def test_a_holiday_moves_open_due_dates_only_after_a_yes(page, book, recorded, next_dialog):
    id_ = recorded()
    declare_complete(book, id_)
    section = _section(page, "Hari libur")

    def fill(dialog):
        dialog.day.set_day(date(2026, 11, 25))
        dialog.name.setText("Hari Jadi Kabupaten")
        dialog.submit()

    next_dialog(fill)
    section.add_button.click()
    QApplication.processEvents()
    wanted = Holiday.select().where(Holiday.day == date(2026, 11, 25))
    assert book.rows(wanted).get().name == "Hari Jadi Kabupaten"
    assert read_detail(book, id_).settle_by == date(2026, 12, 1)


def test_a_backup_is_listed(qtbot, page, context):
    section = _section(page, "Cadangan")
    with qtbot.waitSignal(context.tasks.finished):
        section.backup_button.click()
    assert section.table.model().rowCount() == 1


def test_a_book_for_reading_changes_nothing(on_screen, context, book, monkeypatch):
    monkeypatch.setattr(type(book), "read_only", property(lambda _: True))
    page = SettingsPage(context)
    on_screen(page)
    page.shown()
    section = _section(page, "Kantor")
    assert not section.findChild(QLineEdit, "address").isEnabled()
    assert not _button(section, "save").isEnabled()


def test_an_absence_is_noted_and_taken_back(qtbot, page, book, next_dialog):
    section = _section(page, "Ketidakhadiran")

    def fill(dialog):
        dialog.last.set_day(date(2026, 11, 20))
        dialog.first.set_day(date(2026, 11, 23))
        dialog.submit()
        assert "sebelum hari pertama" in dialog._boxes["last_day"].error
        dialog.last.set_day(date(2026, 11, 27))
        dialog.submit()

    next_dialog(fill)
    _button(section, "add").click()
    [absence] = section.table.values()
    assert (absence.last_day, absence.substitute) == (date(2026, 11, 27), "")
    section.table.select_value(absence)
    next_dialog(lambda dialog: dialog.submit())
    _button(section, "remove").click()
    assert section.table.values() == ()
    assert read_absences(book, date(2026, 11, 1)) == ()


def test_a_newer_list_is_compared_before_it_is_taken(qtbot, page, book):
    section = _section(page, "Hari libur")
    extra = DayOff(date(2026, 11, 26), "Hari Pemungutan Suara", HolidayKind.PUBLIC, "SKB baru")
    section.compare([*library_days(2026), extra])
    dialog = section._dialog
    assert "Bertambah: Kamis, 26 November 2026" in dialog.differences.toPlainText()
    dialog.submit()
    assert extra.day in book.calendar.holidays
    section.compare(library_days(2031))
    assert "tidak memuat hari libur tahun 2026" in section.refusal.text()
