"""FirstAdminDialog: who arranges a new book, asked once, or that the office works without PINs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from app.book.book import Book
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.steps.pins import switch_pins_on
from app.steps.seal import seal_new_book
from ui.shared.pin_dialog import PinDialog, pin_line
from ui.viewer.recovery_code import RECOVERY_CODE, SEAL_CODE, CodeDialog


class FirstAdminDialog(PinDialog):
    """Makes the first admin of *book*; cancelled, everybody works without a PIN.

    Attributes:
        code: the recovery code; empty as long as there is no admin.
        seal_code: the seal key; empty as long as the book is not sealed here.
    """

    cancel_text = "Bekerja tanpa PIN"

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(
            book,
            "Admin buku ini",
            "Admin mengatur buku dan memasang PIN petugas lain; mencatat dan menyetujui bukan "
            "tugasnya. Tanpa PIN, setiap orang dapat memakai nama setiap petugas, dan setiap "
            "kertas menyebut “tanpa PIN”. PIN dapat diaktifkan kemudian di Pengaturan.",
            "Pasang PIN admin",
            parent,
        )
        self.code = self.seal_code = ""
        self.setMinimumWidth(520)
        self.admin = QLineEdit()
        self.admin.setMaxLength(100)
        self.add_field("name", "Nama admin", self.admin, "Nama orang, tertulis pada jurnal.")
        self.pin, self.again = pin_line(), pin_line()
        self.add_field("pin", "PIN", self.pin, "Paling sedikit 6 angka atau huruf.")
        self.add_field("again", "PIN sekali lagi", self.again)
        self.admin.setFocus()

    @override
    def work(self) -> Callable[[], object]:
        if not self.admin.text().strip():
            raise FormRefused(FieldProblem("name", "Tulis nama admin."))
        if self.pin.text() != self.again.text():
            raise FormRefused(FieldProblem("again", "Kedua PIN tidak sama."))
        return partial(self._begin, self.admin.text(), self.pin.text())

    def _begin(self, admin: str, pin: str) -> str:
        # Sealed by whoever begins the book, before anybody has a duty in it.
        self.seal_code = self.seal_code or seal_new_book(self.book)
        return switch_pins_on(self.book, admin, pin)

    @override
    def on_done(self, result: object) -> None:
        self.code = str(result)
        self.accept()


def begin_with_people(book: Book) -> None:
    """Ask who is the first admin of a new book, seal it, and hand out both codes."""
    dialog = FirstAdminDialog(book)
    dialog.exec()
    for code, about in ((dialog.code, RECOVERY_CODE), (dialog.seal_code, SEAL_CODE)):
        if code:
            shown = CodeDialog(book.settings.office, code, about=about)
            shown.exec()
            shown.deleteLater()
    dialog.deleteLater()
