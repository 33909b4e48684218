"""ChatReader: from a pasted or exported chat to what fills the form, without a wait."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.ground.errors import BookError
from app.intake.chat_draft import draft_of
from app.intake.chat_export import read_export
from app.intake.whatsapp import Chat, parse_chat
from ui.entry.chat_dialog import ChatDialog
from ui.shared.context import Context
from ui.shared.tasks import Task

_BUSY = "Membaca percakapan…"


class ChatReader(QObject):
    """Reads a chat in the worker and asks which messages are taken, where there are several."""

    read = Signal(object)  # ChatDraft
    refused = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._task: Task[Chat] | None = None

    def read_text(self, text: str) -> None:
        """Read a pasted chat."""
        self._read(partial(parse_chat, text, today=self._context.book.clock.today()))

    def read_file(self, path: Path) -> None:
        """Read an exported chat."""
        today = self._context.book.clock.today()
        self._read(partial(read_export, path, today=today, is_cancelled=self._is_cancelled))

    def _read(self, job: Callable[[], Chat]) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._context.tasks.run(
            partial(_with_citizen, job), done=self._on_read, failed=self._on_failed, busy=_BUSY
        )

    def _is_cancelled(self) -> bool:
        return self._task is not None and self._task.is_cancelled

    @Slot(object)
    def _on_read(self, chat: Chat) -> None:
        chosen: list[int] | None = None
        if len(chat.messages) > 1 or (chat.messages and not chat.is_order_certain):
            dialog = ChatDialog(chat, self._page)
            is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
            chat, chosen = dialog.chat, dialog.chosen()
            dialog.deleteLater()
            if not is_agreed:
                return
        fill = partial(draft_of, chat, self._context.book.clock.now(), chosen)
        self._context.tasks.run(fill, done=self.read.emit, failed=self._on_failed, busy=_BUSY)

    @Slot(object)
    def _on_failed(self, error: BookError) -> None:
        self.refused.emit(str(error))


def _with_citizen(read: Callable[[], Chat]) -> Chat:
    """Return the chat; who the citizen is, is found while nobody waits in the window."""
    chat = read()
    _ = chat.citizen
    return chat
