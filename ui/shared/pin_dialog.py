"""Dialogs that ask for a PIN; it is looked at in a worker, which takes half a second."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.book.book import Book
from app.book.rights import ProofNeeded
from app.book.signing import prove
from app.ground.errors import BookError
from app.ground.overriding import override
from app.rules.pins import LONGEST_PIN
from ui.shared.step_dialog import StepDialog
from ui.shared.tasks import TaskRunner


def pin_line() -> QLineEdit:
    """Return a line that shows nobody what is typed into it."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(LONGEST_PIN)
    line.setMaximumWidth(280)
    return line


class PinDialog(StepDialog):
    """Accepts what its work in the worker accepts; a wrong PIN is taken away and asked again.

    A subclass says in ``work`` what is done, with what its fields hold when it is called.
    """

    def __init__(
        self, book: Book, title: str, sentence: str, accept_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, sentence, accept_text, parent)
        self.book = book
        # Its own worker: a PIN does not wait behind a backup.
        self._tasks = TaskRunner(self)
        self.finished.connect(self._tasks.wait)

    def work(self) -> Callable[[], object]:
        """Return the work, for the worker; raise ``UserError`` for what cannot even be tried."""
        raise NotImplementedError

    def on_done(self, result: object) -> None:
        """Take what the work returned; by default that the PIN was right is enough."""
        self.accept()

    @property
    def is_busy(self) -> bool:
        """Whether a PIN is being looked at."""
        return self._tasks.is_busy

    @override
    @Slot()
    def submit(self) -> None:
        if self.is_busy:
            return
        self.clear_errors()
        try:
            work = self.work()
        except BookError as error:
            self.show_refusal(error)
            return
        self.accept_button.lock()
        self._tasks.run(
            partial(_within, self.book, work),
            done=self._on_worked,
            failed=self._on_failed,
            busy="Memeriksa PIN",
        )

    def _on_worked(self, result: object) -> None:
        self.accept_button.free()
        self.on_done(result)

    def _on_failed(self, error: BookError) -> None:
        self.accept_button.free()
        if isinstance(error, ProofNeeded):
            if proves(self.book, str(error), self):
                self.submit()
            return
        for line in self.findChildren(QLineEdit):
            if line.echoMode() is QLineEdit.EchoMode.Password:
                line.clear()
                line.setFocus()
        self.show_refusal(error)

    @override
    def _holds_typing(self) -> bool:
        # Nobody regrets a PIN that was not used.
        return False


class ProofDialog(PinDialog):
    """Asks whoever sits at the desk for the PIN once more; the book takes the proof."""

    def __init__(self, book: Book, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(book, "PIN sekali lagi", sentence, "Lanjutkan", parent)
        self.pin = pin_line()
        self.add_field("pin", f"PIN {book.officer}", self.pin)
        self.pin.setFocus()

    @override
    def work(self) -> Callable[[], object]:
        return partial(prove, self.book, self.pin.text())


def proves(book: Book, sentence: str, parent: QWidget | None = None) -> bool:
    """Ask for the PIN and return whether it was given."""
    dialog = ProofDialog(book, sentence, parent)
    is_given = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_given


def _within(book: Book, work: Callable[[], object]) -> object:
    with book.worker_connection():
        return work()
