"""After an action the focus stands where the work goes on: never in the rail, never nowhere."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.entry.attachments import IncomingFile
from app.rules.events import Step
from ui.window.application import settle
from ui.window.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = Qt.Key.Key_Return


@pytest.fixture
def window(qtbot, early_context):
    made = MainWindow(early_context)
    qtbot.addWidget(made)
    made.go("today")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle(made)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    made.page("entry").attachments.clear()  # else closing asks about them
    made.close()


@pytest.fixture
def go(window):
    def open_page(key, wanted=None):
        window.go(key, wanted)
        settle(window)
        return window.page(key)

    return open_page


def _press(qtbot, key, held=Qt.KeyboardModifier.NoModifier):
    focus = QApplication.focusWidget()
    assert focus is not None, "the focus is nowhere"
    qtbot.keyClick(focus, key, held)


def _visible(part, name):
    return [b for b in part.findChildren(QPushButton, name) if b.isVisible()]


def _back_in(qtbot, window):
    """Wait until the keyboard is the window's again; without a screen nobody hands it back."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _at_work(window):
    """Return whether the focus is on something that can be seen on the open page."""
    focus = QApplication.focusWidget()
    page = window.page(window.key)
    return focus is not None and page.isAncestorOf(focus) and focus.isVisible()


def test_a_recorded_complaint_leads_to_the_next_and_so_does_its_step(
    qtbot, window, go, next_dialog
):
    page = go("entry")
    for name, text in (("name", "Warga"), ("phone", "0812 0000 0147"), ("subject", "KTP")):
        page.form.editors[name].set_text(text)
    page.form.editors["address"].set_text("Dusun Rekaan")
    _press(qtbot, _ENTER, _CTRL)
    assert QApplication.focusWidget() is page.result.next_entry
    next_dialog(lambda dialog: dialog.submit())
    declare = next(b for b in page.result.findChildren(QPushButton) if "lengkap" in b.text())
    declare.setFocus()
    _press(qtbot, _ENTER)
    _back_in(qtbot, window)
    assert QApplication.focusWidget() is page.result.next_entry
    _press(qtbot, _ENTER)
    assert page.form.isAncestorOf(QApplication.focusWidget())


def test_an_attachment_taken_out_leaves_the_focus_beside_it(qtbot, window, go):
    card = go("entry").attachments
    card.take([IncomingFile(f"{n}.txt", "text/plain", b"x") for n in range(3)])
    settle(window)
    for left in (2, 1, 0):
        qtbot.waitUntil(lambda n=left: len(_visible(card, "remove-attachment")) == n + 1)
        _visible(card, "remove-attachment")[0].setFocus()
        _press(qtbot, _ENTER)
        assert len(card.files) == left
        assert _at_work(window)
        assert card.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget() is card.add


@pytest.mark.parametrize("answer", ["submit", "reject"])
def test_a_step_from_the_panel_ends_in_the_panel(qtbot, window, go, recorded, next_dialog, answer):
    page = go("register", recorded())
    page.panel.focus_next_step()
    next_dialog(lambda dialog: getattr(dialog, answer)())
    _press(qtbot, _ENTER)
    _back_in(qtbot, window)
    assert _at_work(window)
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def test_the_last_step_of_a_complaint_still_ends_in_the_panel(qtbot, window, go, recorded):
    page = go("register", recorded())
    page.panel.focus_next_step()

    def answer(dialog):
        dialog._answer.setPlainText("Silakan ke loket 3.")
        dialog.submit()

    _plan(answer)
    page.panel.take_step(Step.ANSWER_DIRECTLY)
    _back_in(qtbot, window)
    assert _at_work(window)
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def _plan(act):
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def test_a_panel_closed_from_inside_leads_to_the_row_it_came_from(qtbot, window, go, recorded):
    page = go("register", recorded())
    page.panel.focus_next_step()
    _press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table


def test_a_name_revealed_in_the_panel_leaves_the_focus_in_the_panel(qtbot, window, go, recorded):
    page = go("register", recorded(is_secret="ya"))
    page.panel.findChild(QPushButton, "reveal").setFocus()

    def give_reason(dialog):
        qtbot.keyClicks(dialog.reason, "Menghubungi pengadu")
        dialog.submit()

    _plan(give_reason)
    _press(qtbot, _ENTER)
    _back_in(qtbot, window)
    assert _at_work(window)
    assert page.panel.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("answer", ["submit", "reject"])
def test_a_step_from_today_ends_on_today(qtbot, window, go, recorded, next_dialog, answer):
    recorded()
    recorded()
    page = go("today")
    page.reload()
    page.rows[0].buttons[0].setFocus()
    next_dialog(lambda dialog: getattr(dialog, answer)())
    _press(qtbot, _ENTER)
    _back_in(qtbot, window)
    assert _at_work(window)
    assert any(row.isAncestorOf(QApplication.focusWidget()) for row in page.rows)


def test_saved_settings_leave_the_focus_in_their_section(qtbot, window, go):
    page = go("settings")
    address = page.section.findChild(QLineEdit, "address")
    address.setText("Jalan Rekaan 1")
    page.section.save_button.setFocus()
    _press(qtbot, _ENTER)
    assert not page.section.is_edited()
    assert page.section.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", ["Petugas", "Hari libur"])
def test_a_dialog_of_the_settings_ends_in_its_section(qtbot, window, go, name):
    page = go("settings", name)
    add = page.section.findChild(QPushButton, "add")
    add.setFocus()
    _press(qtbot, _ENTER)
    dialog = QApplication.activeModalWidget()
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is add)


@pytest.mark.parametrize("key", ["today", "entry", "register", "board", "recap", "settings"])
def test_the_officer_is_changed_without_leaving_the_work(qtbot, window, go, recorded, key):
    recorded()
    go(key)
    before = QApplication.focusWidget()
    assert _at_work(window)
    _plan(lambda dialog: dialog.submit())
    _press(qtbot, Qt.Key.Key_L, _CTRL)
    _back_in(qtbot, window)
    assert QApplication.focusWidget() is before


def test_a_made_recap_leaves_the_focus_on_its_button(qtbot, window, go, opened):
    page = go("recap")
    qtbot.waitUntil(page.make.isEnabled)
    page.make.setFocus()
    _press(qtbot, _ENTER)
    settle(window)
    qtbot.waitUntil(page.make.isEnabled)
    assert QApplication.focusWidget() is page.make


def test_a_backup_leaves_the_focus_on_its_button(qtbot, window, go):
    page = go("settings", "Cadangan")
    button = page.section.backup_button
    button.setFocus()
    _press(qtbot, _ENTER)
    settle(window)
    qtbot.waitUntil(button.isEnabled)
    assert QApplication.focusWidget() is button
