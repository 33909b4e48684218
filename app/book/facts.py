"""What the journal tells of the book as a whole, and of one entry, in plain values."""

from collections.abc import Iterator

from app.book.journal import BOOK, groups_in
from app.book.store import Readable
from app.rules.events import Event
from models.journal import JournalEntry, JournalValue
from models.rows import Value


def facts_told(book: Readable, event: Event) -> Iterator[tuple[int, dict[str, Value]]]:
    """Yield number and facts of each entry about the book as a whole that tells of *event*.

    Reads no more of an entry than that, also where somebody has broken the rest.
    """
    query = (
        JournalEntry.select(JournalEntry.sequence, JournalValue.content)
        .join(JournalValue, on=(JournalValue.sequence == JournalEntry.sequence))
        .where((JournalEntry.entity == BOOK) & (JournalEntry.event == event.value))
        .order_by(JournalEntry.sequence)
    )
    for sequence, content in book.rows(query.tuples()).iterator():
        yield sequence, told_by(content)


def told_by(content: str | None) -> dict[str, Value]:
    """Return all new values that *content* says, whatever their group."""
    said: dict[str, Value] = {}
    for _, new in groups_in(content).values():
        said |= new
    return said
