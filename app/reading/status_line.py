"""What stands at the foot of the window: how many complaints are open and late, the last backup."""

from dataclasses import dataclass

from app.book.book import Book
from app.book.scope import in_scope
from app.ground.paths import backup_folder
from app.keeping.backup_notes import BackupInfo, read_backups
from app.keeping.rounds import entries_since, newest_good
from app.reading.register.filter import DeadlineFilter
from app.reading.register.rows import deadline_condition, is_open
from models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class StatusLine:
    """How the book stands.

    Attributes:
        open, late: counts over what whoever sits at the desk may read.
        backup: the last good one in the usual folder.
        unsaved: journal entries that no good backup holds yet.
    """

    open: int
    late: int
    backup: BackupInfo | None
    unsaved: int


def read_status_line(book: Book) -> StatusLine:
    """Return the counts; only open complaints are looked at, so a large book costs little."""
    late, kept = deadline_condition(book, DeadlineFilter.LATE), in_scope(book)
    backup = newest_good(read_backups(book.place, backup_folder()))
    return StatusLine(
        open=book.rows(Complaint.select().where(is_open(), *kept)).count(),
        late=book.rows(Complaint.select().where(is_open(), late, *kept)).count(),
        backup=backup,
        unsaved=entries_since(book, backup),
    )
