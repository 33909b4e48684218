"""The section *Kunci buku*: whether the book is encrypted, what opens it, and its plain copies."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.book import key_slots
from app.book.book import Book
from app.book.key_slots import SlotKind
from app.book.place import Place
from app.book.signature_keys import SHORTEST_PASSPHRASE
from app.book.unlocking import with_new_key
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import moment, thousands
from app.ground.overriding import override
from app.ground.paths import backup_folder
from app.keeping.encrypting import ensure_may_encrypt
from app.keeping.key_state import KeyState, read_key_state, remove_plain_copies
from app.rules.events import Step
from app.rules.procedure import STEPS
from app.steps.openers import let_this_computer_open, make_code, set_passphrase, take_away
from ui.settings.list_table import Line, ListTable
from ui.settings.section import Section
from ui.shared.backup_wishes import BackupWishes
from ui.shared.context import Context
from ui.shared.pin_dialog import PinDialog
from ui.shared.step_dialog import confirm
from ui.viewer.recovery_code import BOOK_CODE, CodeDialog
from ui.widgets.buttons import Button, secondary_button
from ui.widgets.windowed_model import Column
from ui.widgets.words import selectable, words
from ui.widgets.wrapping_row import WrappingRow

_OPENER: Final = {
    SlotKind.COMPUTER: "Komputer",
    SlotKind.CODE: "Kode pemulihan",
    SlotKind.PASSPHRASE: "Frasa sandi",
}
_COLUMNS: Final[tuple[Column[Line[key_slots.Slot]], ...]] = (
    Column("Pembuka", text=lambda line: _OPENER[line.value.kind], width=170),
    Column("Komputer", text=lambda line: line.value.label, stretch=True),
    Column("Dibuat", text=lambda line: _made(line.value), width=180),
)


class KeySection(Section):
    """Encrypts the book, and changes what opens it."""

    name = "Kunci buku"
    by = STEPS[Step.CHANGE_OPENERS].by
    sentence = (
        "Buku yang terkunci dan cadangannya tidak terbaca oleh orang yang hanya memegang berkasnya."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._state: KeyState | None = None
        self.said = selectable(words("", "quiet", wrap=True))
        self.said.setObjectName("said")
        self.encrypt_button = self._button("Kunci buku…", "encrypt", self._on_encrypt_wanted)
        self.code_button = self._button("Kode pemulihan baru…", "code", self._on_code_wanted)
        self.phrase_button = self._button("Frasa sandi…", "phrase", self._on_phrase_wanted)
        self.here_button = self._button("Buka di komputer ini", "here", self._on_here_wanted)
        self.drop_button = self._button("Hapus pembuka…", "drop", self._on_drop_wanted)
        self.sweep_button = self._button("Hapus salinan tak terkunci…", "sweep", self._on_sweep)
        self.table = ListTable[key_slots.Slot](_COLUMNS, "Pembuka buku")
        self.table.setObjectName("openers")
        self.plain = selectable(words("", "quiet", wrap=True))
        self.plain.setObjectName("plain-copies")
        self.body.addWidget(self.said)
        row = WrappingRow()
        for button in (self.encrypt_button, self.here_button, self.phrase_button, self.code_button):
            row.addWidget(button)
        row.addWidget(self.drop_button)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.plain)
        self.body.addWidget(self.sweep_button)
        self.body.addStretch(0)

    def _button(self, text: str, name: str, slot: Callable[[], object]) -> Button:
        button = secondary_button(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        button.hide()
        return button

    @override
    def show_stored(self) -> None:
        self.context.tasks.run(
            partial(_read, self.context.book, self._folders()),
            done=self.show_state,
            failed=self.refusal.refuse,
            busy="Membaca pembuka buku…",
        )

    def _folders(self) -> tuple[Path, ...]:
        second = BackupWishes(self.context.preferences).second
        return (backup_folder(), *filter(None, [second]))

    def show_state(self, state: KeyState) -> None:
        """Say how the book is encrypted, and offer what can be done about it."""
        self._state = state
        may = not self.is_locked and not self.context.is_throwaway
        self.said.setText(_said(state))
        self.encrypt_button.setVisible(may and not state.is_locked)
        for button in (self.code_button, self.phrase_button, self.drop_button):
            button.setVisible(may and state.is_locked)
        self.here_button.setVisible(may and state.is_locked and not state.opens_here)
        self.table.setVisible(state.is_locked)
        self.table.show_values(state.slots)
        self.plain.setText(_plain_words(state))
        self.plain.setVisible(state.is_locked and bool(state.plain_copies))
        self.sweep_button.setVisible(may and state.is_locked and bool(state.plain_copies))

    @Slot()
    def _on_encrypt_wanted(self) -> None:
        dialog = EncryptDialog(self.context, self)
        if not self._is_done(dialog) or dialog.place is None:
            return
        self._show_code(dialog.code)
        self.exchange_wanted.emit(dialog.place)

    @Slot()
    def _on_code_wanted(self) -> None:
        dialog = CodeAgainDialog(self.context, self)
        if self._is_done(dialog, "Kode pemulihan yang lama tidak berlaku lagi untuk buku ini."):
            self._show_code(dialog.code)

    @Slot()
    def _on_phrase_wanted(self) -> None:
        self._is_done(PassphraseDialog(self.context, self), "Frasa sandi dipasang.")

    @Slot()
    def _on_here_wanted(self) -> None:
        dialog = RememberDialog(self.context, self)
        self._is_done(dialog, "Komputer ini sekarang membuka buku tanpa ditanya.")

    @Slot()
    def _on_drop_wanted(self) -> None:
        chosen = self.table.current_value()
        if chosen is None:
            self.refusal.refuse("Pilih pembuka yang hendak dihapus.")
            return
        self._is_done(DropDialog(self.context, chosen, self), "Pembuka dihapus.")

    @Slot()
    def _on_sweep(self) -> None:
        state = self._state
        if state is None or not confirm(
            self,
            "Hapus salinan yang tidak terkunci",
            f"{thousands(len(state.plain_copies))} berkas ditimpa lalu dihapus dan tidak dapat "
            "dikembalikan. Pastikan ada cadangan baru yang terkunci.",
            "Hapus salinan",
            is_danger=True,
        ):
            return
        self.context.tasks.run(
            partial(remove_plain_copies, state.plain_copies),
            done=self._on_swept,
            failed=self.refusal.refuse,
            busy="Menghapus salinan…",
        )

    def _on_swept(self, kept: tuple[Path, ...]) -> None:
        if kept:
            self.refusal.refuse(f"Belum dapat dihapus: {', '.join(str(path) for path in kept)}.")
        else:
            self.message.emit("Salinan yang tidak terkunci sudah dihapus.")
        self.context.hub.changed.emit(Changes(backups=True))
        self.show_stored()

    def _show_code(self, code: str) -> None:
        shown = CodeDialog(self.context.book.settings.office, code, self, about=BOOK_CODE)
        shown.exec()
        shown.deleteLater()

    def _is_done(self, dialog: PinDialog, said: str = "") -> bool:
        self.refusal.clear()
        is_done = dialog.exec() == PinDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_done and said:
            self.context.hub.changed.emit(Changes(settings=True))
            self.message.emit(said)
            self.show_stored()
        return is_done


class EncryptDialog(PinDialog):
    """Makes the key of a plain book; ``place`` then has it, and ``code`` is how people write it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Kunci buku",
            "Program membuat salinan buku yang terkunci, memeriksanya, lalu menaruhnya di tempat "
            "buku; sesudah itu berkas yang tidak terkunci dihapus. Jendela ditutup sebentar. "
            "Cadangan yang sudah ada tidak berubah: yang dibuat program berganti sendiri dengan "
            "yang terkunci, lainnya ditunjukkan di sini sesudahnya. Kode pemulihan ditunjukkan "
            "sekarang, untuk dicetak.",
            "Kunci buku",
            parent,
        )
        self.place: Place | None = None
        self.code = ""

    @override
    def work(self) -> Callable[[], object]:
        return partial(_new_key, self.book)

    @override
    def on_done(self, result: object) -> None:
        self.place, self.code = result  # type: ignore[misc]  # what ``_new_key`` returns
        self.accept()


class CodeAgainDialog(PinDialog):
    """Makes a new recovery code; ``code`` is how people write it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Kode pemulihan baru",
            "Kode yang lama tidak membuka buku ini lagi. Cadangan yang sudah ada tetap dapat "
            "dibuka dengan kode yang lama.",
            "Buat kode baru",
            parent,
        )
        self.code = ""

    @override
    def work(self) -> Callable[[], object]:
        return partial(make_code, self.book)

    @override
    def on_done(self, result: object) -> None:
        self.code = str(result)
        self.accept()


class PassphraseDialog(PinDialog):
    """Lets a passphrase open the book too."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Frasa sandi buku",
            "Di komputer lain buku dan cadangannya juga dibuka dengan frasa ini, selain dengan "
            "kode pemulihan. Frasa yang dipasang sebelumnya tidak berlaku lagi.",
            "Pasang frasa sandi",
            parent,
        )
        self.phrase, self.again = self._line(), self._line()
        hint = f"Paling sedikit {SHORTEST_PASSPHRASE} huruf, misalnya empat kata."
        self.add_field("passphrase", "Frasa sandi", self.phrase, hint)
        self.add_field("again", "Frasa sandi sekali lagi", self.again)

    def _line(self) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(200)
        return line

    @override
    def work(self) -> Callable[[], object]:
        if self.phrase.text() != self.again.text():
            raise FormRefused(FieldProblem("again", "Kedua frasa tidak sama."))
        return partial(set_passphrase, self.book, self.phrase.text())


class RememberDialog(PinDialog):
    """Lets this computer open the book by itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Buka di komputer ini",
            "Akun komputer ini membuka buku dan cadangannya tanpa ditanya. Hanya untuk komputer "
            "kantor.",
            "Buka di komputer ini",
            parent,
        )

    @override
    def work(self) -> Callable[[], object]:
        return partial(let_this_computer_open, self.book)


class DropDialog(PinDialog):
    """Takes away what opens the book."""

    def __init__(
        self, context: Context, slot: key_slots.Slot, parent: QWidget | None = None
    ) -> None:
        what = f"{_OPENER[slot.kind]} {slot.label}".strip()
        super().__init__(
            context.book,
            "Hapus pembuka",
            f"{what} tidak membuka buku ini lagi. Cadangan yang sudah ada masih dapat dibukanya.",
            "Hapus pembuka",
            parent,
        )
        self._slot = slot

    @override
    def work(self) -> Callable[[], object]:
        return partial(take_away, self.book, self._slot)


def _made(slot: key_slots.Slot) -> str:
    try:
        return moment(datetime.fromisoformat(slot.made_at))
    except ValueError:
        return ""


def _new_key(book: Book) -> tuple[Place, str]:
    ensure_may_encrypt(book)
    return with_new_key(book.place, book.clock.now())


def _read(book: Book, folders: tuple[Path, ...]) -> KeyState:
    return read_key_state(book, folders)


def _said(state: KeyState) -> str:
    if not state.is_locked:
        return (
            "Buku ini tidak terkunci: siapa pun yang memegang berkas, cadangan, atau diskanya "
            f"dapat membaca isinya. Rahasia komputer ini akan disimpan di {state.where}."
        )
    here = (
        f"Komputer ini membukanya sendiri dengan rahasia di {state.where}."
        if state.opens_here
        else "Komputer ini belum dapat membukanya sendiri."
    )
    return f"Buku, drafnya, dan cadangan yang baru terkunci. {here}"


def _plain_words(state: KeyState) -> str:
    names = ", ".join(path.name for path in state.plain_copies[:5])
    more = " dan lainnya" if len(state.plain_copies) > 5 else ""
    return (
        f"{thousands(len(state.plain_copies))} salinan lama tidak terkunci dan masih terbaca siapa "
        f"pun yang memegangnya: {names}{more}. Cadangan buatan program berganti sendiri."
    )
