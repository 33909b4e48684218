"""A page of the paper book, copied by keys alone beside its picture."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from tests.ui.viewer.files import pdf_of, picture_of
from ui.entry.page import EntryPage
from ui.importing.paper_dialog import CopyPaperDialog
from ui.register.page import RegisterPage

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
ROW = ("3/11/2024", "Warga Rekaan", "0812 0000 0147", "KTP belum jadi")


@pytest.fixture
def copying(qtbot, context):
    """Return what opens the dialog."""

    def act():
        dialog = CopyPaperDialog(context)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.grid.hasFocus())
        return dialog

    return act


@pytest.fixture
def press(qtbot):
    def act(key, held=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, held)

    return act


@pytest.fixture
def write(qtbot, press):
    """Return what types cells one after the other, each left with Enter."""

    def act(*cells):
        for text in cells:
            for letter in text:
                qtbot.keyClicks(QApplication.focusWidget(), letter)
            press(_KEY.Key_Return)

    return act


def recorded(book):
    return [read_detail(book, id_) for id_ in reversed(list(register_ids(book, RegisterFilter())))]


def test_a_page_is_copied_by_keys_alone(qtbot, copying, write, press, context, tmp_path):
    picture = tmp_path / "Halaman 12.png"
    picture.write_bytes(picture_of(60, 80))
    dialog = copying()
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.show_path(str(picture))
    dialog.channel.setCurrentIndex(dialog.channel.findData(Channel.BOX))
    write(*ROW)
    write("4", "Warga Contoh", "", "Akta salah nama")
    write("", "Warga Misal", "", "KK hilang")
    press(_KEY.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: len(recorded(context.book)) == 3)
    first, second, third = recorded(context.book)
    days = [each.received_at.strftime("%Y-%m-%d") for each in (first, second, third)]
    assert days == ["2024-11-03", "2024-11-04", "2024-11-04"]
    assert {each.channel for each in (first, second, third)} == {Channel.BOX}
    assert (first.name, first.description) == ("Warga Rekaan", "KTP belum jadi")
    [attached] = first.attachments
    assert attached.name == "Buku kertas Halaman 12 halaman 1.jpg"
    assert not second.attachments
    assert dialog.model.rows == [{}]
    assert dialog.grid.hasFocus()
    assert dialog.state.whole.startswith("3 baris dicatat.")


def test_a_short_day_becomes_whole_and_stays_so(copying, write):
    dialog = copying()
    write(*ROW)
    write("5 nop", "Warga Contoh", "", "Akta")
    dialog.check()
    assert dialog.model.index(1, 1).data() == "05-11-2024"
    dialog.model.put(0, "diterima", "3/1/2023")
    dialog.check()
    assert dialog.model.index(1, 1).data() == "05-11-2024"


@pytest.mark.parametrize("is_typing", [True, False])
def test_a_key_takes_what_stands_above(qtbot, copying, write, press, is_typing):
    dialog = copying()
    write(*ROW)
    write("4")
    if is_typing:
        qtbot.keyClicks(QApplication.focusWidget(), "W")
        assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(_KEY.Key_D, _CTRL)
    assert dialog.model.value(1, "nama") == "Warga Rekaan"
    assert dialog.grid.currentIndex().column() == 3


def test_what_is_wrong_stands_under_its_row_and_stays(qtbot, copying, write, press, context):
    dialog = copying()
    write(*ROW)
    write("31/2", "Warga Misal", "", "KK hilang")
    write("5", "Warga Contoh", "12", "Akta")
    qtbot.waitUntil(lambda: bool(dialog.model.said(2)))
    assert "tidak ada dalam kalender" in dialog.model.said(1)
    assert "Telepon 12" in dialog.model.said(2)
    assert (dialog.model.is_wrong(1), dialog.model.is_wrong(2)) == (True, False)
    assert dialog.grid.rowHeight(1) > dialog.grid.rowHeight(0)
    spoken = dialog.model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "tidak ada dalam kalender" in spoken
    press(_KEY.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: len(recorded(context.book)) == 2)
    assert [row.get("nama") for row in dialog.model.rows] == ["Warga Misal", None]


def test_what_is_checked_leaves_what_is_being_typed(qtbot, copying, write, context):
    dialog = copying()
    write("3/11/2024")
    qtbot.keyClicks(QApplication.focusWidget(), "W")
    qtbot.keyClicks(QApplication.focusWidget(), "arga")
    dialog.check()
    assert QApplication.focusWidget().text() == "Warga"


def test_a_page_left_in_the_middle_is_gone_on_with(qtbot, copying, write, tmp_path):
    scan = tmp_path / "Buku 2024.pdf"
    scan.write_bytes(pdf_of(3))
    dialog = copying()
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.show_path(str(scan))
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.viewer.turn_page(1)
    write(*ROW)
    qtbot.keyClicks(QApplication.focusWidget(), "4")
    # Nobody leaves the cell or closes the window: the program is killed.
    with qtbot.waitSignal(dialog.keeper.kept):
        dialog.keeper.note_change()
    again = copying()
    assert [dict(row) for row in again.model.rows[:2]] == [
        {"diterima": "2024-11-03", "nama": ROW[1], "telepon": ROW[2], "uraian": ROW[3]},
        {"diterima": "2024-11-04"},
    ]
    qtbot.waitUntil(lambda: again.picture.viewer.area.drawn is not None)
    assert (again.picture.name.whole, again.picture.viewer.page) == ("Buku 2024.pdf", 1)
    assert "Dilanjutkan dari draf" in again.state.whole


def test_a_scan_on_a_stick_that_was_pulled_out_is_still_seen(qtbot, copying, write, tmp_path):
    scan = tmp_path / "Buku 2024.pdf"
    scan.write_bytes(pdf_of(3))
    dialog = copying()
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.show_path(str(scan), 1)
    write(*ROW)
    dialog.reject()
    scan.unlink()
    again = copying()
    qtbot.waitUntil(lambda: again.picture.viewer.area.drawn is not None)
    assert (again.picture.name.whole, again.picture.viewer.page) == ("Buku 2024.pdf", 1)
    with qtbot.waitSignal(again.picture.viewer.page_shown):
        again.picture.viewer.turn_page(1)
    again.reject()
    third = copying()
    qtbot.waitUntil(lambda: third.picture.viewer.area.drawn is not None)
    assert third.picture.viewer.page == 2


def test_a_picture_that_is_gone_is_said_and_its_rows_stay(
    qtbot, copying, write, tmp_path, monkeypatch
):
    monkeypatch.setattr("ui.importing.paper_picture.LARGEST", 10)
    picture = tmp_path / "Halaman.png"
    picture.write_bytes(picture_of(60, 80))
    dialog = copying()
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.show_path(str(picture))
    write(*ROW)
    dialog.reject()
    picture.unlink()
    again = copying()
    qtbot.waitUntil(lambda: "pilih lagi" in again.picture.viewer.accessibleName())
    assert again.model.value(0, "nama") == "Warga Rekaan"


def test_a_recorded_page_leaves_no_draft(qtbot, copying, write, press, context):
    dialog = copying()
    dialog.attach.setChecked(False)
    write(*ROW)
    with qtbot.waitSignal(dialog.keeper.kept):
        pass
    press(_KEY.Key_Return, _CTRL)
    assert len(recorded(context.book)) == 1
    dialog.reject()
    assert copying().model.rows == [{}]
    assert b"Warga Rekaan" not in context.desk_file.read_bytes()


def test_an_emptied_page_is_asked_about_and_forgotten(copying, write, next_dialog):
    dialog = copying()
    write(*ROW)
    next_dialog(lambda question: question.reject())
    dialog.empty.click()
    assert dialog.model.value(0, "nama") == "Warga Rekaan"
    next_dialog(lambda question: question.accept())
    dialog.empty.click()
    assert dialog.model.rows == [{}]
    dialog.reject()
    assert copying().model.rows == [{}]


def test_keys_move_the_picture_while_rows_are_typed(qtbot, copying, press, tmp_path):
    picture = tmp_path / "Halaman.png"
    picture.write_bytes(picture_of(100, 1000))
    dialog = copying()
    viewer = dialog.picture.viewer
    with qtbot.waitSignal(viewer.page_shown):
        dialog.picture.show_path(str(picture))
    with qtbot.waitSignal(viewer.page_shown):
        press(_KEY.Key_9, _CTRL)
    viewer.area.verticalScrollBar().setValue(0)
    qtbot.keyClicks(QApplication.focusWidget(), "3")
    press(_KEY.Key_Down, _ALT)
    assert viewer.area.verticalScrollBar().value() > 0
    assert QApplication.focusWidget().text() == "3"


def test_the_rest_of_a_row_is_reached_by_key(qtbot, copying, write, press, context):
    dialog = copying()
    dialog.attach.setChecked(False)
    write(*ROW)
    dialog.grid.go_to(0)
    press(_KEY.Key_E, _CTRL)
    write("17", "Dusun Rekaan")
    press(_KEY.Key_Escape)
    assert dialog.isVisible()
    assert dialog.grid.hasFocus()
    assert dialog.grid.currentIndex().row() == 0
    press(_KEY.Key_Return, _CTRL)
    [detail] = recorded(context.book)
    assert (detail.number, detail.address) == ("17", "Dusun Rekaan")


def test_cells_and_rows_are_cleared_by_key(copying, write, press):
    dialog = copying()
    write(*ROW)
    write("4", "Warga Contoh")
    dialog.grid.go_to(0, 3)
    press(_KEY.Key_Delete)
    assert dialog.model.value(0, "telepon") == ""
    press(_KEY.Key_Delete, _CTRL)
    assert [row.get("nama") for row in dialog.model.rows] == ["Warga Contoh", None]


def test_a_dropped_picture_is_shown_and_anything_else_refused(qtbot, copying, tmp_path):
    dialog = copying()
    (tmp_path / "surat.docx").write_bytes(b"PK")
    drop(dialog, tmp_path / "surat.docx")
    assert "bukan gambar atau PDF" in dialog.refusal.text()
    (tmp_path / "Halaman.png").write_bytes(picture_of(60, 80))
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        drop(dialog, tmp_path / "Halaman.png")


def drop(dialog, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, none))


def test_the_shield_covers_the_picture(qtbot, copying, press, context, tmp_path):
    picture = tmp_path / "Halaman.png"
    picture.write_bytes(picture_of(60, 80))
    dialog = copying()
    with qtbot.waitSignal(dialog.picture.viewer.page_shown):
        dialog.picture.show_path(str(picture))
    press(_KEY.Key_F12)
    assert context.privacy.is_up
    assert dialog.picture.viewer.area.drawn is None


@pytest.mark.parametrize("page", [RegisterPage, EntryPage])
def test_copying_begins_by_key_from_the_book_and_from_the_entry(
    qtbot, on_screen, context, next_dialog, page
):
    shown = page(context)
    on_screen(shown)
    shown.shown()
    seen = []
    next_dialog(lambda dialog: seen.append(type(dialog)) or dialog.reject())
    qtbot.keyClick(shown, _KEY.Key_B, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert seen == [CopyPaperDialog]


def test_the_book_says_once_that_a_page_was_left(copying, write, on_screen, context):
    copying().reject()
    dialog = copying()
    write(*ROW)
    dialog.reject()
    page = RegisterPage(context)
    said = []
    page.message.connect(said.append)
    on_screen(page)
    page.shown()
    page.shown()
    assert said == [
        "Ada halaman buku kertas yang belum dicatat, dari 23-11-2026 09.21. "
        "Ctrl+Shift+B melanjutkannya."
    ]


def test_a_row_that_is_in_the_book_already_is_said(qtbot, copying, write, press, context):
    dialog = copying()
    dialog.attach.setChecked(False)
    write(*ROW)
    press(_KEY.Key_Return, _CTRL)
    write(*ROW)
    qtbot.waitUntil(lambda: "Sudah ada dalam buku" in dialog.model.said(0))
    assert not dialog.record.isEnabled()
    press(_KEY.Key_Return, _CTRL)
    assert len(recorded(context.book)) == 1
