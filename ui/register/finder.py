"""Finds what the register shows: in a large book beside the window, and its first screen first."""

from array import array
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from app.ground.progress import Progress
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import first_ids, newest_id, register_ids
from app.reading.register.rows import register_counts
from ui.shared.context import Context

# A book with fewer complaints is read within a frame.
FEW: Final = 20_000
_FIRST: Final = 200

Answer = TypeVar("Answer")


class RegisterFinder(QObject):
    """Answers a filter; what was asked before and is still on its way is forgotten."""

    begun = Signal(object)  # the ids that the list begins with, newest first; more will follow
    found = Signal(object)  # all ids, newest first
    counted = Signal(object, object)  # what was counted, and the RegisterCounts
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._finding = Progress()
        self._counting = Progress()
        self.is_whole = False

    @property
    def _is_large(self) -> bool:
        return newest_id(self._context.book) > FEW

    def find(self, wanted: RegisterFilter) -> None:
        """Tell which complaints are *wanted*: ``begun`` where that is sooner, then ``found``."""
        self._finding.is_cancelled = True
        self._finding = Progress()
        self.is_whole = False
        if self._is_large:
            first = partial(first_ids, self._context.book, wanted, _FIRST)
            self._read(first, partial(self._on_begun, wanted), self._finding)
        else:
            self._on_found(register_ids(self._context.book, wanted))

    def count(self, wanted: RegisterFilter) -> None:
        """Tell in ``counted`` what each chip would leave of *wanted*."""
        self._counting.is_cancelled = True
        self._counting = Progress()
        counts = partial(register_counts, self._context.book, wanted)
        if self._is_large:
            self._read(counts, partial(self.counted.emit, wanted), self._counting)
        else:
            self.counted.emit(wanted, counts())

    def _read(
        self, job: Callable[[], Answer], done: Callable[[Answer], None], progress: Progress
    ) -> None:
        book = self._context.book

        def read() -> Answer:
            with book.worker_connection(progress):
                return job()

        self._context.tasks.read(
            read, done=done, failed=lambda error: self.refused.emit(str(error)), progress=progress
        )

    def _on_begun(self, wanted: RegisterFilter, ids: "array[int]") -> None:
        if len(ids) < _FIRST:
            self._on_found(ids)
            return
        self.begun.emit(ids)
        rest = partial(register_ids, self._context.book, wanted)
        self._read(rest, self._on_found, self._finding)

    def _on_found(self, ids: "array[int]") -> None:
        self.is_whole = True
        self.found.emit(ids)
