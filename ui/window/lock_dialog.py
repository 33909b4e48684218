"""LockDialog: who signs in; the same dialog at the start, after a pause, and for a quick change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.lists import read_lists
from app.book.signing import sign_in
from app.ground.overriding import override
from ui.shared.pin_dialog import PinDialog, pin_line
from ui.shared.privacy import SHIELD_WORDS, PrivacyShield
from ui.widgets.buttons import quiet_button
from ui.widgets.combo import Combo
from ui.widgets.words import set_property, words


class LockDialog(PinDialog):
    """Stays until somebody signs in; whatever was typed in the window waits behind it."""

    cancel_text = "Tutup program"

    close_wanted = Signal()
    recovery_wanted = Signal()

    def __init__(self, book: Book, shield: PrivacyShield, parent: QWidget | None = None) -> None:
        super().__init__(
            book,
            "Buku terkunci",
            "Masuk dengan PIN Anda. Yang sedang diketik tetap tersimpan di belakang kunci ini.",
            "Masuk",
            parent,
        )
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.who = Combo()
        for officer in read_lists(book).officers:
            if not officer.is_retired:
                self.who.addItem(officer.name, officer.id)
        self.who.setCurrentIndex(max(self.who.findText(book.officer), 0))
        self.add_field("officer", "Petugas", self.who)
        self.pin = pin_line()
        self.add_field("pin", "PIN", self.pin)
        self._recover = quiet_button("PIN admin hilang")
        self._recover.setObjectName("recover")
        self._recover.clicked.connect(self.recovery_wanted)
        self.foot.insertWidget(0, self._recover)
        self.who.currentIndexChanged.connect(self.pin.clear)
        self.shield = words(SHIELD_WORDS, "strong")
        set_property(self.shield, "tone", "soon")
        self.keep_in_sight(self.shield)
        shield.changed.connect(self.shield.setVisible)
        self.shield.setVisible(shield.is_up)
        self.pin.setFocus()

    @override
    def work(self) -> Callable[[], object]:
        return partial(sign_in, self.book, int(self.who.currentData()), self.pin.text())

    @override
    @Slot()
    def reject(self) -> None:
        # Esc opens no lock; whoever cannot sign in closes the program.
        if self.sender() is self.cancel_button:
            self.close_wanted.emit()
