"""How the program speaks: a refusal on the page, and a dialog when the machine is in trouble.

Good news is one quiet sentence in the status bar: a page emits ``Page.message``.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ground.errors import BookError, StorageError
from app.ground.overriding import override
from ui.look.icons import pixmap
from ui.widgets.buttons import quiet_button
from ui.widgets.notice_dialog import NoticeDialog
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten, words

# Logical pixels; with less a sentence would be a column of words.
_LEAST_ROOM: Final = 360
STORAGE_TITLE: Final = "Belum tersimpan"


class PageBar(QFrame):
    """A bar that says something while there is something to say; hidden at first.

    On a page it lies over title and facts, so that nothing below moves when it comes and goes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header: PageHeader | None = None
        self.hide()

    def stand_over(self, header: PageHeader) -> None:
        """Lie over what *header* says, beside its buttons; it must have its parent by then."""
        self._header = header
        self.setParent(header.parentWidget())
        header.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the header."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        header = self._header
        if header is None or self.isHidden():
            return
        width = header.free_width()
        if width < _LEAST_ROOM:
            # Better what stands below is covered for a moment than what is pressed next.
            below = header.geometry().bottom() + 1
            self.setGeometry(header.x(), below, header.width(), self.heightForWidth(header.width()))
        else:
            height = max(header.height(), self.heightForWidth(width))
            # Taller than the header it takes from the room above it and below.
            top = max(0, header.y() + (header.height() - height) // 2)
            self.setGeometry(header.x(), top, width, height)
        self.raise_()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lie()


class RefusalBar(PageBar):
    """Says why something was refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "refusal")
        self.setObjectName("refusal")
        self._picture = QLabel()
        self._picture.setPixmap(pixmap("warning", "late", 18))
        self._text = words("", wrap=True)
        close = quiet_button("", "close")
        close.setAccessibleName("Tutup pesan")
        close.setToolTip("Tutup pesan")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        tighten(row, 10)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(close)

    def text(self) -> str:
        """Return what the bar says now; empty while it is hidden."""
        return self._text.text()

    def refuse(self, sentence: str | BookError) -> None:
        """Say *sentence* until it is closed or cleared."""
        self._text.setText(str(sentence))
        self.setAccessibleName(str(sentence))
        self.show()
        self._lie()

    @Slot()
    def clear(self) -> None:
        """Say nothing."""
        self._text.clear()
        self.setAccessibleName("")
        self.hide()


def storage_trouble(parent: QWidget | None, error: StorageError) -> NoticeDialog:
    """Return the dialog that says what to check, not yet shown."""
    advice = "Yang Anda ketik masih ada di layar. Periksa, lalu coba lagi."
    return NoticeDialog(STORAGE_TITLE, str(error), advice, "Mengerti", parent)


def show_storage_trouble(parent: QWidget | None, error: StorageError) -> None:
    """Show the dialog for trouble with the disk; what was typed stays on the screen."""
    dialog = storage_trouble(parent, error)
    dialog.exec()
    dialog.deleteLater()
