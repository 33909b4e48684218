"""SearchBox: what is typed is searched with every key."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ground.overriding import override
from ui.look.icons import icon


class SearchBox(QLineEdit):
    """A line with a lens; its *keys* come here, Esc empties it, Down asks for the list below."""

    searched = Signal(str)
    list_wanted = Signal()

    def __init__(self, hint: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(f"{hint}  ({keys})")
        self.setAccessibleName("Cari")
        self.setClearButtonEnabled(True)
        lens = QAction(icon("search"), "", self)
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._on_text_changed)
        # Hidden pages do not answer their shortcuts, so each page may have its own box.
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(self.take_focus)

    @Slot()
    def take_focus(self) -> None:
        """Put the cursor here and select what was typed."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.searched.emit(text.strip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
