"""What the assistant lets the worker do: propose, read all rows, record them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.book.book import Book
from app.book.lists import read_lists
from app.intake.tables.importing import Importing, Outcome
from app.intake.tables.plan import Plan, propose
from app.intake.tables.preview import Preview, read_preview
from app.intake.tables.reading import ReadRow


@dataclass(slots=True)
class Progress:
    """How far a job has come; written by the worker, read by the window."""

    total: int = 0
    done: int = 0
    is_cancelled: bool = False

    def tell(self, done: int) -> None:
        """Say how much is done."""
        self.done = done

    def asks(self) -> bool:
        """Return whether the person has had enough."""
        return self.is_cancelled


@dataclass(slots=True)
class Recorded:
    """What a recording came to; also what was on disk when it was stopped."""

    outcomes: list[Outcome] = field(default_factory=list)


def propose_plan(book: Book, path: Path, sheet: str | None, line: int | None) -> Plan:
    """Look at the beginning of the file."""
    with book.worker_connection():
        return propose(path, read_lists(book), sheet, line)


def read_all(book: Book, plan: Plan, progress: Progress) -> Preview:
    """Read every row."""
    with book.worker_connection():
        return read_preview(book, plan, progress.tell, progress.asks)


def record_all(
    book: Book, rows: Sequence[ReadRow], progress: Progress, recorded: Recorded
) -> Recorded:
    """Record the rows, some at a time; what *recorded* holds is safely on disk."""
    with book.worker_connection():
        importing = Importing(book, is_trial=False)
        for lot in importing.take_all(iter(rows), progress.asks):
            recorded.outcomes += lot
            progress.tell(len(recorded.outcomes))
    return recorded
