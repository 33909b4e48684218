"""How many keys an entry takes, typed one by one into the real page.

A key is counted each time one goes down, Shift, Ctrl and Alt too; at 150 ms a key 66 of them take
ten seconds.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from app.rules.statuses import Status

_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
TEN_SECONDS, TWELVE_SECONDS, EIGHT_SECONDS = 66, 80, 53


class Keyboard:
    """Presses keys where a person would find the cursor, and counts them."""

    def __init__(self, page):
        self._page = page
        self.count = 0

    def type(self, text):
        for letter in text:
            self.count += 1 + letter.isupper()
            held = _SHIFT if letter.isupper() else Qt.KeyboardModifier.NoModifier
            QTest.keyClicks(QApplication.focusWidget(), letter, held)

    def press(self, key, held=None):
        self.count += 1 + (held is not None)
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self._page
        QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def keys(page):
    return Keyboard(page)


def recorded_by(page):
    return read_detail(page._context.book, page.result.complaint_id)


def test_a_direct_answer_takes_ten_seconds(qtbot, page, keys, next_dialog):
    def answer(dialog):
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.answer)
        keys.type("Syarat sudah dijelaskan")
        keys.press(Qt.Key.Key_Return, _CTRL)

    keys.press(Qt.Key.Key_1, _ALT)
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("Siti Aminah")
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("Syarat KIA")
    next_dialog(answer)
    keys.press(Qt.Key.Key_J, _CTRL)
    done = recorded_by(page)
    assert (done.status, done.name, done.subject) == (Status.SETTLED, "Siti Aminah", "Syarat KIA")
    assert done.answer == "Syarat sudah dijelaskan"
    assert keys.count == 61 <= TEN_SECONDS


def test_the_shortest_complete_complaint_takes_twelve_seconds(page, keys):
    keys.press(Qt.Key.Key_1, _ALT)
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("Siti Aminah")
    keys.press(Qt.Key.Key_Return)
    keys.type("081256401122")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.type("Dusun Kenaman")
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("KTP belum jadi")
    keys.press(Qt.Key.Key_Return, _CTRL)
    done = recorded_by(page)
    assert (done.missing, done.doubts) == ((), ())
    assert (done.name, done.address, done.subject) == (
        *("Siti Aminah", "Dusun Kenaman"),
        "KTP belum jadi",
    )
    assert keys.count == 68 <= TWELVE_SECONDS


def test_the_second_letter_of_a_box_takes_eight_seconds(page, keys):
    page.choose(Channel.BOX)
    page.form.fill(
        {
            "opened_at": "23-11-2026 08.00",
            "box_location": "Lobi",
            "witness_1": "Saksi Satu",
            "witness_2": "Saksi Dua",
            "letter_count": "3",
            "name": "Surat Pertama",
        }
    )
    page.save.click()
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("Siti Aminah")
    keys.press(Qt.Key.Key_Down, _CTRL)
    keys.type("KTP belum jadi")
    keys.press(Qt.Key.Key_Return, _CTRL)
    book = page._context.book
    second, first = (read_detail(book, id_) for id_ in register_ids(book, RegisterFilter()))
    assert second.box_opening.id == first.box_opening.id
    assert (second.name, second.subject) == ("Siti Aminah", "KTP belum jadi")
    assert keys.count == 36 <= EIGHT_SECONDS


def test_the_next_entry_keeps_the_desk_and_forgets_the_person(page, keys):
    page.form.fill({"place": "Loket 2", "spoken_with": "Rina", "name": "Siti", "nik": "123"})
    keys.press(Qt.Key.Key_Return, _CTRL)
    keys.press(Qt.Key.Key_Return)
    assert page.form.values == {
        "received_at": page.form.values["received_at"],
        "receiving_officer": "Rina",
        "place": "Loket 2",
        "spoken_with": "Rina",
        "kind": "pengaduan",
    }
    assert not page.form.is_touched
    assert QApplication.focusWidget() is page.form.editors["name"].widget


@pytest.mark.parametrize("name", ["name", "description", "district", "kind", "is_secret"])
def test_ctrl_enter_saves_from_every_kind_of_field(page, keys, name):
    page.form.focus(name)
    keys.press(Qt.Key.Key_Return, _CTRL)
    assert page.result is not None


def test_ctrl_enter_saves_what_an_open_offer_means(page, keys):
    page.form.focus("district")
    keys.type("kap")
    assert QApplication.activePopupWidget() is not None
    keys.press(Qt.Key.Key_Return, _CTRL)
    assert (recorded_by(page).district, recorded_by(page).doubts) == ("Kapuas", ())
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("name", ["district", "kind"])
def test_ctrl_enter_saves_from_an_open_list(page, name):
    combo = page.form.editors[name].widget
    combo.setFocus()
    combo.showPopup()
    QTest.keyClick(combo.view(), Qt.Key.Key_Down)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return, _CTRL)
    assert page.result is not None
    assert page.form.editors[name].text() not in ("", "pengaduan")


def test_ctrl_enter_saves_from_the_calendar(page):
    page.form.editors["received_at"].widget.open_calendar()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, _CTRL)
    assert page.result is not None


def test_what_follows_saving_is_pressed_by_the_key_it_shows(page, keys, next_dialog):
    page.form.fill({"name": "Siti Aminah"})
    keys.press(Qt.Key.Key_Return, _CTRL)
    shown = [button.text() for button in page.result.findChildren(type(page.save))]
    for words in (
        "Cetak tanda terima  (Ctrl+P)",
        "Cetak slip kekurangan  (Ctrl+Shift+P)",
        "Nyatakan lengkap  (Ctrl+Y)",
        "Kembalikan untuk dilengkapi  (Ctrl+B)",
        "Dijawab langsung  (Ctrl+J)",
        "Lihat di buku  (Ctrl+U)",
    ):
        assert words in shown
    next_dialog(lambda dialog: dialog.submit())
    keys.press(Qt.Key.Key_B, _CTRL)
    assert recorded_by(page).status is Status.INCOMPLETE


def test_a_number_in_the_text_is_offered_for_the_phone(qtbot, page, keys):
    page.form.focus("description")
    keys.type("Hubungi 0812-5640-1122, NIK 6103010101900001")
    phone = page.form.editors["phone"]
    qtbot.waitUntil(lambda: "0812-5640-1122" in phone.box.below.text())
    assert phone.box.below.text() == "Dalam uraian: 0812-5640-1122. Ctrl+Shift+T mengisinya."
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, _CTRL | _SHIFT)
    assert page.form.values["phone"] == "0812-5640-1122"
    assert QApplication.focusWidget() is page.form.editors["description"].widget


def test_every_button_after_saving_has_a_key(page, next_dialog):
    page.choose(Channel.EMAIL)
    page.form.fill({"from_address": "warga@contoh.id", "email_subject": "KTP"})
    page.form.keep_answer("Sudah dijelaskan.")
    page._save(page.form.answer)
    buttons = [
        b for b in page.result.findChildren(type(page.save)) if b is not page.result.next_entry
    ]
    assert "Balas lewat email  (Ctrl+M)" in [button.text() for button in buttons]
    assert [b.text() for b in buttons if b.findChild(QShortcut) is None] == []


def test_an_answer_outlives_a_refusal_a_closed_dialog_and_the_program(
    qtbot, page, keys, next_dialog
):
    def type_and_leave(dialog):
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.answer)
        keys.type("sudah dijelaskan")
        dialog.reject()

    page.form.fill({"name": "Siti", "received_at": "31-12-2030 08.00"})
    next_dialog(type_and_leave)
    page.direct.click()
    qtbot.waitUntil(lambda: bool(page.keeper.all()), timeout=3000)
    draft = page.keeper.read(page.keeper.all()[0].key)
    assert draft.content.values["direct_answer"] == "sudah dijelaskan"
    next_dialog(lambda dialog: dialog.submit())
    page.direct.click()
    assert page.refusal.isVisible()
    page.form.fill({"received_at": "23-11-2026 08.00"})
    next_dialog(lambda dialog: dialog.submit())
    page.direct.click()
    assert recorded_by(page).answer == "sudah dijelaskan"
