"""The section *Masa simpan*: how long the book says who complained, and what is past that."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from app.book.journal import Standing, standing
from app.book.settings import Settings
from app.ground.changes import Changes
from app.ground.formatting import long_date, thousands
from app.ground.names import safe_file_name
from app.ground.overriding import override
from app.ground.paths import backup_folder
from app.keeping.backup_notes import read_backups
from app.reading.retention import MOST_AT_ONCE, Overdue, read_overdue
from app.rules.events import Step
from app.rules.procedure import STEPS
from app.rules.retention import FEWEST_YEARS, MOST_YEARS
from app.steps.anonymise import Anonymised, anonymise
from ui.complaint.papers import papers_folder, run_export
from ui.settings.section import FormSection
from ui.shared.context import Context
from ui.shared.rights import offer
from ui.shared.step_dialog import is_agreed
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.buttons import danger_button
from ui.widgets.surfaces import rule
from ui.widgets.words import selectable, words

_WHAT_STAYS = (
    "Nama, kontak, NIK, isi pengaduan, jawaban, dan lampirannya dihapus untuk selamanya, juga dari "
    "jurnal. Nomor, saluran, layanan, kategori, kecamatan, dan tanggalnya tetap, sehingga angka "
    "setiap rekap tidak berubah."
)


class RetentionSection(FormSection):
    """The years, what is past them, and the step that lets it go."""

    name = "Masa simpan"
    sentence = (
        "Berapa tahun setelah ditutup sebuah pengaduan masih memuat data pengadunya. Program hanya "
        "menunjukkan yang sudah lewat; menghapusnya selalu keputusan pejabat."
    )

    @override
    def build(self) -> None:
        self.years = QSpinBox()
        self.years.setRange(FEWEST_YEARS, MOST_YEARS)
        self.years.setSuffix(" tahun")
        self.years.setFixedWidth(140)
        # The style sheet has no say over the room before the number.
        self.years.lineEdit().setTextMargins(8, 0, 0, 0)
        self.years.valueChanged.connect(self.on_edited)
        hint = "Sesuaikan dengan jadwal retensi arsip kantor."
        self.form.addWidget(self.field("retention_years", "Masa simpan", self.years, hint))
        self.form.addWidget(rule())
        self.heading("Sudah lewat masa simpan")
        self.found = selectable(words("", wrap=True))
        self.found.setObjectName("overdue")
        self.form.addWidget(self.found)
        self.form.addWidget(words(_WHAT_STAYS, "quiet", wrap=True))
        self.button = danger_button(f"{STEPS[Step.ANONYMISE].label}…")
        self.button.setObjectName("anonymise")
        self.button.clicked.connect(self._on_wanted)
        self.form.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def fill(self, settings: Settings) -> None:
        self.years.setValue(settings.retention_years)
        overdue = read_overdue(self.context.book)
        self.found.setText(_found_words(overdue))
        may = bool(overdue.ids) and not self.is_locked
        offer(self.button, self.context.book, Step.ANONYMISE, if_=may)

    @override
    def wanted(self) -> Settings:
        return replace(self.context.book.settings, retention_years=self.years.value())

    @Slot()
    def _on_wanted(self) -> None:
        self.refusal.clear()
        dialog = AnonymiseDialog(self.context, read_overdue(self.context.book), self.window())
        if not is_agreed(dialog) or dialog.gone is None:
            return
        self.show_stored()
        self.message.emit(f"Data {len(dialog.gone.numbers)} pengadu dihapus.")
        self._write_minutes(dialog.gone)

    def _write_minutes(self, done: Anonymised) -> None:
        book = self.context.book
        run_export(
            self.context,
            self.window(),
            partial(_write, done, book.settings, standing(book)),
            what="Berita acara penghapusan data",
            said=self.message.emit,
            refused=self.refusal.refuse,
        )


class AnonymiseDialog(WritingDialog):
    """Shows what would go before anything does; closing it is the dry run."""

    def __init__(self, context: Context, overdue: Overdue, parent: QWidget | None = None) -> None:
        label = STEPS[Step.ANONYMISE].label
        super().__init__(
            context, label, _found_words(overdue), f"{label} sekarang", parent, is_danger=True
        )
        self.gone: Anonymised | None = None
        self._overdue = overdue
        self.setMinimumWidth(560)
        self.form.addWidget(words(_WHAT_STAYS, wrap=True))
        self.form.addWidget(words(_backup_words(context), wrap=True))
        more = overdue.count - len(overdue.ids)
        rest = f" Sisanya {thousands(more)}; ulangi sesudah ini." if more else ""
        about = f"Kali ini {thousands(len(overdue.ids))} pengaduan, {overdue.files} lampiran.{rest}"
        self.form.addWidget(words(about, "strong", wrap=True))
        self.numbers = selectable(words(", ".join(overdue.numbers), "quiet", wrap=True))
        self.numbers.setObjectName("numbers")
        self.form.addWidget(self.numbers)

    @override
    def write(self) -> Changes:
        changes, self.gone = anonymise(self.context.book, self._overdue.ids)
        return changes


def _write(done: Anonymised, settings: Settings, stood: Standing) -> Path:
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.anonymised import write_anonymised

    name = safe_file_name(f"Berita acara penghapusan data {done.on.isoformat()} {stood.sequence}")
    path = papers_folder() / f"{name}.pdf"
    write_anonymised(done, settings, path, stood)
    return path


def _found_words(overdue: Overdue) -> str:
    since = f"ditutup sebelum {long_date(overdue.closed_before)}"
    if not overdue.count:
        return f"Tidak ada pengaduan yang {since} dan masih memuat data pengadunya."
    years = ", ".join(f"{year}: {thousands(n)}" for year, n in overdue.by_year.items())
    return (
        f"{thousands(overdue.count)} pengaduan {since} masih memuat data pengadunya "
        f"(menurut tahun ditutup, {years}). Sekali jalan paling banyak {MOST_AT_ONCE}."
    )


def _backup_words(context: Context) -> str:
    kept = read_backups(context.book.place, backup_folder())
    if not kept:
        return "Belum ada cadangan di folder cadangan yang memuat data ini."
    oldest = min(info.made_at for info in kept)
    return (
        f"{thousands(len(kept))} cadangan di folder cadangan, yang tertua {long_date(oldest)}, "
        "masih memuat data ini sampai diganti. Salinan di tempat lain dihapus oleh kantor."
    )
