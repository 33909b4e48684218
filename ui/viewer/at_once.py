"""A paper that goes to the printer unseen; it is shown where there is no printer to take it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.ground.errors import BookError
from ui.shared.context import Context
from ui.viewer.paper_dialog import PRINTER, PaperDialog, Say, read_paper
from ui.viewer.pdf import PdfPages
from ui.viewer.printing import (
    Printers,
    PrintOrder,
    find_printers,
    named_printer,
    print_pages,
    wanted_pages,
)


def print_at_once(
    context: Context,
    path: Path,
    parent: QWidget,
    *,
    said: Say,
    refused: Say,
    printers: Callable[[], Printers] = find_printers,
    printer_named: Callable[[str], QPrinter] = named_printer,
) -> None:
    """Print the paper at *path* once, on the printer used last or else the usual one.

    Without a printer, or when it refuses, the paper is shown over *parent* instead.
    """

    def show() -> None:
        PaperDialog(
            context,
            path,
            parent,
            said=said,
            refused=refused,
            printers=printers,
            printer_named=printer_named,
        ).open()

    def done(order: PrintOrder | None) -> None:
        if order is None:
            show()
        else:
            said(f"{path.stem} dikirim ke pencetak {order.printer}.")

    def failed(error: BookError) -> None:
        refused(f"{error} Berkasnya tetap tersimpan di {path}.")
        show()

    context.tasks.run(
        partial(_print, path, context.preferences.text(PRINTER), printers, printer_named),
        done=done,
        failed=failed,
        busy=f"Mencetak {path.stem}",
    )


def _print(
    path: Path,
    used_last: str,
    printers: Callable[[], Printers],
    printer_named: Callable[[str], QPrinter],
) -> PrintOrder | None:
    found = printers()
    name = used_last if used_last in found.names else found.usual
    if not name:
        return None
    content = read_paper(path)
    order = PrintOrder(name, 1, wanted_pages("", PdfPages(content).count))
    return print_pages(content, path.stem, order, printer_named)
