"""Printing and exporting what the register shows."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.journal import standing
from app.book.settings import Settings
from app.ground.formatting import long_date
from app.reading.recap.lines import register_lines
from ui.complaint.papers import papers_folder, run_export
from ui.shared.context import Context


class Output(Enum):
    """What the shown complaints can be written as."""

    PDF = auto()
    EXCEL = auto()


def write_output(
    context: Context,
    parent: QWidget,
    output: Output,
    ids: Sequence[int],
    *,
    said: Callable[[str], object],
    refused: Callable[[str], object],
) -> None:
    """Write the complaints *ids* in the worker, show the file over *parent*, say where it is."""
    run_export(
        context,
        parent,
        partial(_write, context.book, context.book.settings, output, ids),
        what="Buku register" if output is Output.PDF else "Buku register (Excel)",
        said=said,
        refused=refused,
    )


def _write(book: Book, settings: Settings, output: Output, ids: Sequence[int]) -> Path:
    # Imported late: the exports bring large libraries that start-up does without.
    from exports.pdf.register import write_register_pdf
    from exports.xlsx.register import write_register_xlsx

    with book.worker_connection():
        lines, stood = register_lines(book, ids), standing(book)
    name = f"Buku register {book.clock.today().isoformat()}"
    if output is Output.EXCEL:
        path = papers_folder() / f"{name}.xlsx"
        write_register_xlsx(lines, settings, path)
        return path
    path = papers_folder() / f"{name}.pdf"
    title = f"Buku Register Pengaduan per {long_date(book.clock.today())}"
    write_register_pdf(lines, title, settings, path, stood)
    return path
