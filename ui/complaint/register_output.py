"""Printing and exporting what the register shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.journal import standing
from app.book.settings import Settings
from app.ground.formatting import long_date
from app.ground.names import safe_file_name
from app.reading.recap.lines import register_lines
from app.reading.register.filter import RegisterFilter
from app.reading.register.filter_words import ALL, filter_words
from ui.complaint.papers import papers_folder, run_export
from ui.shared.context import Context


class Output(Enum):
    """What the shown complaints can be written as."""

    PDF = auto()
    EXCEL = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the book is written: in its *title*, and in the *name* of the file."""

    title: str
    name: str = ""
    searched: str = ""


def write_output(
    context: Context,
    parent: QWidget,
    output: Output,
    ids: Sequence[int],
    part: Part,
    *,
    said: Callable[[str], object],
    refused: Callable[[str], object],
) -> None:
    """Write the complaints *ids* in the worker, show the file over *parent*, say where it is.

    *part* says which part of the book they are.
    """
    run_export(
        context,
        parent,
        partial(_write, context.book, context.book.settings, output, ids, part),
        what="Buku register" if output is Output.PDF else "Buku register (Excel)",
        said=said,
        refused=refused,
    )


def part_of(book: Book, wanted: RegisterFilter) -> Part:
    """Return how the part of the book that *wanted* narrows to is called.

    What was looked for may be a name: it stands in the title, not in the name of the file.
    """
    name = filter_words(book, replace(wanted, text=""))
    searched = " hasil pencarian" if wanted.text.strip() else ""
    return Part(filter_words(book, wanted), "" if name == ALL else f" {name}", searched)


def _write(book: Book, settings: Settings, output: Output, ids: Sequence[int], part: Part) -> Path:
    # Imported late: the exports bring large libraries that start-up does without.
    from exports.pdf.register import write_register_pdf
    from exports.xlsx.register import write_register_xlsx

    with book.worker_connection():
        lines, stood = register_lines(book, ids), standing(book)
    today = book.clock.today()
    name = safe_file_name(f"Buku register {today.isoformat()}{part.name}{part.searched}")
    if output is Output.EXCEL:
        path = papers_folder() / f"{name}.xlsx"
        write_register_xlsx(lines, settings, path, title=part.title)
        return path
    path = papers_folder() / f"{name}.pdf"
    title = f"Buku Register Pengaduan per {long_date(today)}: {part.title}"
    write_register_pdf(lines, title, settings, path, stood)
    return path
