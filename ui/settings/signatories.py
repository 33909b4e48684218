"""The section *Penanda tangan*: who signs for the office."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.book.settings import Settings, Signatory
from app.ground.overriding import override
from exports.office_text import signature_text
from ui.settings.section import FormSection
from ui.widgets.combo import Combo
from ui.widgets.surfaces import rule
from ui.widgets.words import set_property, tighten, words
from ui.widgets.wrapping_row import WrappingRow

_ACTING: Final = (
    ("", "Pejabat tetap"),
    ("a.n.", "a.n. (atas nama)"),
    ("Plt.", "Plt. (pelaksana tugas)"),
    ("Plh.", "Plh. (pelaksana harian)"),
)
_LEAST_FIELDS: Final = 380
_PEOPLE: Final = (("manager", "Pejabat Pengelola Pengaduan"), ("head", "Kepala Dinas"))


class SignatureBlock(QWidget):
    """How the signature will stand on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._above = words("")
        self._name = words("", "strong")
        self._below = words("")
        frame = QVBoxLayout(self)
        tighten(frame, 2)
        frame.addWidget(words("Tampilan di surat", "muted"))
        frame.addSpacing(6)
        frame.addWidget(self._above)
        frame.addSpacing(30)
        frame.addWidget(self._name)
        frame.addWidget(self._below)
        frame.addStretch(1)
        font = self._name.font()
        font.setUnderline(True)
        self._name.setFont(font)

    def show_signatory(self, signatory: Signatory, city: str) -> None:
        """Show the block of *signatory*; what is not known is a dotted line."""
        block = signature_text(signatory, city, None)
        self._above.setText("\n".join(block.above))
        self._name.setText(block.name)
        set_property(self._name, "role", "strong" if block.is_named else "")
        self._below.setText("\n".join(block.below))


class SignatoriesSection(FormSection):
    """The two people whose names stand under papers and recaps."""

    name = "Penanda tangan"
    sentence = "Nama dan jabatan pada blok tanda tangan. Bagian yang kosong dicetak titik-titik."

    @override
    def build(self) -> None:
        self._lines: dict[str, QLineEdit] = {}
        self._acting: dict[str, QComboBox] = {}
        self._blocks: dict[str, SignatureBlock] = {}
        for place, (person, title) in enumerate(_PEOPLE):
            if place:
                self.form.addWidget(rule())
            self.heading(title)
            fields = QWidget()
            fields.setLayout(self._fields(person))
            fields.setMinimumWidth(_LEAST_FIELDS)
            fields.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._blocks[person] = SignatureBlock()
            row = WrappingRow(spacing=24)
            row.addWidget(fields)
            row.addWidget(self._blocks[person])
            self.form.addLayout(row)

    def _fields(self, person: str) -> QGridLayout:
        grid = QGridLayout()
        tighten(grid, 12)
        acting = Combo()
        for key, shown in _ACTING:
            acting.addItem(shown, key)
        acting.currentIndexChanged.connect(self.on_edited)
        self._acting[person] = acting
        grid.addWidget(self._line(person, "position", "Jabatan"), 0, 0, 1, 2)
        grid.addWidget(self.field(f"{person}.acting", "Kedudukan", acting), 1, 0)
        grid.addWidget(self._line(person, "behalf_of", "Atas nama", "Hanya untuk a.n."), 1, 1)
        grid.addWidget(self._line(person, "name", "Nama dan gelar"), 2, 0, 1, 2)
        grid.addWidget(self._line(person, "rank", "Pangkat/Gol."), 3, 0)
        grid.addWidget(self._line(person, "nip", "NIP", "18 angka."), 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _line(self, person: str, field: str, label: str, hint: str = "") -> QWidget:
        line = QLineEdit()
        line.textChanged.connect(self.on_edited)
        self._lines[f"{person}.{field}"] = line
        return self.field(f"{person}.{field}", label, line, hint)

    @override
    def fill(self, settings: Settings) -> None:
        for person, _ in _PEOPLE:
            signatory: Signatory = getattr(settings, person)
            self._acting[person].setCurrentIndex(
                max(self._acting[person].findData(signatory.acting), 0)
            )
            for field in ("position", "behalf_of", "name", "rank", "nip"):
                self._lines[f"{person}.{field}"].setText(getattr(signatory, field))

    def _signatory(self, person: str) -> Signatory:
        texts = {
            field: " ".join(self._lines[f"{person}.{field}"].text().split())
            for field in ("position", "behalf_of", "name", "rank", "nip")
        }
        return Signatory(acting=self._acting[person].currentData() or "", **texts)

    @override
    def wanted(self) -> Settings:
        return replace(
            self.context.book.settings,
            manager=self._signatory("manager"),
            head=self._signatory("head"),
        )

    @override
    def on_edited(self) -> None:
        super().on_edited()
        city = self.context.book.settings.office.city
        for person, _ in _PEOPLE:
            self._blocks[person].show_signatory(self._signatory(person), city)
            is_behalf = self._acting[person].currentData() == "a.n."
            self._lines[f"{person}.behalf_of"].setEnabled(is_behalf and not self.is_locked)
