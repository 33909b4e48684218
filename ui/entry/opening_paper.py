"""The minutes of an opening of the box, made in the worker as often as they are wanted."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.journal import standing
from app.book.settings import Settings
from app.ground.formatting import moment
from app.ground.names import safe_file_name
from app.reading.complaint.openings import letters_of_opening
from app.reading.complaint.values import BoxOpeningInfo
from app.rules.papers import PAPER_LABELS, Paper
from ui.complaint.papers import papers_folder, run_export
from ui.shared.context import Context
from ui.viewer.paper_dialog import Say


def make_minutes(
    context: Context, parent: QWidget, opening: BoxOpeningInfo, *, said: Say, refused: Say
) -> None:
    """Write the minutes of *opening*, show them over *parent*, and say how it went."""
    run_export(
        context,
        parent,
        partial(_write, context.book, context.book.settings, opening),
        what=PAPER_LABELS[Paper.BOX_OPENING],
        said=said,
        refused=refused,
    )


def _write(book: Book, settings: Settings, opening: BoxOpeningInfo) -> Path:
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.box_opening import write_box_opening

    with book.worker_connection():
        letters, stood = letters_of_opening(book, opening.id), standing(book)
    opened = f"{moment(opening.opened_at)} {opening.box_location}".strip()
    name = safe_file_name(f"{PAPER_LABELS[Paper.BOX_OPENING]} {opened}")
    path = papers_folder() / f"{name}.pdf"
    write_box_opening(opening, letters, settings, path, stood)
    return path
