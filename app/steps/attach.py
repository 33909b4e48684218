"""Adding files to a complaint that is already in the book."""

from collections.abc import Sequence

from app.book.book import Book
from app.entry.attachments import IncomingFile, ensure_acceptable, keep
from app.ground.changes import Changes
from app.rules.events import Step
from app.steps.storing import taking


def attach(book: Book, complaint_id: int, files: Sequence[IncomingFile]) -> Changes:
    """Keep *files* with the complaint."""
    ensure_acceptable(files)
    with taking(book, Step.ATTACH, complaint_id) as case:
        keep(case.journal, case.complaint, files)
    return case.changes
