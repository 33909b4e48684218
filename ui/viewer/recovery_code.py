"""CodeDialog: the recovery code of the book, shown once; it is printed and written nowhere else."""

from collections.abc import Callable
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
_KEEPING: Final = (
    "Simpan kertas ini di tempat terkunci. Dengan kode ini admin yang kehilangan PIN memasang PIN "
    "baru; siapa pun yang memegangnya dapat melakukannya."
)


class CodeDialog(StepDialog):
    """Shows *code*; closing it asks whether it has been kept."""

    def __init__(
        self,
        office: OfficeIdentity,
        code: str,
        parent: QWidget | None = None,
        *,
        printers: Callable[[], Printers] = find_printers,
        printer_named: Callable[[str], QPrinter] = named_printer,
    ) -> None:
        super().__init__(
            "Kode pemulihan",
            "Cetak atau salin kode ini sekarang. Kode ini tidak dapat ditampilkan lagi.",
            "Sudah saya simpan",
            parent,
        )
        self._office = office
        self._printers = printers
        self._printer_named = printer_named
        self._tasks = TaskRunner(self)
        self.finished.connect(self._tasks.wait)
        self.code = selectable(words(code, "heading"))
        self.code.setObjectName("code")
        self.form.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.form.addWidget(words(_KEEPING, "quiet", wrap=True))
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
            "Tanpa kode ini, PIN admin yang hilang tidak dapat dipulihkan.",
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
        _paint(painter, printer, self._office.name, self.code.text())
        painter.end()
        return name

    def _on_printed(self, name: str) -> None:
        self.print.free()
        self.said.setText(f"Kode dikirim ke pencetak “{name}”.")

    def _on_refused(self, error: BookError) -> None:
        self.print.free()
        self.show_refusal(error)


def _paint(painter: QPainter, printer: QPrinter, office: str, code: str) -> None:
    sheet = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    font = QFont()
    font.setPointSize(_SIZE)
    painter.setFont(font)
    text = f"Buku Pengaduan\n{office}\n\nKode pemulihan:\n\n{code}\n\n{_KEEPING}"
    painter.drawText(QRectF(0, 0, sheet.width(), sheet.height()), Qt.TextFlag.TextWordWrap, text)
