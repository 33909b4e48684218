"""What the program copies of a person goes from the clipboard again: other programs read it."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QGuiApplication

FORGOTTEN_AFTER_MS: Final = 60_000


def copy_personal(text: str) -> None:
    """Put *text* on the clipboard for a minute, or until the program ends if that is sooner."""
    # A child of the application, which lives as long as the program: Python forgets the children of
    # the clipboard, whose own object comes and goes.
    application = QGuiApplication.instance() or QGuiApplication([])
    forgetting = application.findChild(Forgetting) or Forgetting(application)
    QGuiApplication.clipboard().setText(text)
    forgetting.begin(text)


class Forgetting(QTimer):
    """Empties the clipboard, unless it holds something else by then."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._text = ""
        self.setSingleShot(True)
        self.setInterval(FORGOTTEN_AFTER_MS)
        self.timeout.connect(self.forget)
        application.aboutToQuit.connect(self.forget)

    def begin(self, text: str) -> None:
        """Count from now on; *text* is what the clipboard was given."""
        self._text = text
        self.start()

    @Slot()
    def forget(self) -> None:
        """Take the text away, here and from the clipboard."""
        self.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
