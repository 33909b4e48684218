"""Sending the receipt as a message: shown first, then opened in WhatsApp or the mail program."""

from typing import Final

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ground.errors import UserError
from app.ground.overriding import override
from app.reading.complaint.detail import read_detail
from app.reading.complaint.values import ComplaintDetail
from app.rules.identity import pretty_phone
from exports.complaint_text import reply_address
from exports.receipt_message import mail_address, receipt_number, receipt_text, whatsapp_address
from ui.shared.actions import Action, shown_keys
from ui.shared.clipboard import copy_personal
from ui.shared.context import Context
from ui.shared.step_dialog import StepDialog, is_agreed
from ui.widgets.buttons import quiet_button, secondary_button

SEND_WORDS: Final = "Kirim tanda terima"
SEND_HINT: Final = f"Lewat WhatsApp atau email ({shown_keys(Action.SEND_RECEIPT)})"


class NotSendable(UserError):
    """The receipt cannot be sent, or not now."""


class NothingOpened(UserError):
    """No program took the message."""


class SendReceiptDialog(StepDialog):
    """Shows the message; only a button of it opens another program, where it is sent.

    Attributes:
        opened: what was opened, empty as long as nothing was.
    """

    cancel_text = "Tutup"

    def __init__(
        self, detail: ComplaintDetail, text: str, number: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            SEND_WORDS,
            "Periksa pesannya. Program lain dibuka dengan pesan ini di dalamnya; di sana Anda "
            "yang mengirimnya.",
            "Buka WhatsApp" if number else "Buka email",
            parent,
        )
        self._detail = detail
        self._number = number
        self._mail = reply_address(detail)
        self.opened = ""
        self.message = QPlainTextEdit(text)
        self.message.setReadOnly(True)
        self.message.setTabChangesFocus(True)
        # What goes out is seen whole before it does.
        self.message.setMinimumSize(560, 390)
        self.add_field("message", f"Pesan untuk {self._receiver()}", self.message)
        self.mail_button = secondary_button("Buka email", "mail")
        self.mail_button.setObjectName("open-mail")
        self.mail_button.clicked.connect(self._on_mail_wanted)
        self.mail_button.setVisible(bool(number and self._mail))
        self.foot.insertWidget(1, self.mail_button)
        self._copy = quiet_button("Salin pesan", "copy")
        self._copy.setObjectName("copy-message")
        self._copy.clicked.connect(self._on_copy_wanted)
        self.foot.insertWidget(0, self._copy)
        self.accept_button.setFocus()

    def _receiver(self) -> str:
        if self._detail.is_secret:
            return "pengadu"
        return " atau ".join(
            filter(None, (self._number and pretty_phone(self._number), self._mail))
        )

    @override
    def perform(self) -> None:
        if self._number is None:
            self._open_mail()
        else:
            self._open(whatsapp_address(self._number, self.message.toPlainText()), "WhatsApp")

    @Slot()
    def _on_mail_wanted(self) -> None:
        self.clear_errors()
        try:
            self._open_mail()
        except NothingOpened as error:
            self.show_refusal(error)
        else:
            self.accept()

    def _open_mail(self) -> None:
        address = mail_address(self._mail, self._detail, self.message.toPlainText())
        self._open(address, "Program email")

    def _open(self, address: str, name: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromEncoded(address.encode())):
            raise NothingOpened(
                f"{name} tidak dapat dibuka di komputer ini. Salin pesannya, lalu tempel di "
                "tempat Anda biasa mengirim."
            )
        self.opened = name

    @Slot()
    def _on_copy_wanted(self) -> None:
        copy_personal(self.message.toPlainText())
        self._copy.setText("Pesan disalin")


def send_receipt(context: Context, complaint_id: int, parent: QWidget) -> str:
    """Show the receipt as a message and let it be opened; return what was done, if anything.

    Raises:
        NotSendable: the screen is not safe for it, or nobody can be reached.
    """
    dialog = receipt_dialog(context, complaint_id, parent)
    if not is_agreed(dialog):
        return ""
    return f"{dialog.opened} dibuka. Tanda terima terkirim setelah Anda mengirimnya di sana."


def receipt_dialog(
    context: Context, complaint_id: int, parent: QWidget | None = None
) -> SendReceiptDialog:
    """Return the dialog, not yet shown; raises like ``send_receipt``."""
    if context.privacy.is_up:
        raise NotSendable(
            "Layar aman sedang menyala. Matikan dengan F12 untuk melihat dan mengirim tanda terima."
        )
    detail = read_detail(context.book, complaint_id)
    number = receipt_number(detail)
    if number is None and not reply_address(detail):
        raise NotSendable(_why_nobody(detail))
    text = receipt_text(detail, context.book.settings)
    return SendReceiptDialog(detail, text, number, parent)


def _why_nobody(detail: ComplaintDetail) -> str:
    has = "Nomor pengadu bukan nomor HP" if detail.phone.strip() else "Nomor HP pengadu belum ada"
    return f"{has} dan alamat emailnya juga belum ada. Cetak tanda terimanya."
