"""How the program speaks: a refusal on the page, and a dialog when the machine is in trouble.

Good news is one quiet sentence in the status bar: a page emits ``Page.message``.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Slot
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

    It lies over other widgets, so that nothing moves when it comes and goes: over title and facts
    of a page or section, or over the lower end of what scrolls above buttons.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under: tuple[QWidget, ...] = ()
        self._is_at_end = False
        self.hide()

    def stand_over(self, *header: QWidget) -> None:
        """Lie over *header*, beside its buttons if it has some; it must have its parent by then."""
        self._stand(header, is_at_end=False)

    def stand_at_end_of(self, widget: QWidget) -> None:
        """Lie over the lower end of *widget*, which must have its parent by then."""
        self._stand((widget,), is_at_end=True)

    def _stand(self, under: tuple[QWidget, ...], *, is_at_end: bool) -> None:
        for widget in self._under:
            widget.removeEventFilter(self)
        self._under, self._is_at_end = under, is_at_end
        is_shown = not self.isHidden()
        self.setParent(under[0].parentWidget())
        for widget in under:
            widget.installEventFilter(self)
        self.setVisible(is_shown)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what lies under it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        if not self._under or self.isHidden():
            return
        self.setGeometry(self._room())
        self.raise_()

    def _room(self) -> QRect:
        room = self._under[0].geometry()
        for widget in self._under[1:]:
            room = room.united(widget.geometry())
        if self._is_at_end:
            room.setTop(room.bottom() + 1 - self.heightForWidth(room.width()))
            return room
        header = self._under[0]
        width = header.free_width() if isinstance(header, PageHeader) else room.width()
        if width < _LEAST_ROOM:
            # Better what stands below is covered for a moment than what is pressed next.
            height = self.heightForWidth(room.width())
            return QRect(room.x(), room.bottom() + 1, room.width(), height)
        height = max(room.height(), self.heightForWidth(width))
        # Taller than the header it takes from the room above it and below.
        top = max(0, room.y() + (room.height() - height) // 2)
        return QRect(room.x(), top, width, height)

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
