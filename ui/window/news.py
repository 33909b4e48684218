"""NewsWatch: lets a window that only reads a book follow what is recorded at another one."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.book.news import News
from app.ground.errors import StorageError
from ui.shared.context import Context

_PAUSE_MS: Final = 2_000


class NewsWatch(QObject):
    """Asks every two seconds, and tells the open pages like a step that was done here."""

    failed = Signal(str)  # a sentence; nothing is asked any more

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = context.hub
        self._news = News(context.book)
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._pause.start()

    def stop(self) -> None:
        """Ask no more: the book is about to be closed."""
        self._pause.stop()

    @Slot()
    def _look(self) -> None:
        try:
            changes = self._news.read()
        except StorageError as error:
            self.stop()
            self.failed.emit(str(error))
            return
        if changes is not None:
            self._hub.changed.emit(changes)
