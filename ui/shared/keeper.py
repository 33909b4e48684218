"""Keeper: keeps what is typed soon after each change, before anybody asks for it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_PAUSE_MS: Final = 1_000


class Keeper(QObject):
    """What both kinds of drafts share: when they are kept. A subclass says how, in ``keep``."""

    kept = Signal(str)  # a short sentence

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    @Slot()
    def note_change(self) -> None:
        """Keep what is typed soon."""
        # Not started anew by each key: whoever types without a pause is saved all the same.
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        self.keep()

    def keep(self) -> bool:
        """Keep it now; say so and return False when it could not be kept."""
        raise NotImplementedError
