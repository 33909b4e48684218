"""What the assistant lets the worker do: propose, read all rows, record them, save the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.progress import Progress
from app.intake.tables.importing import Importing, Outcome
from app.intake.tables.plan import Plan
from app.intake.tables.preview import Preview, read_preview
from app.intake.tables.proposal import propose
from app.intake.tables.reading import ReadRow


@dataclass(slots=True)
class Recorded:
    """What a recording came to; also what was on disk when it was stopped."""

    outcomes: list[Outcome] = field(default_factory=list)


def propose_plan(
    book: Book, path: Path, sheet: str | None, line: int | None, progress: Progress
) -> Plan:
    """Look at the beginning of the file."""
    with book.worker_connection():
        return propose(path, read_lists(book), sheet, line, progress)


def read_all(book: Book, plan: Plan, progress: Progress) -> Preview:
    """Read every row."""
    with book.worker_connection():
        return read_preview(book, plan, progress)


def record_all(
    book: Book, rows: Sequence[ReadRow], progress: Progress, recorded: Recorded
) -> Recorded:
    """Record the rows, some at a time; what *recorded* holds is safely on disk."""
    with book.worker_connection():
        importing = Importing(book, is_trial=False)
        for lot in importing.take_all(iter(rows)):
            recorded.outcomes += lot
            progress.done = len(recorded.outcomes)
            if progress.is_cancelled:
                break
    return recorded


def save_leftovers(preview: Preview, recorded: Recorded, path: Path) -> Path:
    """Write what was not recorded as a workbook; return where it is."""
    # Loaded only when something was left: it is heavy.
    from exports.xlsx.leftovers import write_leftovers_xlsx

    write_leftovers_xlsx(preview.leftovers(recorded.outcomes), path)
    return path
