"""What happened to the rows of a table behind one entry of the journal."""

from collections.abc import Collection
from typing import Any

from app.book.journal import Change, change_of, entries_with_values
from app.book.store import Readable
from app.rules.events import Event
from models.journal import JournalEntry


def touched_since(
    book: Readable, entity: str, sequence: int, event: Event | None = None
) -> tuple[str, ...]:
    """Return the ids of the rows of a table that entries behind *sequence* tell of.

    Of one *event* only when it is given.
    """
    wanted = (JournalEntry.sequence > sequence) & (JournalEntry.entity == entity)
    if event is not None:
        wanted &= JournalEntry.event == event.value
    query: Any = JournalEntry.select(JournalEntry.entity_id).where(wanted).distinct().tuples()
    return tuple(row[0] for row in book.rows(query))


def changes_since(
    book: Readable, entity: str, sequence: int, ids: Collection[int]
) -> dict[str, list[Change]]:
    """Return what happened to the rows *ids* of a table behind *sequence*: id -> in order."""
    wanted = frozenset(map(str, ids))
    behind = (JournalEntry.sequence > sequence) & (JournalEntry.entity == entity)
    query = entries_with_values().where(behind).order_by(JournalEntry.sequence)
    found: dict[str, list[Change]] = {}
    for entry in book.rows(query).iterator():
        if entry.entity_id in wanted:
            found.setdefault(entry.entity_id, []).append(change_of(entry))
    return found
