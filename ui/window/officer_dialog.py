"""Who sits at the desk; every entry in the journal carries this name."""

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.errors import UserError
from app.ground.overriding import override
from ui.shared.step_dialog import StepDialog
from ui.widgets.combo import Combo


class OfficerDialog(StepDialog):
    """Choose the officer from the list in the settings, or type a name."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(
            "Ganti petugas",
            "Nama ini tertulis pada setiap catatan di buku, sampai petugas diganti lagi.",
            "Gunakan nama ini",
            parent,
        )
        self._book = book
        self._name = Combo()
        self._name.setEditable(True)
        for officer in read_lists(book).officers:
            if not officer.is_retired:
                self._name.addItem(officer.name)
        self._name.setCurrentText(book.officer)
        self.add_field("officer", "Petugas di meja", self._name)
        line = self._name.lineEdit()
        if line is not None:
            line.setMaxLength(100)
            line.setAccessibleName("Petugas di meja")
            line.selectAll()

    @override
    def perform(self) -> None:
        name = " ".join(self._name.currentText().split())
        if not name:
            raise UserError("Tulis nama petugas.")
        self._book.officer = name
