"""PrivacyShield (*Layar aman*): hides people while a citizen can see the screen."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

_MASK: Final = "•••••"  # one length for all, so that nothing can be guessed from it

# Said as long as it is so, also on the lock.
SHIELD_WORDS: Final = "Layar aman menyala"


class PrivacyShield(QObject):
    """Masks names, numbers, addresses and what was written freely as long as it is up."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_up = False

    @property
    def is_up(self) -> bool:
        """Whether people are hidden now."""
        return self._is_up

    @Slot()
    def toggle(self) -> None:
        """Raise or lower the shield and tell everybody who shows people."""
        self._is_up = not self._is_up
        self.changed.emit(self._is_up)

    def mask(self, text: str) -> str:
        """Return *text*, or dots in its place while the shield is up."""
        return _MASK if self._is_up and text else text
