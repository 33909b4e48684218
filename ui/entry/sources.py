"""What fills the form besides typing: a pasted or exported chat, an e-mail file."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ground.clock import local_now
from app.ground.errors import BookError
from app.intake.chat_draft import ChatDraft
from app.intake.mail.reader import read_mail
from app.rules.channels import Channel
from ui.entry.chat_reader import ChatReader
from ui.shared.context import Context
from ui.widgets.buttons import secondary_button


class Sources(QObject):
    """Reads outside files and tells what they fill in."""

    # The channel, the text by field name, and the files that came along.
    filled = Signal(object, object, object)
    refused = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._book = context.book
        self._page = page
        self._chats = ChatReader(context, page)
        self._chats.refused.connect(self.refused)
        self._chats.read.connect(self._on_chat_read)

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
        self._chats.read_text(text)

    @Slot()
    def open_export(self) -> None:
        """Ask for an exported chat and take it."""
        name, _ = QFileDialog.getOpenFileName(
            self._page, "Buka ekspor chat", "", "Ekspor WhatsApp (*.txt *.zip)"
        )
        if name:
            self._chats.read_file(Path(name))

    @Slot()
    def open_mail(self) -> None:
        """Ask for an e-mail file and take it."""
        name, _ = QFileDialog.getOpenFileName(self._page, "Buka email", "", "Email (*.eml)")
        if name:
            self.read_mail(Path(name))

    def read_mail(self, path: Path) -> None:
        """Take an e-mail file; its attachments come along."""
        try:
            mail = read_mail(path, local_now(self._book.clock))
        except BookError as error:
            self.refused.emit(str(error))
        else:
            self.filled.emit(Channel.EMAIL, mail.values, mail.attachments)

    @Slot(object)
    def _on_chat_read(self, draft: ChatDraft) -> None:
        self.filled.emit(Channel.WHATSAPP, draft.values, draft.attachments)
        if draft.warnings:
            self.refused.emit(" ".join(draft.warnings))
