"""A backup is looked into, then takes the place of the book between two windows."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.book.lists import read_lists
from app.book.opening import open_book
from app.entry.forms import read_form
from app.ground.errors import BookDamaged
from app.ground.paths import backup_folder
from app.keeping.backup import back_up
from app.keeping.rescue import Rescue
from app.rules.channels import Channel
from app.steps.record import record
from models.complaint import Complaint
from ui.settings.backups import BackupSection
from ui.settings.restore_dialog import RestoreDialog
from ui.window.application import settle
from ui.window.damage_dialog import DamageDialog
from ui.window.main_window import MainWindow
from ui.window.restoring import offered, restore_between


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
    assert window.wanted_exchange == backup


def test_the_book_comes_back_as_it_was_and_goes_on_behind_its_numbers(backup, book, clock):
    place = book.place
    book.close()
    said = restore_between(backup, place, clock)
    assert "sebelum dipulihkan" in said
    with open_book(place, clock=clock) as again:
        assert count(again) == 1
        enter(again, "KIA")
        assert [row.number[:3] for row in again.rows(Complaint.select())] == ["001", "003"]


def spoil(place):
    """Leave a book without its first page: what it holds can still be read."""
    content = place.path.read_bytes()
    place.path.write_bytes(bytes(4096) + content[4096:])


def in_damage_dialog(act):
    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DamageDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    look()


def said_in(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_damaged_book_offers_what_is_left_of_it_beside_its_newest_good_backup(
    backup, book, clock
):
    place = book.place
    newest = back_up(book, backup_folder()).path
    enter(book, "KIA")
    book.close()
    newest.write_bytes(b"spoiled")
    spoil(place)
    said = []

    def accept(dialog):
        said.append(said_in(dialog))
        dialog.accept_button.click()

    in_damage_dialog(accept)
    put_back = offered(BookDamaged("Berkas rusak."), place, clock)
    assert "Dari berkas yang rusak masih terbaca 3 pengaduan" in said[0]
    assert "berisi 1 pengaduan, nomor terakhir 001/PGD/XI/2026" in said[0]
    assert "Buku diselamatkan" in put_back()
    with open_book(place, clock=clock) as again:
        assert count(again) == 3


def test_whoever_prefers_the_backup_gets_it(backup, book, clock):
    place = book.place
    book.close()
    spoil(place)
    in_damage_dialog(lambda dialog: dialog.backup_button.click())
    put_back = offered(BookDamaged("Berkas rusak."), place, clock)
    assert "dari cadangan" in put_back()
    with open_book(place, clock=clock) as again:
        assert count(again) == 1


def test_whoever_wants_neither_leaves_the_damaged_file_as_it_was(backup, book, clock):
    place = book.place
    book.close()
    spoil(place)
    before = place.path.read_bytes()
    in_damage_dialog(lambda dialog: dialog.reject())
    assert offered(BookDamaged("Berkas rusak."), place, clock) is None
    assert place.path.read_bytes() == before
    with Rescue(place, clock, ()):
        pass


def test_where_nothing_can_be_read_only_the_backup_is_offered(backup, book, clock):
    place = book.place
    book.close()
    place.path.write_bytes(b"zeros")
    said = []

    def accept(dialog):
        said.append(said_in(dialog))
        dialog.accept_button.click()

    in_damage_dialog(accept)
    put_back = offered(BookDamaged("Berkas rusak."), place, clock)
    assert "Tidak ada yang dapat dibaca lagi" in said[0]
    put_back()
    with open_book(place, clock=clock) as again:
        assert count(again) == 1


def test_with_nothing_to_offer_the_reason_is_all_there_is(book, clock):
    place = book.place
    book.close()
    place.path.write_bytes(b"zeros")
    with pytest.raises(BookDamaged, match="Berkas rusak"):
        offered(BookDamaged("Berkas rusak."), place, clock)
