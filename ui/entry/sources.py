"""What fills the form besides typing: a pasted or exported chat, an e-mail file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.entry.drafts import EntryContent
from app.ground.errors import BookError
from app.intake.chat_draft import ChatDraft
from app.rules.channels import Channel
from ui.entry.chat_reader import CHAT_ENDINGS, ChatReader
from ui.entry.mail_source import MAIL_ENDINGS, MailSource
from ui.importing.dialog import is_table, open_import
from ui.importing.paper_dialog import open_copy_paper
from ui.shared.actions import Action, shown_keys
from ui.shared.context import Context
from ui.shared.step_dialog import is_agreed, question
from ui.widgets.buttons import secondary_button

_OPENS: Final = shown_keys(Action.OPEN_FILE)


class Sources(QObject):
    """Reads outside files; each is one whole entry, handed to *take*, which may refuse it."""

    refused = Signal(str)
    attached = Signal(object)  # the paths of files for the entry that is open
    said = Signal(str)  # what was done, quietly

    def __init__(
        self, context: Context, page: QWidget, take: Callable[[EntryContent], object]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._take = take
        self._chats = ChatReader(context, page)
        self._chats.refused.connect(self.refused)
        self._chats.read.connect(self._on_chat_read)
        self._chats.no_chat.connect(self._on_no_chat)
        self.mails = MailSource(context, page, take)
        self.mails.refused.connect(self.refused)
        self.mails.said.connect(self.said)

    def tools(self, channel: Channel) -> list[QWidget]:
        """Return the buttons that stand above the form of *channel*."""
        if channel is Channel.WHATSAPP:
            paste = secondary_button("Tempel percakapan  (Ctrl+Shift+V)", "chat")
            paste.clicked.connect(self.paste_chat)
            export = secondary_button("Buka ekspor chat…", "folder")
            export.setToolTip(f"Buka ekspor chat ({_OPENS})")
            export.clicked.connect(self.open_export)
            return [paste, export]
        if channel is Channel.EMAIL:
            mail = secondary_button("Buka berkas email…", "mail")
            mail.setToolTip(f"Buka berkas email ({_OPENS})")
            mail.clicked.connect(self.mails.open)
            return [mail]
        return []

    def open(self, channel: Channel) -> bool:
        """Ask for a file of the kind that *channel* arrives in; False when it has none."""
        openers = {Channel.WHATSAPP: self.open_export, Channel.EMAIL: self.mails.open}
        opener = openers.get(channel)
        if opener is not None:
            opener()
        return opener is not None

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
    def copy_paper(self) -> None:
        """Let a page of the paper book be copied."""
        if not self._context.book.read_only:
            open_copy_paper(self._context, self._page)

    def read_dropped(self, paths: Sequence[Path]) -> list[Path]:
        """Read each e-mail among *paths*; return the files for the entry that is open then.

        What was dropped together with one mail belongs to it; with several nobody knows to which.
        A text or a .zip dropped alone is read as a chat, and attached when it is none. A table
        dropped alone may be a list to copy or what a citizen sent: that is asked.
        """
        if len(paths) == 1 and is_table(paths[0]) and self._is_list(paths[0]):
            open_import(self._context, self._page, paths[0])
            return []
        if len(paths) == 1 and paths[0].suffix.lower() in CHAT_ENDINGS:
            self._chats.read_dropped(paths[0])
            return []
        mails = [path for path in paths if path.suffix.lower() in MAIL_ENDINGS]
        others = [path for path in paths if path not in mails]
        if not mails:
            return others
        self.mails.read_all(mails, others)
        return []

    def _is_list(self, path: Path) -> bool:
        if self._context.book.read_only:
            return False
        dialog = question(
            "Tabel dijatuhkan",
            f"{path.name} dapat disalin ke buku baris demi baris, atau dilampirkan pada entri ini.",
            "Salin ke buku",
            self._page,
        )
        dialog.cancel_button.setText("Lampirkan saja")
        return is_agreed(dialog)

    @Slot(object)
    def _on_chat_read(self, chat: ChatDraft) -> None:
        try:
            self._take(EntryContent(Channel.WHATSAPP, chat.values, chat.attachments))
        except BookError as error:
            self._refuse(str(error))
        else:
            self.said.emit("Percakapan dibaca dan mengisi entri ini.")
            self._refuse(" ".join(chat.warnings))

    @Slot(object)
    def _on_no_chat(self, path: Path) -> None:
        self.attached.emit([path])
        self._refuse(f"{path.name} bukan percakapan WhatsApp, jadi dilampirkan pada entri ini.")

    def _refuse(self, reason: str) -> None:
        if reason:
            self.refused.emit(reason)
