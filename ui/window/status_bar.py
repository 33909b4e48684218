"""The foot of the window: a quiet message, work in progress, counts and the last backup."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStatusBar, QWidget

from app.book.opening import OpenedBook
from app.ground.formatting import clock_time, compact_date, thousands
from ui.shared.privacy import SHIELD_WORDS
from ui.shared.tasks import TaskRunner
from ui.widgets.buttons import Button
from ui.widgets.words import set_property, words

if TYPE_CHECKING:
    from app.reading.status_line import StatusLine

_MESSAGE_MS: Final = 10_000
# What is over sooner needs no progress (look of the program: "longer than 300 ms").
_BUSY_MS: Final = 300
_WHOLE: Final = 100


class StatusBar(QStatusBar):
    """Says what was saved, what is being done, and how the book stands."""

    def __init__(
        self, opened: OpenedBook, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._tasks = tasks
        self.setSizeGripEnabled(False)
        self.message = words()
        self.message.setObjectName("quiet-message")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setContentsMargins(8, 0, 0, 0)
        self.shield = words(f"{SHIELD_WORDS} · F12", "strong")
        self.shield.setObjectName("shield")
        set_property(self.shield, "tone", "soon")
        self.counts = words()
        self.backup = words()
        self.backup.setContentsMargins(8, 0, 12, 0)
        self._busy = words()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(90)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Sedang bekerja")
        self._cancel = Button("Batalkan", "quiet")
        self._cancel.clicked.connect(tasks.cancel)
        self.addWidget(self.message, 1)
        for widget in (self._busy, self._progress, self._cancel):
            widget.hide()
            self.addPermanentWidget(widget)
        self.shield.hide()
        self.addPermanentWidget(self.shield)
        self.addPermanentWidget(self.counts)
        self.addPermanentWidget(self.backup)
        self._message_timer = self._timer(_MESSAGE_MS, self.message.clear)
        self._busy_timer = self._timer(_BUSY_MS, self._on_busy_long)
        self._progress_timer = self._timer(_BUSY_MS, self._on_busy_long)
        tasks.started.connect(self._on_started)
        tasks.finished.connect(self._on_finished)

    @Slot(bool)
    def show_shield(self, is_up: bool) -> None:
        """Say as long as it is so that people are hidden."""
        self.shield.setVisible(is_up)

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def say(self, sentence: str) -> None:
        """Show a quiet sentence for a while."""
        self.message.setText(sentence)
        self._message_timer.start()

    @Slot()
    def refresh(self) -> None:
        """Count again and look for the last backup."""
        # Imported late: the first picture comes before the tables.
        from app.reading.status_line import read_status_line

        self.show_line(read_status_line(self._opened.load()))

    def show_line(self, line: "StatusLine") -> None:
        """Show these counts and this backup."""
        self.counts.setText(f"{thousands(line.open)} terbuka · {thousands(line.late)} terlambat")
        if line.backup is None:
            self.backup.setText("Belum ada cadangan")
            return
        made = line.backup.made_at
        is_today = made.date() == self._opened.holding.clock.today()
        day = "hari ini" if is_today else compact_date(made.date())
        unsaved = f" · {thousands(line.unsaved)} catatan sesudahnya" if line.unsaved else ""
        self.backup.setText(f"Cadangan terakhir {day} {clock_time(made)}{unsaved}")

    @Slot(str)
    def _on_started(self, busy: str) -> None:
        self._busy.setText(busy)
        if not self._progress.isVisible():
            self._busy_timer.start()

    @Slot()
    def _on_busy_long(self) -> None:
        self._show_busy(is_shown=self._tasks.is_busy)

    @Slot()
    def _on_finished(self) -> None:
        self._busy_timer.stop()
        self._show_busy(is_shown=False)

    def _show_busy(self, *, is_shown: bool) -> None:
        share = self._tasks.share_done
        self._progress.setRange(0, 0 if share is None else _WHOLE)
        self._progress.setValue(int((share or 0) * _WHOLE))
        self._progress_timer.start() if is_shown else self._progress_timer.stop()
        for widget in (self._busy, self._progress, self._cancel):
            widget.setVisible(is_shown)
