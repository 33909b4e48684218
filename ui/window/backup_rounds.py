"""The program's own backups: once an hour of use and when the window is closed."""

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.book.opening import OpenedBook
from app.ground.errors import BookError
from app.ground.paths import backup_folder
from ui.look.preferences import Preferences
from ui.shared.backup_wishes import BackupWishes
from ui.shared.tasks import TaskRunner
from ui.widgets.notice_dialog import NoticeDialog
from ui.widgets.waiting_dialog import WaitingDialog

# Loaded in the worker, with the first round.
if TYPE_CHECKING:
    from app.keeping.rounds import Round

_LOOK_EVERY: Final = 10 * 60_000
_WAITING: Final = (
    "Yang baru dicatat sedang disalin ke cadangan. Sesudahnya program menutup sendiri."
)


class BackupRounds(QObject):
    """Makes the rounds of one window; each in a worker of its own, so that nobody waits for it."""

    done = Signal()  # a round has ended; ``facts`` says what everybody has to know of it

    def __init__(
        self, opened: OpenedBook, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = TaskRunner(self)
        self._opened = opened
        self._wishes = BackupWishes(preferences)
        self._stopped = Event()
        self.facts: tuple[str, ...] = ()
        self._refusal = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def _makes_rounds(self) -> bool:
        return self._wishes.is_automatic and not self._opened.holding.read_only

    def start(self) -> None:
        """Look from now on every ten minutes whether the last backup is an hour old."""
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Make a round if the last backup is an hour old and something is new since."""
        if self._makes_rounds and not self.tasks.is_busy:
            self._run(is_closing=False)

    def _run(self, *, is_closing: bool) -> None:
        self.tasks.run(
            partial(_round, self._opened, self._wishes.second, self._stopped, is_closing),
            done=self._on_done,
            failed=self._on_failed,
            busy="Mencadangkan buku",
        )

    def _on_done(self, made: "Round | None") -> None:
        if made is None:
            return
        spoiled = [
            f"Cadangan {info.path.name} tidak lagi seperti ketika dibuat. Buat cadangan ke diska "
            "lain dan periksa cakram komputer ini."
            for info in made.spoiled
        ]
        self.facts = tuple(filter(None, [*spoiled, made.second_refusal]))
        self._refusal = ""
        self.done.emit()

    def _on_failed(self, error: BookError) -> None:
        if not self._stopped.is_set():
            self._refusal = str(error)
            self.facts = (self._refusal,)
            self.done.emit()

    def finish(self, window: QWidget) -> None:
        """Make the last round while *window* waits; the person may do without it."""
        self._timer.stop()
        if not self._makes_rounds:
            self.tasks.wait()
            return
        self._refusal = ""
        waiting = WaitingDialog("Mencadangkan buku", _WAITING, "Tutup tanpa mencadangkan", window)
        waiting.rejected.connect(self._stopped.set)
        loop = QEventLoop()
        self.tasks.finished.connect(loop.quit)
        self._run(is_closing=True)
        loop.exec()
        waiting.end()
        if self._refusal:
            NoticeDialog(
                "Cadangan terakhir gagal",
                self._refusal,
                "Semua yang dicatat tetap tersimpan di buku.",
                "Tutup program",
                window,
            ).exec()


def _round(
    opened: OpenedBook, second: Path | None, stopped: Event, is_closing: bool
) -> "Round | None":
    from app.keeping.rounds import is_due, make_round

    with opened.worker_connection() as book:
        if not is_closing and not is_due(book, backup_folder()):
            return None
        return make_round(book, backup_folder(), second, stopped.is_set)
