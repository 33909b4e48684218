"""A backup is looked into, then takes the place of the book between two windows."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.book.lists import read_lists
from app.book.opening import open_book
from app.entry.forms import read_form
from app.ground.errors import BookDamaged
from app.ground.paths import backup_folder
from app.keeping.backup import back_up
from app.rules.channels import Channel
from app.steps.record import record
from models.complaint import Complaint
from ui.settings.backups import BackupSection
from ui.settings.restore_dialog import RestoreDialog
from ui.window.application import settle
from ui.window.main_window import MainWindow
from ui.window.restoring import offered_backup, restore_between


def enter(book, subject):
    values = {"name": "Warga", "subject": subject}
    record(book, read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book)))


def count(book):
    return book.rows(Complaint.select()).count()


@pytest.fixture
def backup(book):
    enter(book, "KTP-el")
    made = back_up(book, backup_folder()).path
    enter(book, "Kartu keluarga")
    return made


@pytest.fixture
def section(qtbot, backup, early_context):
    window = MainWindow(early_context)
    qtbot.addWidget(window)
    window.go("settings")
    window.page("settings").arrive("Cadangan")
    window.show()
    settle(window)
    return window.findChild(BackupSection)


def in_next_dialog(act):
    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RestoreDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    look()


def test_what_would_be_given_up_is_shown_before_anything_happens(qtbot, section, book):
    said = []

    def read(dialog):
        said.extend(each.number for each in dialog.table.values())
        dialog.reject()

    in_next_dialog(read)
    section.restore_button.click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["002/PGD/XI/2026"]
    assert section.window().isVisible()
    assert count(book) == 2


def test_whoever_agrees_closes_the_window_for_the_restore(qtbot, section, backup):
    window = section.window()
    in_next_dialog(lambda dialog: dialog.accept())
    section.restore_button.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.wanted_backup == backup


def test_the_book_comes_back_as_it_was_and_goes_on_behind_its_numbers(backup, book, clock):
    place = book.place
    book.close()
    said = restore_between(backup, place, clock)
    assert "sebelum dipulihkan" in said
    with open_book(place, clock=clock) as again:
        assert count(again) == 1
        enter(again, "KIA")
        assert [row.number[:3] for row in again.rows(Complaint.select())] == ["001", "003"]


def test_a_damaged_book_is_offered_its_newest_good_backup(backup, book, clock):
    place = book.place
    newest = back_up(book, backup_folder()).path
    book.close()
    newest.write_bytes(b"spoiled")
    Path(str(place)).write_bytes(b"zeros")
    said = []

    def accept():
        dialog = QApplication.activeModalWidget()
        said.append(dialog.accessibleDescription() or dialog._sentence.text())
        dialog.accept()

    QTimer.singleShot(0, accept)
    assert offered_backup(BookDamaged("Berkas rusak."), place, clock) == backup
    assert "001/PGD/XI/2026" in said[0]
    restore_between(backup, place, clock)
    with open_book(place, clock=clock) as again:
        assert count(again) == 1


def test_without_a_good_backup_the_reason_is_all_there_is(book, clock):
    with pytest.raises(BookDamaged):
        offered_backup(BookDamaged("Berkas rusak."), book.place, clock)
