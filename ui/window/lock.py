"""DeskLock: nobody sees or does anything in the window until somebody has signed in."""

from collections.abc import Callable
from typing import Final, TypeGuard

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.book.signing import sign_out
from app.ground.overriding import override
from ui.shared.actions import Action, keys_of
from ui.shared.context import EarlyContext
from ui.window.lock_dialog import LockDialog
from ui.window.recover_dialog import RecoverDialog

_COVER: Final = "lock-cover"
_A_MINUTE: Final = 60_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_SHOWING: Final = frozenset({QEvent.Type.Show, QEvent.Type.Resize})


class DeskLock(QObject):
    """Locks *window*, also while a dialog of it is open; what was typed anywhere stays.

    It begins locked, and does nothing in a book that uses no PINs.
    """

    opened = Signal()  # somebody has signed in

    def __init__(
        self, context: EarlyContext, window: QWidget, on_opened: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._book = context.opened.load()
        self._shield = context.privacy
        self._window = window
        self._app = QCoreApplication.instance() or QApplication([])
        self.dialog: LockDialog | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self.opened.connect(on_opened)
        self.lock()
        self.watch()

    @Slot()
    def watch(self) -> None:
        """Count the minutes without a key or a click anew, as the book's rules are now."""
        people = self._book.settings.people
        self.idle.stop()
        # Every event of the program passes it: a book without PINs pays nothing for that.
        self._app.removeEventFilter(self)
        if people.uses_pins:
            self._app.installEventFilter(self)
            if self.dialog is None:
                self.idle.start(people.lock_minutes * _A_MINUTE)

    @Slot()
    def lock(self) -> None:
        """Cover every window of the program and ask who signs in."""
        if self.dialog is not None or not self._book.settings.people.uses_pins:
            return
        self.idle.stop()
        sign_out(self._book)
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and _is_window(top):
                _put_cover(top)
        # Of the window: an open dialog may end by itself, and would take the lock with it.
        self.dialog = LockDialog(self._book, self._shield, self._window)
        self.dialog.accepted.connect(self._on_signed_in)
        self.dialog.close_wanted.connect(self._window.close)
        self.dialog.recovery_wanted.connect(self._on_recovery_wanted)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for signs of life; while it is locked, cover what shows itself or grows."""
        if event.type() in _SIGNS_OF_LIFE:
            if self.idle.isActive():
                self.idle.start()
            if _is_key(event) and QApplication.activeModalWidget() and self.dialog is None:
                # The key of the window does not reach it through an open dialog.
                self.lock()
                return True
        elif event.type() in _SHOWING and self.dialog is not None:
            self._keep_covered(watched)
        return False

    def _keep_covered(self, watched: QObject) -> None:
        if not _is_window(watched):
            return
        cover = _cover_of(watched)
        if cover is not None:
            cover.setGeometry(watched.rect())
        elif not self._is_of_lock(watched):
            _put_cover(watched)

    def _is_of_lock(self, window: QWidget | None) -> bool:
        while window is not None and window is not self.dialog:
            window = window.parentWidget()
        return window is not None

    @Slot()
    def _on_signed_in(self) -> None:
        self.end()
        self.watch()
        (QApplication.activeModalWidget() or self._window).activateWindow()
        self.opened.emit()

    def end(self) -> None:
        """Let everything be seen again; whoever closes the window needs no lock either."""
        self.idle.stop()
        self._app.removeEventFilter(self)
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
        self.dialog = None
        for top in QApplication.topLevelWidgets():
            cover = _cover_of(top)
            if cover is not None:
                cover.hide()
                cover.setParent(None)
                cover.deleteLater()

    @Slot()
    def _on_recovery_wanted(self) -> None:
        recovering = RecoverDialog(self._book, self.dialog)
        if recovering.exec() == RecoverDialog.DialogCode.Accepted and self.dialog is not None:
            self.dialog.accept()
        recovering.deleteLater()


def _put_cover(top: QWidget) -> None:
    cover = QFrame(top)
    cover.setObjectName(_COVER)
    cover.setProperty("role", "page")
    cover.setAutoFillBackground(True)
    cover.setGeometry(top.rect())
    cover.show()
    cover.raise_()


def _cover_of(top: QWidget) -> QFrame | None:
    # Looked up, not remembered: a window that ends meanwhile takes its cover with it.
    return top.findChild(QFrame, _COVER, Qt.FindChildOption.FindDirectChildrenOnly)


def _is_key(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == QKeySequence(
        keys_of(Action.OFFICER)
    )


def _is_window(widget: QObject) -> TypeGuard[QWidget]:
    return (
        isinstance(widget, QWidget)
        and widget.isWindow()
        and widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
    )
