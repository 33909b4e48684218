"""A sentence about work that has to end before anything else goes on; most work ends unseen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ground.overriding import override
from ui.widgets.buttons import secondary_button
from ui.widgets.words import tighten, words

# What is over sooner needs no dialog.
_BUSY_MS: Final = 300
_WIDTH: Final = 420


class WaitingDialog(QDialog):
    """Shows itself when the work takes long; rejected by whoever will not wait for it."""

    def __init__(
        self, title: str, sentence: str, leave: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._may_leave = bool(leave)
        self._is_over = False
        self.progress = progress = QProgressBar()
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setAccessibleName(title)
        column = QVBoxLayout(self)
        tighten(column, 14, 20)
        column.addWidget(words(sentence, wrap=True))
        column.addWidget(progress)
        if leave:
            button = secondary_button(leave)
            button.clicked.connect(self.reject)
            foot = QHBoxLayout()
            foot.addStretch(1)
            foot.addWidget(button)
            column.addLayout(foot)
        self.setFixedWidth(_WIDTH)
        QTimer.singleShot(_BUSY_MS, self, self.open)

    def follow(self, share: Callable[[], float | None]) -> None:
        """Show how much is done, as *share* says it (0 to 1); None while that is not known."""
        timer = QTimer(self)
        timer.timeout.connect(lambda: self._show_share(share()))
        timer.start(_BUSY_MS)

    def _show_share(self, share: float | None) -> None:
        self.progress.setRange(0, 0 if share is None else 100)
        self.progress.setValue(round(100 * (share or 0)))

    @override
    def open(self) -> None:
        if not self._is_over:
            super().open()

    @override
    def reject(self) -> None:
        if self._may_leave:
            super().reject()

    def end(self) -> None:
        """Close, or do not even open."""
        self._is_over = True
        self.blockSignals(True)
        super().reject()
        self.deleteLater()
