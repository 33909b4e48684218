"""Called: the window comes to the front when its book is opened a second time."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.book.calling import answered


class Called(QObject):
    """Answers calls of *window*, which has the book at *book* for writing."""

    def __init__(self, window: QWidget, book: Path) -> None:
        super().__init__(window)
        self._window = window
        self._book = book
        self._watcher = QFileSystemWatcher([str(book.absolute().parent)], self)
        self._watcher.directoryChanged.connect(self._on_folder_changed)

    @Slot()
    def _on_folder_changed(self) -> None:
        if answered(self._book):
            hidden = Qt.WindowState.WindowMinimized
            self._window.setWindowState(self._window.windowState() & ~hidden)
            self._window.raise_()
            self._window.activateWindow()
