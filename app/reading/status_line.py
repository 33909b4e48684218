"""What stands at the foot of the window: how many complaints are open, how many of them late."""

from dataclasses import dataclass

from app.book import Book
from app.reading.register import DeadlineFilter, deadline_condition, is_open
from models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Two counts over the whole book."""

    open: int
    late: int


def read_status_line(book: Book) -> StatusLine:
    """Return the counts; only open complaints are looked at, so a large book costs little."""
    late = deadline_condition(book, DeadlineFilter.LATE)
    return StatusLine(
        open=Complaint.select().where(is_open()).count(),
        late=Complaint.select().where(is_open(), late).count(),
    )
