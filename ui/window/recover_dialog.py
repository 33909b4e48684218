"""RecoverDialog: another PIN for an admin who has lost it, by the recovery code of the book."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.rules.officers import Role
from app.steps.pins import recover_pin
from ui.shared.pin_dialog import PinDialog, pin_line
from ui.viewer.recovery_code import CodeDialog
from ui.widgets.combo import Combo


class RecoverDialog(PinDialog):
    """Asks for the code and a new PIN; shows the code that is good from now on."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(
            book,
            "PIN admin hilang",
            "Tulis kode pemulihan yang dicetak ketika PIN diaktifkan, lalu PIN baru bagi admin. "
            "PIN petugas lain dipasang oleh admin di Pengaturan, bagian Petugas.",
            "Pasang PIN baru",
            parent,
        )
        self.who = Combo()
        for officer in read_lists(book).officers:
            if officer.role is Role.ADMIN and not officer.is_retired:
                self.who.addItem(officer.name, officer.id)
        self.add_field("officer", "Admin", self.who)
        self.code = QLineEdit()
        self.add_field("code", "Kode pemulihan", self.code)
        self.pin, self.again = pin_line(), pin_line()
        self.add_field("pin", "PIN baru", self.pin, "Paling sedikit 6 angka atau huruf.")
        self.add_field("again", "PIN baru sekali lagi", self.again)
        self.code.setFocus()

    @override
    def work(self) -> Callable[[], object]:
        if self.pin.text() != self.again.text():
            raise FormRefused(FieldProblem("again", "Kedua PIN tidak sama."))
        return partial(
            recover_pin,
            self.book,
            int(self.who.currentData()),
            self.code.text(),
            self.pin.text(),
        )

    @override
    def on_done(self, result: object) -> None:
        shown = CodeDialog(self.book.settings.office, str(result), self)
        shown.exec()
        shown.deleteLater()
        self.accept()
