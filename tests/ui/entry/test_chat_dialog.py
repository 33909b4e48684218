"""Picking the messages of a chat: by keyboard, by mouse, and without a wait in a long chat."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.intake import chat_messages
from app.intake.chat_export import read_export
from app.intake.whatsapp import ChatMessages, parse_chat, to_form
from app.rules.channels import Channel
from tests.ui.viewer.files import picture_of
from ui.entry.chat_dialog import ChatDialog
from ui.entry.chat_model import ChatModel

CASES = Path(__file__).parents[2] / "data" / "intake" / "cases"
CHAT = "\n".join(
    [
        "23/11/26 08.00 - Disdukcapil: Selamat pagi",
        "23/11/26 08.05 - Dewi: KTP belum jadi",
        "23/11/26 08.06 - Dewi: IMG-20261123-WA0001.jpg (file terlampir)",
        "23/11/26 08.07 - Disdukcapil: Mohon alamatnya",
        "23/11/26 08.08 - Dewi: Kenaman",
        "23/11/26 08.09 - Boris: saya juga",
    ]
)
UNSURE = "03/04/26 08.00 - Dewi: a\n03/04/26 08.01 - Disdukcapil: b"


@pytest.fixture
def dialog(qtbot):
    def show(text=CHAT):
        made = ChatDialog(parse_chat(text, today=date(2026, 11, 25)))
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        return made

    return show


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def click(qtbot, shown, row, modifier=Qt.KeyboardModifier.NoModifier, *, box=False):
    rect = shown.list.visualRect(shown.model.index(row))
    place = QPoint(rect.left() + (15 if box else 200), rect.center().y())
    qtbot.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_the_model_keeps_what_qt_asks_of_models(qtbot, qtmodeltester):
    model = ChatModel(parse_chat(CHAT))
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.modelReset):
        model.search("dewi")
    qtmodeltester.check(model)


def test_the_messages_of_the_citizen_are_ticked_and_not_those_of_the_office(qtbot):
    chat = read_export(CASES / "Chat WhatsApp dengan Dewi.txt")
    made = ChatDialog(chat)
    qtbot.addWidget(made)
    assert made.chosen() == [1]
    assert to_form(made.chat, made.chosen())["name"] == "Dewi"
    assert made.list.currentIndex().row() == 1


def test_space_ticks_what_is_marked(qtbot, dialog):
    shown = dialog()
    assert QApplication.focusWidget() is shown.list
    assert shown.chosen() == [1, 2, 4]
    press(qtbot, shown.list, Qt.Key.Key_Space)
    assert shown.chosen() == [2, 4]
    press(qtbot, shown.list, Qt.Key.Key_Up)
    press(qtbot, shown.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, shown.list, Qt.Key.Key_Space)
    assert shown.chosen() == [0, 1, 2, 4]


def test_a_range_is_ticked_with_shift(qtbot, dialog):
    shown = dialog()
    shown.clear.click()
    assert shown.chosen() == []
    click(qtbot, shown, 1)
    click(qtbot, shown, 3, Qt.KeyboardModifier.ShiftModifier, box=True)
    assert shown.chosen() == [1, 2, 3]
    click(qtbot, shown, 5, box=True)
    assert shown.chosen() == [1, 2, 3, 5]


def test_all_of_a_sender_are_taken_with_one_key(qtbot, dialog):
    shown = dialog()
    shown.clear.click()
    click(qtbot, shown, 3)
    assert shown.same_sender.text() == "Ambil semua dari Disdukcapil"
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, shown.list, Qt.Key.Key_A, modifiers)
    assert shown.chosen() == [0, 3]
    assert shown.count.text() == "2 dari 6 pesan dicentang"


def test_a_search_shows_fewer_messages_and_unticks_none(qtbot, dialog):
    shown = dialog()
    press(qtbot, shown.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is shown.search
    qtbot.keyClicks(shown.search, "kenaman")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1)
    assert shown.whole.toPlainText() == "Kenaman"
    press(qtbot, shown.search, Qt.Key.Key_Down)
    press(qtbot, shown.list, Qt.Key.Key_Space)
    assert shown.chosen() == [1, 2]
    shown.search.setText("tidak ada")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 0)
    assert shown.whole.toPlainText() == "Tidak ada pesan yang cocok."
    assert not shown.same_sender.isEnabled()
    press(qtbot, shown.list, Qt.Key.Key_Space)
    press(qtbot, shown.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 6)
    assert shown.chosen() == [1, 2]


def test_a_long_chat_is_searched_in_parts_that_the_next_key_replaces(qtbot, monkeypatch):
    monkeypatch.setattr(chat_messages, "_AT_ONCE", 100)
    lines = [f"23/11/26 08.{n // 60 % 60:02} - Warga {n % 3}: KTP {n}" for n in range(1_000)]
    model = ChatModel(parse_chat("\n".join(lines)))
    shown = []
    model.modelReset.connect(lambda: shown.append(model.rowCount()))
    model.search("ktp")
    assert shown == []
    with qtbot.waitSignal(model._slices.timeout):
        pass
    with qtbot.waitSignal(model.modelReset):
        model.search("KTP 99")
    assert shown == [11]
    assert model.message(0).said == "KTP 99"
    model.search("")
    assert shown == [11, 1_000]


def test_the_order_of_day_and_month_can_be_turned(qtbot, dialog):
    shown = dialog(UNSURE)
    assert "tidak pasti" in shown.order.accessibleDescription()
    assert shown.order.currentText() == "Hari lebih dahulu: pesan pertama 3 April 2026"
    shown.order.setCurrentIndex(1)
    assert shown.order.currentText() == "Bulan lebih dahulu: pesan pertama 4 Maret 2026"
    assert to_form(shown.chat, shown.chosen())["message_at"] == "04-03-2026 08.00"
    shown.order.setCurrentIndex(0)
    assert shown.chat.messages[0].at.month == 4


def test_an_order_that_is_the_only_one_is_not_asked_about(dialog):
    assert not dialog().order.isVisible()


def test_without_a_tick_the_dialog_stays_open_with_the_reason(dialog):
    shown = dialog()
    shown.clear.click()
    shown.submit()
    assert shown.isVisible()
    assert "Centang paling sedikit satu pesan." in [w.text() for w in shown.findChildren(QLabel)]
    shown.model.tick_rows([0], is_ticked=True)
    shown.submit()
    assert not shown.isVisible()


def test_a_long_chat_is_painted_from_the_messages_that_are_seen(dialog, monkeypatch):
    lines = (f"23/11/26 08.{n % 60:02} - Dewi: pesan {n}" for n in range(20_000))
    chat = parse_chat("\n".join(lines))
    seen = []
    read = ChatMessages.__getitem__
    monkeypatch.setattr(
        ChatMessages, "__getitem__", lambda chat, place: seen.append(place) or read(chat, place)
    )
    model = ChatModel(chat)
    assert seen == []
    assert len(model.ticked) == 20_000
    model.message(19_999)
    model.message(19_999)
    assert seen == [19_999]


@pytest.fixture
def page(page):
    page.choose(Channel.WHATSAPP)
    return page


def test_a_pasted_chat_fills_the_form(qtbot, page, monkeypatch):
    QApplication.clipboard().setText(CHAT)
    monkeypatch.setattr(ChatDialog, "exec", lambda dialog: dialog.submit() or dialog.result())
    page._sources.paste_chat()
    qtbot.waitUntil(lambda: page.form.values.get("name") == "Dewi")
    assert page.form.values["description"] == "KTP belum jadi\nKenaman"


def test_pasted_words_fill_the_description(qtbot, page):
    QApplication.clipboard().setText("KTP saya belum jadi")
    page._sources.paste_chat()
    qtbot.waitUntil(lambda: page.form.values.get("description") == "KTP saya belum jadi")


def test_a_chat_whose_dates_are_not_certain_is_asked_about(qtbot, page, monkeypatch):
    asked = []
    monkeypatch.setattr(ChatDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    QApplication.clipboard().setText(UNSURE.splitlines()[0])
    page._sources.paste_chat()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert not page.form.values.get("description")


def test_files_of_an_exported_chat_come_along(qtbot, page, tmp_path, monkeypatch):
    path = tmp_path / "WhatsApp Chat - Dewi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("IMG-20261123-WA0001.jpg", b"gambar")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(ChatDialog, "exec", lambda dialog: dialog.submit() or dialog.result())
    page._sources.open_export()
    qtbot.waitUntil(lambda: [f.name for f in page.attachments.files] == ["IMG-20261123-WA0001.jpg"])


def test_a_file_of_a_message_is_seen_by_key_while_messages_are_chosen(
    qtbot, page, tmp_path, monkeypatch, next_preview
):
    path = tmp_path / "WhatsApp Chat - Dewi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("IMG-20261123-WA0001.jpg", picture_of(40, 20, "JPG"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    seen = []

    def look(dialog):
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        places = range(dialog.model.rowCount())
        row = next(place for place in places if dialog.model.message(place).files)
        assert not dialog.look.isEnabled()
        dialog.list.setCurrentIndex(dialog.model.index(row))
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(dialog, Qt.Key.Key_L, held)
        seen.append(next_preview().name)
        dialog.reject()
        return 0

    monkeypatch.setattr(ChatDialog, "exec", look)
    page._sources.open_export()
    qtbot.waitUntil(lambda: seen == ["IMG-20261123-WA0001.jpg"])


def test_what_is_no_chat_is_said(qtbot, page, tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    path.write_bytes(b"bukan zip")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page._sources.open_export()
    qtbot.waitUntil(lambda: "rusak" in page.refusal.text())


def test_a_dropped_chat_is_read_and_any_other_text_is_attached(qtbot, page, tmp_path):
    chat = tmp_path / "Chat WhatsApp dengan Dewi.txt"
    chat.write_text("23/11/26 08.05 - Dewi: KTP belum jadi", encoding="utf-8")
    assert page._sources.read_dropped([chat]) == []
    qtbot.waitUntil(lambda: page.form.values.get("name") == "Dewi")
    note = tmp_path / "catatan.txt"
    note.write_text("catatan rapat", encoding="utf-8")
    assert page._sources.read_dropped([note]) == []
    qtbot.waitUntil(lambda: [f.name for f in page.attachments.files] == ["catatan.txt"])
    assert "bukan percakapan WhatsApp" in page.refusal.text()
    assert page.form.values["name"] == "Dewi"


def test_texts_dropped_together_are_files_of_the_entry(page, tmp_path):
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert page._sources.read_dropped(paths) == paths
