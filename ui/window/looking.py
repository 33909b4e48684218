"""A window into a backup, and the way from there to its restore in the office's own window."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from app.ground.clock import SystemClock
from app.ground.paths import desk_file
from app.keeping.looked_at import opened_backup
from ui.widgets.buttons import secondary_button
from ui.window.application import run_window
from ui.window.main_window import MainWindow

RESTORE_TEXT: Final = "Pulihkan dari cadangan ini…"
_SOON: Final = 100  # milliseconds


def look_into(backup: Path) -> Path | None:
    """Show what *backup* holds until its window is closed; return it if it shall be restored.

    Raises:
        BookError: it cannot be opened as a book.
    """
    with opened_backup(backup, SystemClock()) as opened:
        # What is typed here goes with the copy.
        drafts = opened.holding.place.folder / desk_file().name
        _, wanted = run_window(opened, drafts, lambda window: Looking(window, backup))
    return wanted if isinstance(wanted, Path) else None


class Looking(QObject):
    """The button in the line on top of a window into a backup."""

    def __init__(self, window: MainWindow, backup: Path) -> None:
        super().__init__(window)
        self._window = window
        self._backup = backup
        button = secondary_button(RESTORE_TEXT)
        button.setObjectName("restore-this")
        button.clicked.connect(self._on_clicked)
        window.banner.add(button)

    @Slot()
    def _on_clicked(self) -> None:
        # Nothing is restored from here: the office's own window says first what would be lost.
        self._window.exchange_for(self._backup)


class Wish(QObject):
    """Leads to the restore of *backup* as soon as the book is read and somebody has signed in."""

    def __init__(self, window: MainWindow, backup: Path) -> None:
        super().__init__(window)
        self._window = window
        self._backup = backup
        self._timer = QTimer(self)
        self._timer.setInterval(_SOON)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()

    @Slot()
    def _on_time(self) -> None:
        lock = self._window.lock
        if lock is not None and lock.dialog is None:
            self._timer.stop()
            self._window.go("settings", self._backup)
