"""PaperDialog: a paper before it is printed; it lies on the disk already, so nothing is lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.ground.errors import BookError, StorageError
from app.ground.files import replacing
from app.ground.overriding import override
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.viewer.dialog import FileDialog
from ui.viewer.printing import (
    PagesNotThere,
    Printers,
    PrintOrder,
    find_printers,
    named_printer,
    print_pages,
    wanted_pages,
)
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.field_box import FieldBox
from ui.widgets.words import selectable, tighten, words

_SIDE: Final = 260
_MOST_COPIES: Final = 99
_SPIN_MARGIN: Final = 8
PRINTER: Final = "print/printer"
Say = Callable[[str], object]


class PaperDialog(FileDialog):
    """Shows the paper at *path* with printer, copies and pages; says where it lies.

    Args:
        said, refused: are told how printing ended, which may be after the dialog was closed.
        printers, printer_named: ask the computer; they run in the worker.
    """

    def __init__(
        self,
        context: Context,
        path: Path,
        parent: QWidget,
        *,
        said: Say,
        refused: Say,
        printers: Callable[[], Printers] = find_printers,
        printer_named: Callable[[str], QPrinter] = named_printer,
    ) -> None:
        self.path = path
        self._said = said
        self._refused = refused
        self._printer_named = printer_named
        self._is_over = False
        self.printer = Combo()
        self.copies = QSpinBox()
        self.pages = QLineEdit()
        self.print = primary_button("Cetak", "print")
        self.keep = secondary_button("Simpan PDF…", "pdf")
        self.place = selectable(words(f"Tersimpan di {path}", "muted", wrap=True))
        super().__init__(context, path.name, partial(read_paper, path), parent)
        self.other.clicked.connect(self._on_other_wanted)
        self.print.clicked.connect(self._on_print_wanted)
        self.keep.clicked.connect(self._on_keep_wanted)
        bind(Action.PRINT, self, self.print.click)
        bind(Action.KEEP_PDF, self, self.keep.click)
        self.print.setEnabled(False)
        self._search = context.tasks.run(
            printers, done=self._on_printers_found, failed=self._refuse, busy="Mencari pencetak"
        )

    @override
    def _arrange(self) -> None:
        super()._arrange()
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        tighten(column, 10)
        column.addWidget(words("Cetak", "heading"))
        self.printer.setObjectName("printer")
        self.printer.setSizeAdjustPolicy(_SHORT)
        self.copies.setObjectName("copies")
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
        self.pages.setObjectName("pages")
        self.pages.setPlaceholderText("Semua")
        self.printer_box = FieldBox("Pencetak", self.printer)
        self.pages_box = FieldBox("Halaman", self.pages, "Misalnya 1-3, 5")
        self.pages.textChanged.connect(self.pages_box.clear_error)
        for box in (self.printer_box, FieldBox("Rangkap", self.copies), self.pages_box):
            column.addWidget(box)
        self.print.setObjectName("print")
        self.keep.setObjectName("keep-pdf")
        column.addWidget(self.print)
        column.addWidget(self.keep)
        column.addWidget(self.place)
        column.addStretch(1)
        self.middle.addWidget(side)

    def _on_printers_found(self, found: Printers) -> None:
        self.printer.clear()
        self.printer.addItems(list(found.names))
        kept = self.context.preferences.text(PRINTER)
        for name in (found.usual, kept):
            if name in found.names:
                self.printer.setCurrentText(name)
        has_any = bool(found.names)
        for widget in (self.printer, self.copies, self.pages, self.print):
            widget.setEnabled(has_any)
        if has_any:
            self.print.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.printer.addItem("Tidak ada")
            self.printer_box.set_hint(
                "Tidak ada pencetak di komputer ini. Berkas tersimpan dan dapat dicetak dari "
                "komputer lain."
            )

    @Slot()
    def _on_print_wanted(self) -> None:
        self.refusal.clear()
        if self.viewer.pages is None:
            return
        try:
            wanted = wanted_pages(self.pages.text(), self.viewer.pages.count)
        except PagesNotThere as error:
            self.pages_box.set_error(str(error))
            self.pages.setFocus()
            return
        order = PrintOrder(self.printer.currentText(), self.copies.value(), wanted)
        self.print.lock()
        self.context.tasks.run(
            partial(_print, self.path, order, self._printer_named),
            done=self._on_printed,
            failed=self._on_not_printed,
            busy=f"Mencetak {self.path.stem}",
        )

    def _on_printed(self, order: PrintOrder) -> None:
        self.context.preferences.keep(PRINTER, order.printer)
        self._said(f"{self.path.stem} dikirim ke pencetak {order.printer}.")
        if not self._is_over:
            self.accept()

    def _on_not_printed(self, error: BookError) -> None:
        if self._is_over:
            self._refused(self._sentence(error))
        else:
            self.print.free()
            self._refuse(error)

    def _refuse(self, error: BookError) -> None:
        self.refusal.refuse(self._sentence(error))

    def _sentence(self, error: BookError) -> str:
        return f"{error} Berkasnya tetap tersimpan di {self.path}."

    @Slot()
    def _on_keep_wanted(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Simpan PDF", self.path.name, "PDF (*.pdf)")
        if not name:
            return
        try:
            content = read_paper(self.path)
            with replacing(Path(name)) as scratch:
                scratch.write_bytes(content)
        except BookError as error:
            self._refuse(error)
        else:
            self.place.setText(f"Tersimpan di {name}")

    @Slot()
    def _on_other_wanted(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path))):
            self.refusal.refuse(
                f"Tidak ada program lain yang membuka PDF. Berkasnya tersimpan di {self.path}."
            )

    @override
    def done(self, result: int) -> None:
        self._is_over = True
        self._search.cancel()
        super().done(result)


def read_paper(path: Path) -> bytes:
    """Return the bytes of the paper at *path*; raises ``StorageError`` when it is gone."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"“{path}” tidak dapat dibaca lagi.") from error


def _print(path: Path, order: PrintOrder, printer_named: Callable[[str], QPrinter]) -> PrintOrder:
    return print_pages(read_paper(path), path.stem, order, printer_named)


_SHORT: Final = Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
