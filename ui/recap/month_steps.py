"""From a button of the closing bar to the step: made ready in the worker, then asked for."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.ground.errors import BookError
from app.ground.formatting import Month
from app.reading.recap.checklist import CheckItem, read_checklist
from app.reading.recap.closed import Erratum, read_files
from app.reading.recap.month_words import read_month_words
from app.rules.events import Step
from app.steps.close_month import ReadyRecord, prepare_closing, prepare_erratum
from ui.recap.closing_dialogs import (
    CloseMonthDialog,
    ErratumDialog,
    MonthWordsDialog,
    ReopenMonthDialog,
)
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog

Ready = tuple[ReadyRecord, tuple[CheckItem, ...]]


class MonthSteps(QObject):
    """Takes the steps of a month over its page.

    Attributes:
        context: the open book and the worker.
        busy: whether a step is being made ready.
        refused: why one is not taken.
        done: a quiet sentence for one that was.
    """

    busy = Signal(bool)
    refused = Signal(object)  # BookError
    done = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self._page = page

    def take(self, step: Step, month: Month) -> None:
        """Take *step* on *month*: its files are made first, then it is asked for."""
        book = self.context.book
        if step is Step.REOPEN_MONTH:
            dialog = ReopenMonthDialog(self.context, month, self._page.window())
            self._ask(dialog, f"{month.label} dibuka kembali.")
        elif step is Step.WRITE_MONTH_WORDS:
            present = read_month_words(book, month)
            words = MonthWordsDialog(self.context, month, present, self._page.window())
            self._ask(words, f"Kesimpulan {month.label} disimpan.")
        elif step is Step.CLOSE_MONTH:
            self._prepare(partial(_closing, book, month), f"Menyiapkan penutupan {month.label}")
        else:
            self._prepare(partial(_erratum, book, month), f"Menyiapkan ralat {month.label}")

    def _prepare(self, job: Callable[[], Ready], words: str) -> None:
        self.busy.emit(True)
        self.context.tasks.run(job, done=self._on_ready, failed=self._on_refused, busy=words)

    def _on_ready(self, made: Ready) -> None:
        self.busy.emit(False)
        ready, checklist = made
        dialog: WritingDialog
        if isinstance(ready.value, Erratum):
            dialog = ErratumDialog(self.context, ready, ready.value, self._page.window())
            said = f"Ralat nomor {ready.value.number} {ready.month.label} diterbitkan."
        else:
            dialog = CloseMonthDialog(self.context, ready, checklist, self._page.window())
            said = f"{ready.month.label} ditutup."
        self._ask(dialog, said)

    def _ask(self, dialog: WritingDialog, said: str) -> None:
        dialog.accepted.connect(partial(self.done.emit, said))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_refused(self, error: BookError) -> None:
        self.busy.emit(False)
        self.refused.emit(error)


def issued_erratum(book: Book, month: Month, record_id: int, folder: Path) -> Path:
    """Return the paper of an issued erratum, written into *folder* as it was stored."""
    # Imported late, as below: the exports bring libraries that start-up does without.
    from exports.recap import write_stored

    with book.worker_connection():
        files = read_files(book, month, record_id)
    return write_stored(files, folder)[0]


def _closing(book: Book, month: Month) -> Ready:
    from exports.recap import write_recap

    with book.worker_connection():
        return prepare_closing(book, month, write_recap), read_checklist(book, month)


def _erratum(book: Book, month: Month) -> Ready:
    from exports.recap import write_erratum

    with book.worker_connection():
        return prepare_erratum(book, month, write_erratum), ()
