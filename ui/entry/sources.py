"""What fills the form besides typing: a pasted or exported chat, an e-mail file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.book.book import Book
from app.ground.errors import BookError
from app.intake.chat_export import read_export
from app.intake.mail.reader import read_mail
from app.intake.whatsapp import Chat, parse_chat, to_form
from app.rules.channels import Channel
from ui.entry.dialogs import ChatDialog
from ui.widgets.buttons import secondary_button


class Sources(QObject):
    """Reads outside files and tells what they fill in."""

    # The channel, the text by field name, and the files that came along.
    filled = Signal(object, object, object)
    refused = Signal(str)

    def __init__(self, book: Book, page: QWidget) -> None:
        super().__init__(page)
        self._book = book
        self._page = page

    def tools(self, channel: Channel) -> list[QWidget]:
        """Return the buttons that stand above the form of *channel*."""
        if channel is Channel.WHATSAPP:
            paste = secondary_button("Tempel percakapan  (Ctrl+Shift+V)", "chat")
            paste.clicked.connect(self.paste_chat)
            export = secondary_button("Buka ekspor chat…", "folder")
            export.clicked.connect(self.open_export)
            return [paste, export]
        if channel is Channel.EMAIL:
            mail = secondary_button("Buka berkas .eml…", "mail")
            mail.clicked.connect(self.open_mail)
            return [mail]
        return []

    @Slot()
    def paste_chat(self) -> None:
        """Take the conversation on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.refused.emit("Papan klip kosong. Salin dahulu percakapannya.")
            return
        self._read_chat(partial(parse_chat, text, today=self._book.clock.today()))

    @Slot()
    def open_export(self) -> None:
        """Ask for an exported chat and take it."""
        name, _ = QFileDialog.getOpenFileName(
            self._page, "Buka ekspor chat", "", "Ekspor WhatsApp (*.txt *.zip)"
        )
        if name:
            self._read_chat(partial(read_export, Path(name), today=self._book.clock.today()))

    @Slot()
    def open_mail(self) -> None:
        """Ask for an e-mail file and take it."""
        name, _ = QFileDialog.getOpenFileName(self._page, "Buka email", "", "Email (*.eml)")
        if name:
            self.read_mail(Path(name))

    def read_mail(self, path: Path) -> None:
        """Take an e-mail file; its attachments come along."""
        try:
            mail = read_mail(path, self._book.clock.now())
        except BookError as error:
            self.refused.emit(str(error))
        else:
            self.filled.emit(Channel.EMAIL, mail.values, mail.attachments)

    def _read_chat(self, read: "partial[Chat]") -> None:
        try:
            chat = read()
        except BookError as error:
            self.refused.emit(str(error))
            return
        chosen: list[int] | None = None
        if len(chat.messages) > 1:
            dialog = ChatDialog(chat, self._page)
            is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
            chosen = dialog.chosen()
            dialog.deleteLater()
            if not is_agreed:
                return
        self.filled.emit(Channel.WHATSAPP, to_form(chat, chosen), ())
