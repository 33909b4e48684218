"""What the frame of the window says of the book, read in the worker after the first picture."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.book.opening import OpenedBook
from app.ground.log import log_event
from ui.window.banner import book_facts

if TYPE_CHECKING:
    from app.reading.status_line import StatusLine


def read_book(opened: OpenedBook, desk_file: Path) -> "tuple[list[str], StatusLine]":
    """Return what the frame says of the book: facts for the banner, counts for the foot."""
    # Imported here, in the worker: the first picture comes before the tables.
    from app.entry.drafts import settle_recorded_drafts
    from app.reading.status_line import read_status_line

    with opened.worker_connection() as book:
        how = "dibaca" if book.read_only else "dibuka"
        log_event(f"Buku {book.place.name} {how}")
        facts = [*book_facts(book), *settle_recorded_drafts(desk_file, book)]
        return facts, read_status_line(book)
