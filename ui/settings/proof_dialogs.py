"""Dialogs that seal and sign the book: the seal key, the key of the Kepala Dinas, a signature."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.book.signature_keys import (
    SHORTEST_PASSPHRASE,
    SUFFIX,
    SignatureKey,
    ensure_passphrase,
    keep_in_store,
    read_key_file,
    write_key_file,
)
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.keeping.proof_state import ProofState
from app.steps.seal import bring_seal_key, set_seal_key
from app.steps.sign import key_on_this_computer, make_signature_key, sign_head
from ui.shared.context import Context
from ui.shared.pin_dialog import PinDialog
from ui.widgets.buttons import secondary_button
from ui.widgets.field_box import FieldBox
from ui.widgets.words import tighten

_KEY_FILES: Final = f"Kunci tanda tangan (*{SUFFIX})"
_NAME: Final = f"tanda tangan kepala dinas{SUFFIX}"


class SealDialog(PinDialog):
    """Seals the book by a new key; ``code`` is how people write it."""

    def __init__(self, context: Context, state: ProofState, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Kunci segel baru" if state.seal_key else "Segel buku",
            "Sejak sekarang setiap catatan jurnal diberi segel yang hanya dapat dibuat dengan "
            f"kunci segel. Kuncinya disimpan di {state.where}, dan ditunjukkan sekali, untuk "
            "dicetak.",
            "Segel buku",
            parent,
        )
        self.code = ""

    @override
    def work(self) -> Callable[[], object]:
        return partial(set_seal_key, self.book)

    @override
    def on_done(self, result: object) -> None:
        self.code = str(result)
        self.accept()


class BringSealKeyDialog(PinDialog):
    """Takes the seal key from its paper to this computer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Masukkan kunci segel",
            "Ketik kunci segel dari kertasnya. Sesudah itu catatan baru disegel juga di komputer "
            "ini, dan segel yang lama dapat diperiksa.",
            "Simpan kunci",
            parent,
        )
        self.code = QLineEdit()
        self.code.setMaxLength(100)
        self.add_field("code", "Kunci segel", self.code, "Lima kelompok huruf dan angka.")

    @override
    def work(self) -> Callable[[], object]:
        return partial(bring_seal_key, self.book, self.code.text())


class _KeyPlaceDialog(PinDialog):
    """Asks where the private key lies: on a stick under a passphrase, or on this computer."""

    def __init__(
        self, context: Context, title: str, sentence: str, accept: str, parent: QWidget | None
    ) -> None:
        super().__init__(context.book, title, sentence, accept, parent)
        self.context = context
        self.on_computer = QCheckBox(self.computer_words())
        self.file = QLineEdit()
        self.choose = secondary_button("Pilih…", "folder")
        self.choose.setObjectName("choose")
        self.choose.clicked.connect(self._on_choose)
        line = QWidget()
        row = QHBoxLayout(line)
        tighten(row)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        line.setFocusProxy(self.file)
        self.add_field("on_computer", "Tempat kunci", self.on_computer)
        self._on_stick = [self.add_field("file", "Berkas kunci pada stik", line)]
        # The proxy of the row has the name; the line itself is what people type in.
        self.file.setAccessibleName("Berkas kunci pada stik")
        self.phrase = self._secret("passphrase", "Frasa sandi kunci", self.phrase_words())
        self.on_computer.toggled.connect(self._on_place_changed)

    def computer_words(self) -> str:
        """Return what choosing this computer means."""
        raise NotImplementedError

    def phrase_words(self) -> str:
        """Return the hint below the passphrase."""
        return ""

    def ask_file(self) -> str:
        """Let a file be chosen; return its name, empty for none."""
        raise NotImplementedError

    def _secret(self, name: str, label: str, hint: str = "") -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(200)
        self._on_stick.append(self.add_field(name, label, line, hint))
        return line

    def path(self) -> Path:
        """Return the chosen file; raise ``FormRefused`` without one."""
        if not self.file.text().strip():
            raise FormRefused(FieldProblem("file", "Pilih berkasnya."))
        path = Path(self.file.text().strip())
        return path if path.suffix else path.with_name(path.name + SUFFIX)

    @Slot(bool)
    def _on_place_changed(self, is_on_computer: bool) -> None:
        box: FieldBox
        for box in self._on_stick:
            box.setVisible(not is_on_computer)

    @Slot()
    def _on_choose(self) -> None:
        chosen = self.ask_file()
        if chosen:
            self.file.setText(chosen)


class MakeSignatureKeyDialog(_KeyPlaceDialog):
    """Makes the key by which whoever sits at the desk signs the book."""

    def __init__(self, context: Context, state: ProofState, parent: QWidget | None = None) -> None:
        self._where = state.where
        super().__init__(
            context,
            "Buat kunci tanda tangan",
            f"Kunci ini menjadi tanda tangan elektronik {context.book.officer}. Bagian rahasianya "
            "tidak masuk ke buku; yang tercatat dalam buku hanya bagian untuk memeriksanya.",
            "Buat kunci",
            parent,
        )
        self.again = self._secret("again", "Frasa sandi sekali lagi")

    @override
    def computer_words(self) -> str:
        return f"Simpan di komputer ini, tanpa stik ({self._where})"

    @override
    def phrase_words(self) -> str:
        return (
            f"Paling sedikit {SHORTEST_PASSPHRASE} huruf, misalnya empat kata. Frasa yang hilang "
            "tidak dapat dipulihkan."
        )

    @override
    def ask_file(self) -> str:
        name, _ = QFileDialog.getSaveFileName(self, "Simpan kunci pada stik", _NAME, _KEY_FILES)
        return name

    @override
    def work(self) -> Callable[[], object]:
        return partial(make_signature_key, self.book, self._keeping())

    def _keeping(self) -> Callable[[SignatureKey], object]:
        if self.on_computer.isChecked():
            return partial(keep_in_store, self.book.holding.keys)
        path, phrase = self.path(), self.phrase.text()
        ensure_passphrase(phrase)
        if phrase != self.again.text():
            raise FormRefused(FieldProblem("again", "Kedua frasa sandi tidak sama."))
        return partial(write_key_file, path=path, passphrase=phrase)


class SignDialog(_KeyPlaceDialog):
    """Signs the book up to its last entry."""

    def __init__(self, context: Context, state: ProofState, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "Tandatangani buku",
            "Tanda tangan ini mengikat semua catatan dari yang pertama sampai yang terakhir. "
            "Periksa buku lebih dahulu: yang sudah keliru ikut ditandatangani.",
            "Tandatangani",
            parent,
        )
        self.on_computer.setChecked(state.has_signature_key)
        self.on_computer.setEnabled(state.has_signature_key)

    @override
    def computer_words(self) -> str:
        return "Kunci yang disimpan di komputer ini"

    @override
    def ask_file(self) -> str:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih berkas kunci", "", _KEY_FILES)
        return name

    @override
    def work(self) -> Callable[[], object]:
        if self.on_computer.isChecked():
            return self._sign_here
        return partial(self._sign_with, self.path(), self.phrase.text())

    def _sign_here(self) -> object:
        return sign_head(self.book, key_on_this_computer(self.book))

    def _sign_with(self, path: Path, phrase: str) -> object:
        return sign_head(self.book, read_key_file(path, phrase))
