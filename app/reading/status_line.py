"""What stands at the foot of the window: how many complaints are open and late, the last backup."""

from dataclasses import dataclass

from app.book.book import Book
from app.ground.paths import backup_folder
from app.keeping.backup import BackupInfo, read_backups
from app.reading.register.filter import DeadlineFilter
from app.reading.register.rows import deadline_condition, is_open
from models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Two counts over the whole book, and its last good backup in the usual folder."""

    open: int
    late: int
    backup: BackupInfo | None


def read_status_line(book: Book) -> StatusLine:
    """Return the counts; only open complaints are looked at, so a large book costs little."""
    late = deadline_condition(book, DeadlineFilter.LATE)
    backups = read_backups(book.place, backup_folder())
    return StatusLine(
        open=book.rows(Complaint.select().where(is_open())).count(),
        late=book.rows(Complaint.select().where(is_open(), late)).count(),
        backup=backups[0] if backups else None,
    )
