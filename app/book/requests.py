"""Requests: an entry that is asked for with a key is recorded once, however often it is asked for.

A program that is killed after recording can discard no draft any more; the book then tells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.book.book import Book
from models.complaint import Complaint
from models.journal import JournalEntry, Request


@dataclass(frozen=True, slots=True)
class Recorded:
    """The complaint that a request became; *at* is when it was recorded, office time."""

    complaint_id: int
    number: str
    at: datetime


def recorded_by(book: Book, keys: Iterable[str]) -> dict[str, Recorded]:
    """Return what the requests with these *keys* became; those not carried out are left out."""
    query = (
        Request.select(Request.key, Complaint.id, Complaint.number, Complaint.recorded_at)
        .join(JournalEntry, on=(JournalEntry.sequence == Request.sequence))
        .join(Complaint, on=(Complaint.id == JournalEntry.entity_id.cast("INTEGER")))
        .where(book.store.one_of(Request.key, keys))
    )
    rows = book.rows(query.tuples()).iterator()
    return {key: Recorded(id_, number, at) for key, id_, number, at in rows}
