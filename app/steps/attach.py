"""Adding files to a complaint that is already in the book."""

from collections.abc import Sequence

from app.book.book import Book
from app.entry.attachments import IncomingFile, ensure_acceptable, keep
from app.ground.changes import Changes
from app.steps.storing import take


def attach(book: Book, complaint_id: int, files: Sequence[IncomingFile]) -> Changes:
    """Keep *files* with the complaint."""
    ensure_acceptable(files)
    with book.transaction() as journal:
        keep(journal, take(journal, complaint_id), files)
    return Changes(complaints=frozenset({complaint_id}))
