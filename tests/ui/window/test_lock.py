"""The lock: at the start, by key, after a pause, over an open dialog; and the quick change."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame

from app.book.lists import read_lists
from app.book.rights import Proof
from app.rules.officers import Role
from app.steps.pins import set_pin, switch_pins_on
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.privacy import PrivacyShield
from ui.shared.step_dialog import StepDialog
from ui.shared.tasks import TaskRunner
from ui.widgets.buttons import Button
from ui.window.application import settle
from ui.window.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
ADMIN, DESK = "471903", "815204"


@pytest.fixture
def complaint(recorded):
    return recorded()


@pytest.fixture
def with_pins(book, complaint):
    """A book with a complaint, whose admin and desk have a PIN; nobody has signed in."""
    switch_pins_on(book, "Admin Rekaan", ADMIN)
    book.accept_proof(Proof(book.holding.officer_id, book.clock.utc()))
    set_pin(book, 1, DESK)
    book.officer = "Admin Rekaan"
    return book


@pytest.fixture
def window(qtbot, opened_book, with_pins, dressed):
    context = EarlyContext(opened_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.go("today")
    made.show()
    settle(made)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sign_in(qtbot, window, name, pin):
    dialog = window.lock.dialog
    dialog.who.setCurrentText(name)
    qtbot.keyClicks(dialog.pin, pin)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_busy)


def covers(window):
    return [c for c in window.findChildren(QFrame, "lock-cover") if c.isVisible()]


def test_the_window_starts_locked_and_whoever_has_the_pin_gets_in(qtbot, window):
    assert covers(window)
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    assert window.lock.dialog is None
    assert not covers(window)
    assert window.context.opened.load().holding.officer_id == 1
    assert "Petugas Pengaduan" in window.rail.officer_button.accessibleName()


def test_a_wrong_pin_is_taken_away_and_said(qtbot, window):
    sign_in(qtbot, window, "Petugas Pengaduan", "000001")
    dialog = window.lock.dialog
    assert "tidak cocok" in dialog.findChild(object, "step-error").text()
    assert dialog.pin.text() == ""
    assert covers(window)


def test_esc_opens_no_lock(qtbot, window):
    qtbot.keyClick(window.lock.dialog, Qt.Key.Key_Escape)
    assert window.lock.dialog.isVisible()


def test_ctrl_l_locks_and_another_officer_comes_to_the_desk(qtbot, window):
    sign_in(qtbot, window, "Admin Rekaan", ADMIN)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, _CTRL)
    assert window.context.opened.load().holding.officer_id is None
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    assert window.context.opened.load().officer == "Petugas Pengaduan"


def test_a_pause_locks_also_over_an_open_dialog_and_loses_nothing(qtbot, window):
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    assert window.lock.idle.interval() == 10 * 60_000
    open_dialog = StepDialog("Objek", "", "Simpan", window)
    open_dialog.open()
    window.lock.idle.timeout.emit()
    assert covers(open_dialog)
    later = StepDialog("Datang kemudian", "", "Simpan", window)
    later.open()
    assert covers(later), "what shows itself while it is locked is covered too"
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    assert open_dialog.isVisible()
    assert not covers(open_dialog)
    for dialog in (open_dialog, later):
        dialog.accept()


def test_the_lock_stays_when_what_it_lies_over_ends(qtbot, window):
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    waiting = StepDialog("Sebentar", "", "Simpan", window)
    waiting.open()
    window.lock.idle.timeout.emit()
    waiting.accept()
    waiting.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.lock.dialog.isVisible()
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    assert not covers(window)


def test_ctrl_l_locks_from_within_a_dialog_too(qtbot, window):
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    open_dialog = StepDialog("Objek", "", "Simpan", window)
    open_dialog.open()
    qtbot.keyClick(open_dialog, Qt.Key.Key_L, _CTRL)
    assert window.lock.dialog is not None
    assert covers(open_dialog)
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    open_dialog.accept()


def test_a_key_begins_the_pause_anew(qtbot, window):
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    window.lock.idle.setInterval(60_000)
    before = window.lock.idle.remainingTime()
    window.lock.idle.start(30_000)
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    assert window.lock.idle.remainingTime() > 29_000
    assert before > 29_000


def test_a_book_without_pins_is_never_locked(qtbot, opened_book, dressed):
    context = EarlyContext(opened_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.go("today")
    made.show()
    settle(made)
    assert made.lock.dialog is None
    assert not made.lock.idle.isActive()
    made.close()


def test_the_panel_offers_what_the_officer_at_the_desk_may_do(qtbot, window, complaint):
    sign_in(qtbot, window, "Admin Rekaan", ADMIN)
    window.go("register", complaint)
    settle(window)
    panel = window.page("register").panel
    assert not panel._primary.isVisible()
    assert not window.page("today").findChildren(Button, "step-declare_complete")
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, _CTRL)
    sign_in(qtbot, window, "Petugas Pengaduan", DESK)
    settle(window)
    # Nothing of the one before is left open.
    window.go("register", complaint)
    settle(window)
    assert panel._primary.isVisible()
    assert panel._primary.text() == "Nyatakan lengkap"
    window.go("today")
    settle(window)
    assert window.page("today").findChildren(Button, "step-declare_complete")


def test_the_list_offers_who_is_in_use(window):
    names = {window.lock.dialog.who.itemText(i) for i in range(window.lock.dialog.who.count())}
    book = window.context.opened.load()
    assert names == {o.name for o in read_lists(book).officers if not o.is_retired}
    assert Role.ADMIN in {o.role for o in read_lists(book).officers}


def test_the_lock_says_that_the_screen_is_safe_as_long_as_it_is(qtbot, window):
    assert not window.lock.dialog.shield.isVisible()
    window.context.privacy.toggle()
    assert window.lock.dialog.shield.isVisible()
    assert window.lock.dialog.shield.text() == "Layar aman menyala"
    window.context.privacy.toggle()
    assert not window.lock.dialog.shield.isVisible()
