"""What the program copies of a person goes from the clipboard again: other programs read it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

FORGOTTEN_AFTER_MS: Final = 60_000


def copy_personal(text: str) -> None:
    """Put *text* on the clipboard for a minute, or until the program ends if that is sooner."""
    clipboard = QGuiApplication.clipboard()
    forgetting = clipboard.findChild(Forgetting) or Forgetting(clipboard)
    clipboard.setText(text)
    forgetting.begin(text)


class Forgetting(QTimer):
    """Empties the clipboard, unless it holds something else by then."""

    def __init__(self, clipboard: QClipboard) -> None:
        super().__init__(clipboard)
        self._clipboard = clipboard
        self._text = ""
        self.setSingleShot(True)
        self.setInterval(FORGOTTEN_AFTER_MS)
        self.timeout.connect(self.forget)
        application: QObject | None = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.aboutToQuit.connect(self.forget)

    def begin(self, text: str) -> None:
        """Count from now on; *text* is what the clipboard was given."""
        self._text = text
        self.start()

    @Slot()
    def forget(self) -> None:
        """Take the text away, here and from the clipboard."""
        self.stop()
        if self._text and self._clipboard.text() == self._text:
            self._clipboard.clear()
        self._text = ""
