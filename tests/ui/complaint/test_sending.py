"""The receipt as a message: seen first, opened by the officer, never sent by the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.rules.channels import Channel
from app.steps.save_entry import save_entry
from ui.complaint.panel import ComplaintPanel
from ui.complaint.sending import NotSendable, receipt_dialog
from ui.entry.page import EntryPage
from ui.shared.actions import Action, keys_of

FORM = {
    "name": "Warga Rekaan",
    "phone": "0812-0000-0147",
    "email": "warga@example.org",
    "subject": "KTP-el belum tercetak",
}


@pytest.fixture
def saved(book):
    """Return a function that records an entry of the desk and returns its id."""

    def save(**values):
        (id_,) = save_entry(book, Channel.COUNTER, FORM | values, (), answer="").complaints
        return id_

    return save


@pytest.fixture
def dialog(on_screen, context):
    """Return a function that shows the dialog of a complaint."""

    def show(complaint_id):
        made = receipt_dialog(context, complaint_id)
        on_screen(made)
        return made

    return show


def test_the_message_is_shown_before_anything_is_opened(dialog, saved, opened):
    shown = dialog(saved())
    assert "001/PGD/XI/2026" in shown.message.toPlainText()
    assert "Kode cek: " in shown.message.toPlainText()
    assert shown.accept_button.text() == "Buka WhatsApp"
    assert shown.mail_button.isVisible()
    assert opened == []
    shown.accept_button.click()
    (address,) = opened
    assert (address.host(), address.path()) == ("wa.me", "/6281200000147")


def test_it_is_opened_as_a_mail(dialog, saved, opened):
    shown = dialog(saved())
    shown.mail_button.click()
    (address,) = opened
    assert (address.scheme(), address.path()) == ("mailto", "warga@example.org")
    assert shown.opened == "Program email"


def test_without_a_mobile_number_the_mail_is_offered_alone(dialog, saved, opened):
    shown = dialog(saved(phone="0564 21345"))
    assert shown.accept_button.text() == "Buka email"
    assert not shown.mail_button.isVisible()
    shown.accept_button.click()
    assert [address.scheme() for address in opened] == ["mailto"]


@pytest.mark.parametrize(
    ("phone", "words"),
    [("", "Nomor HP pengadu belum ada"), ("0564 21345", "bukan nomor HP")],
)
def test_who_cannot_be_reached_is_said(context, saved, phone, words):
    with pytest.raises(NotSendable, match=words):
        receipt_dialog(context, saved(phone=phone, email=""))


def test_a_safe_screen_stays_safe(context, saved):
    id_ = saved()
    context.privacy.toggle()
    with pytest.raises(NotSendable, match="Layar aman"):
        receipt_dialog(context, id_)


def test_the_dialog_of_a_secret_complaint_names_nobody(dialog, saved):
    shown = dialog(saved(is_secret="ya"))
    said = shown.message.toPlainText() + shown._boxes["message"].label.text()
    assert "Warga" not in said
    assert "0812" not in said


def test_a_program_that_does_not_open_is_said(dialog, saved, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    shown = dialog(saved())
    for button in (shown.accept_button, shown.mail_button):
        button.click()
        assert shown.isVisible()
        assert "Salin pesannya" in shown._error.text()
    shown._copy.click()
    assert QGuiApplication.clipboard().text() == shown.message.toPlainText()


def test_the_key_sends_from_the_panel(qtbot, on_screen, context, saved, opened, next_dialog):
    panel = ComplaintPanel(context)
    on_screen(panel)
    panel.show_complaint(saved())
    next_dialog(lambda found: found.accept_button.click())
    with qtbot.waitSignal(panel.message) as told:
        qtbot.keyClick(panel, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert keys_of(Action.SEND_RECEIPT) == "Ctrl+K"
    assert "WhatsApp dibuka" in told.args[0]
    assert len(opened) == 1


def test_the_panel_says_who_cannot_be_reached(on_screen, context, saved, opened):
    panel = ComplaintPanel(context)
    on_screen(panel)
    panel.show_complaint(saved(phone="", email=""))
    panel.send()
    assert "belum ada" in panel.refusal.text()
    assert opened == []


def test_it_is_sent_after_saving_by_key_and_by_button(
    qtbot, on_screen, context, opened, next_dialog
):
    page = EntryPage(context)
    on_screen(page)
    page.shown()
    page.form.fill(FORM)
    page.save.click()
    next_dialog(lambda found: found.accept_button.click())
    key = QApplication.focusWidget() or page
    qtbot.keyClick(key, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    next_dialog(lambda found: found.reject())
    page.result.findChild(object, "send-receipt").click()
    assert len(opened) == 1
