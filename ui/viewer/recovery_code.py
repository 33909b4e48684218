"""CodeDialog: a code of the book, shown once; it is printed and written nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.book.settings import OfficeIdentity
from app.ground.errors import BookError
from app.ground.overriding import override
from ui.shared.step_dialog import StepDialog, confirm
from ui.shared.tasks import TaskRunner
from ui.viewer.printing import PrinterRefused, Printers, find_printers, named_printer
from ui.widgets.buttons import secondary_button
from ui.widgets.words import selectable, words

_SIZE: Final = 14


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What is said of a code.

    Attributes:
        name: what it is called.
        keeping: what it is for and how it is kept; stands on its paper too.
        loss: what cannot be done without it.
    """

    name: str
    keeping: str
    loss: str


RECOVERY_CODE: Final = CodeWords(
    "Kode pemulihan",
    "Simpan kertas ini di tempat terkunci. Dengan kode ini admin yang kehilangan PIN memasang PIN "
    "baru; siapa pun yang memegangnya dapat melakukannya.",
    "Tanpa kode ini, PIN admin yang hilang tidak dapat dipulihkan.",
)
BOOK_CODE: Final = CodeWords(
    "Kode pemulihan buku",
    "Simpan kertas ini di tempat terkunci, jauh dari komputer dan cadangannya. Dengan kode ini "
    "buku dan cadangannya dibuka di komputer lain; siapa pun yang memegang kode ini dan berkasnya "
    "dapat membaca semuanya.",
    "Bila komputer ini hilang atau rusak, buku dan semua cadangannya tidak dapat dibuka lagi tanpa "
    "kode ini. Tidak ada jalan lain.",
)
SEAL_CODE: Final = CodeWords(
    "Kunci segel",
    "Simpan kertas ini di tempat terkunci, jauh dari buku dan cadangannya. Dengan kode ini buku "
    "disegel dan segelnya diperiksa di komputer lain; siapa pun yang memegangnya dapat membuat "
    "segel palsu.",
    "Tanpa kode ini, buku yang pindah komputer disegel dengan kunci baru, dan segel lamanya tidak "
    "dapat diperiksa lagi.",
)


class CodeDialog(StepDialog):
    """Shows *code*; closing it asks whether it has been kept."""

    def __init__(
        self,
        office: OfficeIdentity,
        code: str,
        parent: QWidget | None = None,
        *,
        about: CodeWords = RECOVERY_CODE,
        printers: Callable[[], Printers] = find_printers,
        printer_named: Callable[[str], QPrinter] = named_printer,
    ) -> None:
        super().__init__(
            about.name,
            "Cetak atau salin kode ini sekarang. Kode ini tidak dapat ditampilkan lagi.",
            "Sudah saya simpan",
            parent,
        )
        self._office = office
        self._about = about
        self._printers = printers
        self._printer_named = printer_named
        self._tasks = TaskRunner(self)
        self.finished.connect(self._tasks.wait)
        self.code = selectable(words(code, "heading"))
        self.code.setObjectName("code")
        self.form.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.form.addWidget(words(about.keeping, "quiet", wrap=True))
        self.said = words("", "muted", wrap=True)
        self.form.addWidget(self.said)
        self.print = secondary_button("Cetak", "print")
        self.print.setObjectName("print")
        self.print.clicked.connect(self._on_print_wanted)
        self.foot.insertWidget(0, self.print)
        self.cancel_button.hide()

    @override
    @Slot()
    def reject(self) -> None:
        if confirm(
            self,
            "Kode belum disimpan",
            self._about.loss,
            "Tutup tanpa menyimpan",
            is_danger=True,
        ):
            self.accept()

    @Slot()
    def _on_print_wanted(self) -> None:
        self.print.lock()
        self._tasks.run(
            self._print, done=self._on_printed, failed=self._on_refused, busy="Mencetak kode"
        )

    def _print(self) -> str:
        name = self._printers().usual
        if not name:
            raise PrinterRefused("Tidak ada pencetak di komputer ini. Salin kodenya dengan tangan.")
        printer = self._printer_named(name)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterRefused(f"Pencetak “{name}” tidak menerima halaman.")
        text = (
            f"Buku Pengaduan\n{self._office.name}\n\n{self._about.name}:\n\n{self.code.text()}"
            f"\n\n{self._about.keeping}"
        )
        _paint(painter, printer, text)
        painter.end()
        return name

    def _on_printed(self, name: str) -> None:
        self.print.free()
        self.said.setText(f"Kode dikirim ke pencetak “{name}”.")

    def _on_refused(self, error: BookError) -> None:
        self.print.free()
        self.show_refusal(error)


def _paint(painter: QPainter, printer: QPrinter, text: str) -> None:
    sheet = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    font = QFont()
    font.setPointSize(_SIZE)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, sheet.width(), sheet.height()), Qt.TextFlag.TextWordWrap, text)
