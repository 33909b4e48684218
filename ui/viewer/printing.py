"""Printing a PDF through Qt: page by page, in its own size, in the worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.ground.errors import UserError
from app.ground.formatting import thousands
from ui.viewer.pdf import PdfPages

# Finer than the eye sees on paper; a page of A4 takes 35 MB.
_DOTS: Final = 300
_POINTS: Final = 72
_ASKED: Final = "Tulis nomor halaman, misalnya 1-3, 5."


class PagesNotThere(UserError):
    """The pages asked for are written in no way that is known, or are not in the file."""


class PrinterRefused(UserError):
    """The printer is gone or takes no work."""


@dataclass(frozen=True, slots=True)
class Printers:
    """What can be printed on: names as the system gives them, *usual* empty without any."""

    names: tuple[str, ...]
    usual: str


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is printed: the name of a printer, how many copies, pages counted from 0."""

    printer: str
    copies: int
    pages: tuple[int, ...]


def find_printers() -> Printers:
    """Return the printers of this computer; asking a network may take long."""
    return Printers(tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName())


def named_printer(name: str) -> QPrinter:
    """Return a printer by its name; raises ``PrinterRefused`` when it is no longer there."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterRefused(f"Pencetak “{name}” tidak ditemukan lagi. Pilih pencetak lain.")
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def wanted_pages(text: str, count: int) -> tuple[int, ...]:
    """Return the pages, counted from 0, that ``1-3, 5`` means; without text all of *count*.

    Raises:
        PagesNotThere: it cannot be read, or names a page that is not there.
    """
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not parts:
        return tuple(range(count))
    return tuple(page for part in parts for page in _part(part, count))


def _part(part: str, count: int) -> range:
    first, dash, last = (each.strip() for each in part.replace("–", "-").partition("-"))
    last = last if dash else first
    if not all(each.isascii() and each.isdigit() for each in (first, last)):
        raise PagesNotThere(_ASKED)
    if not 1 <= int(first) <= int(last) <= count:
        raise PagesNotThere(f"Berkas ini berisi {thousands(count)} halaman. {_ASKED}")
    return range(int(first) - 1, int(last))


def print_pages(
    content: bytes,
    name: str,
    order: PrintOrder,
    printer_named: Callable[[str], QPrinter] = named_printer,
) -> PrintOrder:
    """Print pages of a PDF and return what was printed.

    Raises:
        PrinterRefused: the printer is gone or did not take them.
        NotViewable: a page cannot be drawn.
    """
    printer = printer_named(order.printer)
    printer.setDocName(name)
    pages = PdfPages(content)
    painter = QPainter()
    try:
        for number in _sheets(printer, order):
            printer.setPageLayout(_layout(*pages.points(number)))
            is_ready = printer.newPage() if painter.isActive() else painter.begin(printer)
            if not is_ready:
                raise PrinterRefused(_refusal(order))
            _paint(painter, printer, pages, number)
    finally:
        if painter.isActive():
            painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterRefused(_refusal(order))
    return order


def _sheets(printer: QPrinter, order: PrintOrder) -> Iterator[int]:
    """Yield the pages one after another, as often as the printer does not copy them itself."""
    if printer.supportsMultipleCopies():
        printer.setCopyCount(order.copies)
        printer.setCollateCopies(True)
        yield from order.pages
        return
    for _ in range(order.copies):
        yield from order.pages


def _refusal(order: PrintOrder) -> str:
    return (
        f"Pencetak “{order.printer}” tidak menerima halaman. Periksa apakah pencetak menyala, "
        "tersambung dan berisi kertas, atau pilih pencetak lain."
    )


def _layout(width: float, height: float) -> QPageLayout:
    """Return the sheet for a page of this size in points, printed up to its edges."""
    short, long = sorted((width, height))
    unit, matching = QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch
    size = QPageSize(QSizeF(short, long), unit, "", matching)
    across = (
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    )
    layout = QPageLayout(size, across, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    width, height = pages.points(number)
    dots = printer.resolution() / _POINTS
    image = pages.printed(number, min(_DOTS, printer.resolution()))
    painter.drawImage(QRectF(0, 0, width * dots, height * dots), image)
