"""News: what others have recorded in a book that is open here, read from its journal."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from app.book.book import Book
from app.book.journal import BOOK
from app.book.storage import explaining_storage
from app.ground.changes import Changes
from models.complaint import Attachment, ComplaintLink
from models.journal import JournalEntry, journal_head
from models.meeting import MeetingComplaint

_COMPLAINT: Final = "complaint"
_OPENING: Final = "box_opening"
_MEETINGS: Final = frozenset({"meeting", "meeting_complaint", "meeting_action"})
_DAYS: Final = frozenset({"holiday", "holiday_year"})
_LISTS: Final = frozenset(
    {"setting", "team", "officer", "absence", "service", "category", "district", "village"}
)


class News:
    """Says what was recorded since it was asked last; whoever asks is always the same thread.

    The journal is the queue: whatever happened in between, nothing of it is missed.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._writes = book.store.writes_elsewhere()
        self._seen = journal_head(book.store.database).sequence

    def read(self) -> Changes | None:
        """Return what others have altered, None when nothing; the book knows its settings anew.

        Raises:
            StorageError: the disk or the file failed.
        """
        with explaining_storage():
            writes = self._book.store.writes_elsewhere()
            if writes == self._writes:
                return None
            self._writes = writes
            with self._book.store.snapshot():
                changes = changes_since(self._book, self._seen)
                self._seen = journal_head(self._book.store.database).sequence
            if changes.settings or changes.calendar:
                self._book.refresh()
        return changes if changes != Changes() else None


def changes_since(book: Book, sequence: int) -> Changes:
    """Return what the journal tells of after its entry *sequence*."""
    query = JournalEntry.select(JournalEntry.entity, JournalEntry.entity_id)
    entries = book.rows(query.where(JournalEntry.sequence > sequence).distinct().tuples())
    about: defaultdict[str, set[str]] = defaultdict(set)
    for entity, entity_id in entries.iterator():
        about[entity].add(entity_id)
    # What happened to the book as a whole, such as a restore, may have altered anything.
    is_whole = BOOK in about
    return Changes(
        complaints=frozenset(
            {int(id_) for id_ in about[_COMPLAINT]}
            | _with_attachment(book, about["attachment"])
            | _linked(book, about["complaint_link"])
            | _on_agendas(book, about.get("meeting_complaint", ()))
        ),
        box_openings=frozenset(int(id_) for id_ in about[_OPENING]),
        settings=is_whole or not _LISTS.isdisjoint(about.keys()),
        meetings=is_whole or not _MEETINGS.isdisjoint(about.keys()),
        calendar=is_whole or not _DAYS.isdisjoint(about.keys()),
    )


def _with_attachment(book: Book, ids: Collection[str]) -> set[int]:
    wanted = book.store.one_of(Attachment.id, [int(id_) for id_ in ids])
    query = Attachment.select(Attachment.complaint_id).where(wanted)
    return {id_ for (id_,) in book.rows(query.tuples()).iterator()} if ids else set()


def _linked(book: Book, ids: Collection[str]) -> set[int]:
    wanted = book.store.one_of(ComplaintLink.id, [int(id_) for id_ in ids])
    query = ComplaintLink.select(ComplaintLink.earlier_id, ComplaintLink.later_id).where(wanted)
    rows = book.rows(query.tuples()).iterator() if ids else ()
    return {id_ for pair in rows for id_ in pair}


def _on_agendas(book: Book, ids: Collection[str]) -> set[int]:
    wanted = book.store.one_of(MeetingComplaint.id, [int(id_) for id_ in ids])
    query = MeetingComplaint.select(MeetingComplaint.complaint_id).where(wanted)
    return {id_ for (id_,) in book.rows(query.tuples()).iterator()} if ids else set()
