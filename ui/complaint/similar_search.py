"""SimilarSearch: looks in the worker for complaints like one entry."""

from collections.abc import Callable, Mapping
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.book.book import Book
from app.ground.errors import BookError
from app.reading.complaint.similar import SimilarComplaint, find_similar
from ui.shared.context import Context
from ui.shared.tasks import Task


class SimilarSearch(QObject):
    """One search at a time: a new question, or ``stop``, ends the one before."""

    found = Signal(object)  # tuple[SimilarComplaint, ...]

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task[tuple[SimilarComplaint, ...]] | None = None
        self._is_over = Event()

    def look_for(self, values: Mapping[str, str], *, but: int | None = None) -> None:
        """Look for what is like *values* (text by field name), leaving the complaint *but* out."""
        self.stop()
        self._is_over = Event()
        self._task = self._context.tasks.run(
            partial(_look, self._context.book, values, but, self._is_over.is_set),
            done=self._on_done,
            failed=self._on_failed,
            busy="Mencari pengaduan serupa",
        )

    def stop(self) -> None:
        """Await no answer any more, and let the worker go on to the next question."""
        self._is_over.set()
        if self._task is not None:
            self._task.cancel()

    def _on_done(self, found: tuple[SimilarComplaint, ...]) -> None:
        # The dialog that asked may be gone by now.
        if isValid(self):
            self.found.emit(found)

    def _on_failed(self, _error: BookError) -> None:
        # Nobody asked for it: what is the matter with the disk is said when something is saved.
        self._on_done(())


def _look(
    book: Book, values: Mapping[str, str], but: int | None, is_over: Callable[[], bool]
) -> tuple[SimilarComplaint, ...]:
    with book.worker_connection():
        return find_similar(book, values, but=but, is_cancelled=is_over)
