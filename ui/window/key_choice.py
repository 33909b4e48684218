"""KeyChoice: whether a new book is encrypted, asked once, before there is a book."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from app.book.office_pack import default_office, read_pack
from app.book.place import Place
from app.book.unlocking import with_new_key
from app.ground.clock import Clock
from app.ground.errors import BookError
from app.ground.overriding import override
from ui.shared.step_dialog import StepDialog
from ui.viewer.recovery_code import BOOK_CODE, CodeDialog


class KeyChoice(StepDialog):
    """Asks whether a new book is to be locked; it is, unless somebody says otherwise."""

    cancel_text = "Tutup program"

    def __init__(self, clock: Clock, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            "Kunci buku",
            "Buku yang terkunci tidak terbaca oleh orang yang menemukan komputer, diska, atau "
            "cadangannya. Komputer ini membukanya sendiri; di komputer lain buku dibuka dengan "
            "kode pemulihan, yang ditunjukkan sesudah ini untuk dicetak.",
            "Lanjutkan",
            parent,
        )
        self._clock = clock
        self._place = place
        self.code = ""
        self.wants_key = QCheckBox("Kunci buku ini")
        self.wants_key.setChecked(True)
        self.add_field(
            "wants_key",
            "Buku baru",
            self.wants_key,
            "Tanpa kunci, siapa pun yang memegang berkasnya dapat membaca isinya. Buku juga dapat "
            "dikunci kemudian di Pengaturan, bagian Kunci buku.",
        )

    @property
    def place(self) -> Place:
        """Where the book is to be begun, with its key."""
        return self._place

    @override
    @Slot()
    def submit(self) -> None:
        self.clear_errors()
        try:
            if self.wants_key.isChecked():
                self._place, self.code = with_new_key(self._place, self._clock.now())
        except BookError as error:
            self.show_refusal(error)
        else:
            self.accept()


def new_place(place: Place, clock: Clock, office: str) -> Place | None:
    """Ask whether the new book of *office* (code of a regency) is locked, and show its code.

    None when the question was closed; no book is made then.
    """
    dialog = KeyChoice(clock, place)
    is_chosen = dialog.exec() == KeyChoice.DialogCode.Accepted
    chosen, code = dialog.place, dialog.code
    dialog.deleteLater()
    if not is_chosen:
        return None
    if code:
        identity = read_pack(office or default_office()).settings.office
        shown = CodeDialog(identity, code, about=BOOK_CODE)
        shown.exec()
        shown.deleteLater()
    return chosen
