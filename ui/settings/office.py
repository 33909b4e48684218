"""The section *Kantor*: the letterhead, the logo and the paper."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.book.settings import OfficeIdentity, Settings
from app.ground.clock import FIRST_ZONE, Zone
from app.ground.overriding import override
from app.rules.office_checks import logo_problem
from ui.settings.letterhead_preview import LetterheadPreview
from ui.settings.section import FormSection
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.field_box import FieldBox
from ui.widgets.words import tighten, words

# name, label, hint, row, column
_LINES: Final = (
    ("government", "Pemerintah daerah", "", 0, 0),
    ("name", "Nama dinas", "", 0, 1),
    ("short_name", "Nama singkat", "Tampil di jendela dan kaki halaman.", 1, 0),
    ("city", "Kota penandatanganan", "", 1, 1),
    ("address", "Alamat kantor", "Bila kosong, kop memuat titik-titik.", 2, 0),
    ("phone", "Telepon atau WhatsApp", "", 2, 1),
    ("email", "Email", "", 3, 0),
    ("website", "Laman", "", 3, 1),
)
ZONE_LABELS: Final = {
    Zone.WIB: "WIB (Waktu Indonesia Barat)",
    Zone.WITA: "WITA (Waktu Indonesia Tengah)",
    Zone.WIT: "WIT (Waktu Indonesia Timur)",
}
_PAPERS: Final = (("A4", "A4 (210 × 297 mm)"), ("F4", "F4 (215 × 330 mm)"))


class OfficeSection(FormSection):
    """What the letterhead says; the picture above the fields follows every key."""

    name = "Kantor"
    prefix = "office."
    sentence = "Isi kop surat pada semua surat, tanda terima, dan rekapitulasi."

    @override
    def build(self) -> None:
        self._logo = ""
        self.preview = LetterheadPreview()
        self.form.addWidget(self.preview)
        self.form.addWidget(self._logo_row())
        self._lines = {name: QLineEdit() for name, *_ in _LINES}
        grid = QGridLayout()
        tighten(grid, 12)
        for name, label, hint, row, column in _LINES:
            box = self.field(name, label, self._lines[name], hint)
            grid.addWidget(box, row, column)
            self._lines[name].textChanged.connect(self.on_edited)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.form.addLayout(grid)
        self._legal_basis = QPlainTextEdit()
        self._legal_basis.setTabChangesFocus(True)
        self._legal_basis.setFixedHeight(54)
        self._legal_basis.textChanged.connect(self.on_edited)
        self.form.addWidget(self.field("legal_basis", "Dasar hukum", self._legal_basis))
        self._paper = Combo()
        self._paper.setMaximumWidth(260)
        for key, words_ in _PAPERS:
            self._paper.addItem(words_, key)
        self._paper.currentIndexChanged.connect(self.on_edited)
        self.form.addWidget(self.field("paper", "Kertas", self._paper))
        self._at_once = QCheckBox("Cetak begitu pengaduan tatap muka disimpan")
        self._at_once.toggled.connect(self.on_edited)
        self.form.addWidget(
            self.field(
                "print_receipt_at_once",
                "Tanda terima",
                self._at_once,
                "Pada pencetak yang terakhir dipakai; bila tidak ada, tanda terima ditampilkan.",
            )
        )
        self._zone = Combo()
        self._zone.setMaximumWidth(260)
        for zone, words_ in ZONE_LABELS.items():
            self._zone.addItem(words_, zone)
        self._zone.currentIndexChanged.connect(self.on_edited)
        self.form.addWidget(self.field("zone", "Zona waktu", self._zone))
        self._ways = QPlainTextEdit()
        self._ways.setTabChangesFocus(True)
        self._ways.setFixedHeight(54)
        self._ways.textChanged.connect(self.on_edited)
        self.form.addWidget(
            self.field(
                "delivery_ways", "Cara penyampaian jawaban", self._ways, "Pisahkan dengan koma."
            )
        )

    def _logo_row(self) -> QWidget:
        self.logo_button = secondary_button("Pilih logo…", "folder")
        self.logo_button.setObjectName("choose-logo")
        self.clear_logo_button = quiet_button("Hapus logo", "close")
        self.clear_logo_button.setObjectName("clear-logo")
        self.logo_button.clicked.connect(self._on_choose_clicked)
        self.clear_logo_button.clicked.connect(self._on_clear_clicked)
        self.logo_button.setEnabled(not self.is_locked)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        tighten(row)
        row.addWidget(self.logo_button)
        row.addWidget(self.clear_logo_button)
        row.addWidget(words("PNG atau JPEG, paling besar 1 MB.", "muted"), 1)
        self._logo_box = FieldBox("Logo", buttons)
        return self._logo_box

    @override
    def fill(self, settings: Settings) -> None:
        office = settings.office
        self._logo = office.logo
        for name, line in self._lines.items():
            line.setText(getattr(office, name))
            line.setCursorPosition(0)  # a long line is read from its beginning
        self._legal_basis.setPlainText(office.legal_basis)
        self._paper.setCurrentIndex(max(self._paper.findData(office.paper), 0))
        self._at_once.setChecked(settings.print_receipt_at_once)
        self._zone.setCurrentIndex(max(self._zone.findData(office.zone), 0))
        self._ways.setPlainText(", ".join(settings.delivery_ways))
        self._logo_box.clear_error()

    @override
    def wanted(self) -> Settings:
        ways = (way.strip() for way in self._ways.toPlainText().replace("\n", ",").split(","))
        return replace(
            self.context.book.settings,
            office=self._office(),
            delivery_ways=tuple(dict.fromkeys(way for way in ways if way)),
            print_receipt_at_once=self._at_once.isChecked(),
        )

    def _office(self) -> OfficeIdentity:
        texts = {name: " ".join(line.text().split()) for name, line in self._lines.items()}
        return replace(
            self.context.book.settings.office,
            **texts,
            zone=Zone(self._zone.currentData() or FIRST_ZONE),
            legal_basis=" ".join(self._legal_basis.toPlainText().split()),
            logo=self._logo,
            paper=self._paper.currentData() or "A4",
        )

    @Slot()
    @override
    def on_edited(self) -> None:
        super().on_edited()
        self.preview.show_office(self._office(), base64.b64decode(self._logo))
        self.clear_logo_button.setEnabled(bool(self._logo) and not self.is_locked)

    def take_logo(self, path: Path) -> None:
        """Take the picture at *path* for the logo; say under the button why it cannot be."""
        self._logo_box.clear_error()
        try:
            content = path.read_bytes()
        except OSError:
            self._logo_box.set_error(f"Berkas {path.name} tidak dapat dibaca.")
            return
        problem = logo_problem(content)
        if problem:
            self._logo_box.set_error(problem)
            return
        self._logo = base64.b64encode(content).decode("ascii")
        self.on_edited()

    @Slot()
    def _on_choose_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Pilih logo", "", "Gambar (*.png *.jpg *.jpeg)"
        )
        if chosen:
            self.take_logo(Path(chosen))

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._logo = ""
        self._logo_box.clear_error()
        self.on_edited()
