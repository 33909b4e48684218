"""Files of an entry are looked at before it is recorded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.entry.attachments import IncomingFile
from tests.ui.viewer.files import picture_of


def look_button(page):
    return page.attachments.findChild(QPushButton, "look-at-attachment")


def test_an_attachment_is_seen_by_key(qtbot, page, next_preview):
    page.attachments.take([IncomingFile("kk.png", "image/png", picture_of(40, 20))])
    look_button(page).setFocus()
    qtbot.keyClick(look_button(page), Qt.Key.Key_Return)
    assert next_preview().name == "kk.png"
    assert len(page.attachments.files) == 1


def test_an_attachment_that_is_not_what_its_name_says_is_not_shown(page):
    page.attachments.take([IncomingFile("kk.png", "image/png", b"MZ")])
    look_button(page).click()
    assert "tidak sesuai dengan akhiran namanya" in page.refusal.text()
    assert len(page.attachments.files) == 1


def test_what_may_run_is_not_offered_to_be_seen(page):
    page.attachments.take([IncomingFile("kk.exe", "application/octet-stream", b"MZ")])
    assert look_button(page) is None
