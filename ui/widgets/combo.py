"""Combo: the combo box of this program."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.ground.overriding import override
from ui.widgets.tab_walk import ENTER, take_tab


class Combo(QComboBox):
    """Leaves the wheel to the page it stands on; Tab takes the marked entry and goes on."""

    submitted = Signal()  # Ctrl+Enter in the open list, its marked entry taken

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def showPopup(self) -> None:
        super().showPopup()
        self.view().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab and Ctrl+Enter leave the open list, where Qt swallows them."""
        if watched is self.view() and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._take_marked()
                take_tab(self, is_forward=event.key() == Qt.Key.Key_Tab)
                return True
            if is_press and is_submitting(event):
                self._take_marked()
                self.submitted.emit()
                return True
        return super().eventFilter(watched, event)

    def _take_marked(self) -> None:
        none = Qt.KeyboardModifier.NoModifier
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none)
        QCoreApplication.sendEvent(self.view(), enter)


def is_submitting(event: QKeyEvent) -> bool:
    """Return whether the key is Ctrl+Enter, which a page hears only while no list is open."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in ENTER and held == Qt.KeyboardModifier.ControlModifier
