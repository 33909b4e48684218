"""ChatReader: from a pasted or exported chat to what fills the form, without a wait."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.ground.errors import BookError
from app.ground.progress import Progress
from app.intake.chat_draft import draft_of
from app.intake.chat_export import SentFiles, read_export, sent_files
from app.intake.whatsapp import Chat, parse_chat
from ui.complaint.attached_files import OpenedFiles
from ui.entry.chat_dialog import ChatDialog
from ui.shared.context import Context
from ui.shared.tasks import Task

CHAT_ENDINGS: Final = frozenset({".txt", ".zip"})
_BUSY: Final = "Membaca percakapan…"


class ChatReader(QObject):
    """Reads a chat in the worker and asks which messages are taken, where there are several."""

    read = Signal(object)  # ChatDraft
    refused = Signal(str)
    no_chat = Signal(object)  # the path of a dropped file that is something else

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._task: Task[Chat] | None = None
        self._look: Task[SentFiles] | None = None

    def read_text(self, text: str) -> None:
        """Read a pasted chat."""
        today = self._context.book.clock.today()
        self._read(lambda progress: parse_chat(text, today=today, progress=progress))

    def read_file(self, path: Path) -> None:
        """Read an exported chat."""
        self._read(self._export(path))

    def read_dropped(self, path: Path) -> None:
        """Read a file that may be an exported chat; ``no_chat`` tells when it is none."""
        self._read(self._export(path), partial(self._on_no_chat, path))

    def _export(self, path: Path) -> Callable[[Progress], Chat]:
        today = self._context.book.clock.today()
        return lambda progress: read_export(path, today=today, progress=progress)

    def _read(
        self, read: Callable[[Progress], Chat], failed: Callable[[BookError], None] | None = None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
        progress = Progress()
        self._task = self._context.tasks.run(
            lambda: _with_citizen(read(progress)),
            done=self._on_read,
            failed=failed or self._on_failed,
            busy=_BUSY,
            progress=progress,
        )

    def _on_no_chat(self, path: Path, _: BookError) -> None:
        self.no_chat.emit(path)

    @Slot(object)
    def _on_read(self, chat: Chat) -> None:
        chosen: list[int] | None = None
        if len(chat.messages) > 1 or (chat.messages and not chat.is_order_certain):
            dialog = ChatDialog(chat, self._page)
            dialog.files_wanted.connect(partial(self._on_files_wanted, dialog))
            is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
            if self._look is not None:
                self._look.cancel()
            chat, chosen = dialog.chat, dialog.chosen()
            dialog.deleteLater()
            if not is_agreed:
                return
        progress = Progress(0 if chosen is None else len(chosen))
        fill = partial(draft_of, chat, self._context.book.clock.now(), chosen, progress)
        self._context.tasks.run(
            fill, done=self.read.emit, failed=self._on_failed, busy=_BUSY, progress=progress
        )

    def _on_files_wanted(self, dialog: ChatDialog, place: int) -> None:
        self._look = self._context.tasks.run(
            partial(sent_files, dialog.chat, [place]),
            done=partial(self._show_files, dialog),
            failed=self._on_failed,
            busy=_BUSY,
        )

    def _show_files(self, dialog: ChatDialog, sent: SentFiles) -> None:
        dialog.show_error(" ".join(sent.warnings)) if sent.warnings else dialog.clear_errors()
        try:
            for file in reversed(sent.files):  # the first one on top
                OpenedFiles(self._context).show(file.name, file.content, dialog)
        except BookError as error:
            dialog.show_refusal(error)

    @Slot(object)
    def _on_failed(self, error: BookError) -> None:
        self.refused.emit(str(error))


def _with_citizen(chat: Chat) -> Chat:
    """Return the chat; who the citizen is, is found while nobody waits in the window."""
    _ = chat.citizen
    return chat
