"""Proposing service and category: looked for in the worker, and never chosen by itself."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Slot

from app.book.book import Book
from app.ground.errors import BookError
from app.reading.proposals import Proposal, Proposer
from ui.entry.form import EntryForm
from ui.shared.context import Context
from ui.shared.tasks import Task


class Proposing(QObject):
    """Looks for what fits the text of a form, which shows it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._proposer = Proposer(context.book)
        self._form: EntryForm | None = None
        self._asked: Task[Proposal] | None = None

    def look_for(self, form: EntryForm) -> None:
        """Ask in the worker what fits *form*; an answer for another one is dropped."""
        self.stop_looking()
        if form is not self._form:
            self._form = form
            form.edited.connect(self.stop_looking)
        self._asked = self._context.tasks.run(
            partial(_look, self._context.book, self._proposer, form.values),
            done=form.propose,
            failed=self._on_failed,
            busy="Mencari layanan dan kategori yang cocok",
        )

    @Slot()
    def stop_looking(self) -> None:
        """Await no answer any more."""
        if self._asked is not None:
            self._asked.cancel()

    def _on_failed(self, _error: BookError) -> None:
        # Nobody asked for it: what is the matter with the disk is said when the entry is saved.
        self.stop_looking()


def _look(book: Book, proposer: Proposer, values: Mapping[str, str]) -> Proposal:
    with book.worker_connection():
        return proposer.propose(values)
