"""The first start of a book: its first admin with the recovery code, or work without PINs."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.book.lists import read_lists
from app.book.seals import SealKey, keys_told
from app.book.signing import sign_in
from app.ground.key_store import KeysRefused, KeyStore
from app.keeping.inspection import inspect_book
from app.rules.officers import Role
from app.steps.pins import recover_pin
from ui.viewer.recovery_code import CodeDialog
from ui.window.first_admin import FirstAdminDialog, begin_with_people

PIN = "815204"


@pytest.fixture
def dialog(qtbot, book):
    made = FirstAdminDialog(book)
    qtbot.addWidget(made)
    return made


def fill(dialog, name="Siti Rekaan", pin=PIN, again=PIN):
    dialog.admin.setText(name)
    dialog.pin.setText(pin)
    dialog.again.setText(again)


def test_the_first_admin_signs_in_with_the_pin_and_has_the_code(qtbot, book, dialog):
    fill(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert book.settings.people.uses_pins
    admin = next(o for o in read_lists(book).officers if o.name == "Siti Rekaan")
    assert admin.role is Role.ADMIN
    sign_in(book, admin.id, PIN)
    assert recover_pin(book, admin.id, dialog.code, "pin-rekaan-2") != dialog.code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "  "}, "Tulis nama admin."),
        ({"again": "815205"}, "Kedua PIN tidak sama."),
        ({"pin": "123456", "again": "123456"}, "terlalu mudah"),
    ],
)
def test_what_will_not_do_makes_no_admin(qtbot, book, dialog, typed, said):
    fill(dialog, **typed)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert any(said in box.error for box in dialog._boxes.values())
    assert not book.settings.people.uses_pins


def test_an_office_may_choose_to_work_without_pins(book, next_dialog):
    next_dialog(lambda dialog: dialog.cancel_button.click())
    begin_with_people(book)
    assert not book.settings.people.uses_pins
    assert all(o.role is not Role.ADMIN for o in read_lists(book).officers)


def test_each_code_is_handed_out_once(qtbot, book):
    seen = {}

    def keep_code():
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, CodeDialog) or shown.windowTitle() in seen:
            QTimer.singleShot(20, keep_code)
            return
        seen[shown.windowTitle()] = shown.code.text()
        if len(seen) < 2:
            QTimer.singleShot(20, keep_code)
        shown.accept_button.click()

    def begin():
        dialog = QApplication.activeModalWidget()
        fill(dialog)
        dialog.submit()
        keep_code()

    QTimer.singleShot(0, begin)
    begin_with_people(book)
    assert list(seen) == ["Kode pemulihan", "Kunci segel"]
    assert book.settings.people.uses_pins
    assert SealKey(seen["Kunci segel"]).id == keys_told(book)[-1].id


def test_a_new_book_is_sealed_and_whole(qtbot, book, dialog):
    fill(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    report = inspect_book(book)
    assert report.problems == ()
    assert "Segel: cocok" in report.proof[0]


def test_a_computer_that_keeps_no_key_has_an_admin_all_the_same(qtbot, book, dialog, monkeypatch):
    def refuse(*_):
        raise KeysRefused("Kunci tidak dapat disimpan.")

    monkeypatch.setattr(KeyStore, "put", refuse)
    fill(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.submit()
    assert (dialog.seal_code, keys_told(book)) == ("", ())
    assert book.settings.people.uses_pins
