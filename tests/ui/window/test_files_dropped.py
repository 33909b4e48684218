"""Files dropped on the window do what is right on every page, and it is said what."""

from datetime import datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
)

from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.rules.channels import Channel
from ui.complaint.attach_dialog import AttachDialog
from ui.importing.dialog import ImportDialog
from ui.window.application import settle
from ui.window.main_window import MainWindow
from ui.window.pages import PAGES

CHAT = "23/11/26 08.05 - Warga Rekaan: KTP saya hilang\n"
MAIL = "From: Warga <warga@contoh.id>\nSubject: KTP\nDate: Mon, 23 Nov 2026 08:05:00 +0700\n\nIsi\n"
KEYS = [spec.key for spec in PAGES]


@pytest.fixture
def window(qtbot, early_context):
    made = MainWindow(early_context)
    qtbot.addWidget(made)
    made.go("today")
    made.show()
    settle(made)
    yield made
    made.context.tasks.wait()


def written(folder, name, content="isi"):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def drop(window, *paths, urls=(), answered=None):
    """Drop on the window itself, where whatever a page leaves alone arrives.

    *answered* is run when the dialog that comes of it is open.
    """
    data = QMimeData()
    data.setUrls([*(QUrl.fromLocalFile(str(path)) for path in paths), *map(QUrl, urls)])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), action, data, left, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), action, data, left, none))
    if answered is not None:
        QTimer.singleShot(0, lambda: answered(QApplication.activeModalWidget()))
    QApplication.processEvents()
    while window.context.tasks.is_busy:
        QApplication.processEvents()


def entry(window):
    return window.page("entry")


@pytest.mark.parametrize("key", KEYS)
def test_a_picture_on_any_page_is_attached_to_the_entry(window, tmp_path, key):
    window.go(key)
    drop(window, written(tmp_path, "ktp.jpg"), written(tmp_path, "kk.pdf"))
    assert window.key == "entry"
    assert [file.name for file in entry(window).attachments.files] == ["ktp.jpg", "kk.pdf"]
    assert window.status_bar.message.text() == "Dilampirkan pada entri ini: ktp.jpg, kk.pdf."


@pytest.mark.parametrize(
    ("name", "content", "channel", "said"),
    [
        ("Chat WhatsApp dengan Warga.txt", CHAT, Channel.WHATSAPP, "Percakapan dibaca"),
        ("surat.eml", MAIL, Channel.EMAIL, "surat.eml dibaca sebagai email"),
        ("kotak.mbox", f"From a@x Mon Nov 23 08:05:00 2026\n{MAIL}", Channel.EMAIL, "kotak.mbox"),
    ],
)
def test_a_chat_or_a_mail_on_another_page_fills_an_entry(
    window, tmp_path, name, content, channel, said
):
    drop(window, written(tmp_path, name, content))
    assert window.key == "entry"
    assert entry(window).form.channel is channel
    assert window.status_bar.message.text().startswith(said)


def test_a_table_on_the_book_is_copied_row_by_row(window, tmp_path):
    window.go("register")
    seen = []
    drop(
        window,
        written(tmp_path, "daftar.csv", "Nama;Uraian\nWarga;KTP\n"),
        answered=lambda dialog: (seen.append(type(dialog)), dialog.done(0)),
    )
    assert seen == [ImportDialog]
    assert "disalin ke buku" in window.status_bar.message.text()


def test_a_table_on_another_page_is_asked_about(window, tmp_path):
    table = written(tmp_path, "daftar.csv", "Nama;Uraian\nWarga;KTP\n")
    drop(window, table, answered=QDialog.reject)
    assert [file.name for file in entry(window).attachments.files] == ["daftar.csv"]


def test_a_file_belongs_to_the_complaint_that_is_open(window, tmp_path, recorded):
    window.go("register", recorded(Channel.COUNTER))
    seen = []
    drop(
        window,
        written(tmp_path, "susulan.jpg"),
        answered=lambda dialog: (seen.append(dialog), dialog.submit()),
    )
    assert isinstance(seen[0], AttachDialog)
    assert window.key == "register"
    (file,) = window.page("register").panel._detail.attachments
    assert file.name == "susulan.jpg"


def test_what_is_no_file_is_said(window, tmp_path):
    drop(window, tmp_path, urls=["https://contoh.id/a.jpg"])
    assert window.key == "today"
    assert "bukan berkas" in window.status_bar.message.text()


def test_a_book_that_is_only_read_says_why_it_takes_nothing(qtbot, data_root, early_context):
    other = data_root / "lain.db"
    clock = FixedClock(datetime(2026, 11, 23, 9, 0))
    open_book(FilePlace(other), clock=clock, officer="Rina", may_create=True).close()
    with open_unread(FilePlace(other), clock=clock, officer="Rina", read_only=True) as opened:
        context = early_context
        context = type(context)(
            opened,
            context.hub,
            context.tasks,
            context.privacy,
            context.preferences,
            context.copies,
            context.desk_file,
        )
        window = MainWindow(context)
        qtbot.addWidget(window)
        window.go("today")
        window.show()
        settle(window)
        drop(window, written(data_root, "ktp.jpg"))
        assert window.key == "today"
        said = window.status_bar.message.text()
        assert said.startswith("ktp.jpg tidak diambil. ")
        assert opened.load().read_only_reason in said
        window.context.tasks.wait()
        window.close()


@pytest.mark.parametrize("key", KEYS)
def test_no_field_takes_a_file_for_words(window, key):
    window.go(key)
    page = window.page(key)
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox):
        for field in page.findChildren(kind):
            assert not field.acceptDrops(), field.objectName()
            if isinstance(field, QPlainTextEdit):
                assert not field.viewport().acceptDrops()
