"""Combo: the combo box of this program."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.ground.overriding import override
from ui.widgets.tab_walk import take_tab


class Combo(QComboBox):
    """Leaves the wheel to the page it stands on; Tab takes the marked entry and goes on."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def showPopup(self) -> None:
        super().showPopup()
        self.view().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab leave the open list, where Qt swallows it."""
        if watched is self.view() and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                none = Qt.KeyboardModifier.NoModifier
                enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none)
                QCoreApplication.sendEvent(self.view(), enter)
                take_tab(self, is_forward=event.key() == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)
