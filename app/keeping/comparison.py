"""A look inside a backup beside the present book: what would come back, what would be given up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.book.book import Book
from app.book.journal import first_hash, last_entry
from app.book.opening import open_book
from app.book.place import Place
from app.book.unlocking import unlocked
from app.ground.clock import Clock
from app.rules.events import Event
from app.rules.procedure import RULE_OF
from models.base import moment_of
from models.complaint import Complaint
from models.journal import Head, JournalEntry


@dataclass(frozen=True, slots=True)
class BeyondBackup:
    """A complaint of which the present book knows more than the backup.

    Attributes:
        is_new: the backup does not know it at all.
        happened: what happened to it since, in the words of the timeline, in order.
    """

    id: int
    number: str
    subject: str
    is_new: bool
    happened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupContent:
    """What is in one backup.

    Attributes:
        complaints: how many.
        last_number: register number given last; empty in a book without complaints.
        last_entry_at: moment of its last journal entry, office time.
    """

    complaints: int
    last_number: str
    last_entry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What restoring a backup would do to the present book.

    Attributes:
        content: of the backup.
        is_of_this_book: both begin with the same entry.
        lacks: the backup has entries that the present book has not.
        complaints: those of which entries would be given up, by register order.
        other_entries: entries to be given up about lists, settings, days off.
    """

    content: BackupContent
    is_of_this_book: bool
    lacks: bool
    complaints: tuple[BeyondBackup, ...]
    other_entries: int


def compare_with_backup(book: Book, backup: Path) -> Comparison:
    """Look into *backup*, which is only read, and compare it with the present *book*.

    Raises:
        BookRefused: the backup cannot be opened as a book, or is locked.
        StorageError: the disk or a file failed.
    """
    with open_book(unlocked(book.place.copy_at(backup)), clock=book.clock, read_only=True) as copy:
        content = content_of(copy)
        begin = first_hash(copy)
        head = last_entry(copy)
        known = Head(head.sequence, head.hash) if head else Head(0, "")
    is_own = begin == first_hash(book)
    common = known.sequence if is_own and _has(book, known) else 0
    complaints, others = _beyond(book, common)
    return Comparison(content, is_own, is_own and common != known.sequence, complaints, others)


def look_into_backup(backup: Place, clock: Clock) -> BackupContent:
    """Return what is in *backup*, whose key is tried; for whoever has no book to compare it with.

    Raises:
        BookRefused: the backup cannot be opened as a book, or is locked.
        StorageError: the disk or a file failed.
    """
    with open_book(unlocked(backup), clock=clock, read_only=True) as copy:
        return content_of(copy)


def content_of(copy: Book) -> BackupContent:
    """Return what is in a book, whichever it is."""
    newest = Complaint.select().where(Complaint.year > 0)
    ordered = newest.order_by(Complaint.year.desc(), Complaint.sequence.desc())
    last = copy.rows(ordered.limit(1)).get_or_none()
    head = last_entry(copy)
    return BackupContent(
        complaints=copy.rows(Complaint.select()).count(),
        last_number=last.number if last is not None else "",
        last_entry_at=moment_of(head.at_office) if head else None,
    )


def _has(book: Book, head: Head) -> bool:
    said = (JournalEntry.sequence == head.sequence) & (JournalEntry.hash == head.hash)
    return bool(book.rows(JournalEntry.select().where(said)).exists())


def _beyond(book: Book, sequence: int) -> tuple[tuple[BeyondBackup, ...], int]:
    """Return what happened after entry *sequence*, by complaint, and how much else."""
    later = JournalEntry.select(JournalEntry.event, JournalEntry.entity, JournalEntry.entity_id)
    events: dict[int, list[Event]] = {}
    others = 0
    query = later.where(JournalEntry.sequence > sequence).order_by(JournalEntry.sequence)
    for event, entity, entity_id in book.rows(query.tuples()).iterator():
        if entity == "complaint":
            events.setdefault(int(entity_id), []).append(Event(event))
        else:
            others += 1
    return _complaints(book, events), others


def _complaints(book: Book, events: Mapping[int, list[Event]]) -> tuple[BeyondBackup, ...]:
    wanted = book.store.one_of(Complaint.id, events)
    query = Complaint.select(Complaint.id, Complaint.number, Complaint.subject).where(wanted)
    begins = {Event.RECORDED, Event.COPIED}
    return tuple(
        BeyondBackup(
            row.id,
            row.number,
            row.subject,
            is_new=bool(begins & set(events[row.id])),
            happened=tuple(RULE_OF[event].happened for event in events[row.id]),
        )
        for row in book.rows(query.order_by(Complaint.id))
    )
