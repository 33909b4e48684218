"""Who has seen what is withheld of a complaint, and why."""

from app.book.book import Book
from app.book.journal import BOOK, Change, changes_of
from app.rules.events import Event
from app.rules.looks import FILE, IDS, WHAT, is_within
from models.complaint import Attachment
from models.journal import JournalEntry
from models.rows import find


def whole_exports(book: Book, complaint_id: int) -> tuple[Change, ...]:
    """Return the exports in which a complaint left the book with all that is withheld."""
    is_export = (JournalEntry.entity == BOOK) & (JournalEntry.event == Event.EXPORTED_WHOLE.value)
    # Most books have none, and then what else happened to the book need not be read.
    if not book.rows(JournalEntry.select().where(is_export)).exists():
        return ()
    return tuple(
        change
        for change in changes_of(book, BOOK, "")
        if change.event is Event.EXPORTED_WHOLE
        and is_within(complaint_id, str(change.new.get(IDS, "")))
    )


def look_words(book: Book, change: Change) -> str:
    """Return what was looked at, where the event does not say it, and why."""
    what = change.new.get(WHAT) or _which_file(book, change.new.get(FILE))
    return ". ".join(filter(None, (str(what or ""), f"Alasan: {change.remark}")))


def _which_file(book: Book, attachment_id: object) -> str:
    """Return which of the files of its complaint it was; its name may say who sent it."""
    if not isinstance(attachment_id, int):
        return ""
    row = find(book.store.database, Attachment, attachment_id)
    if row is None:
        return ""
    before = Attachment.select().where(
        Attachment.complaint_id == row.complaint_id, Attachment.id <= attachment_id
    )
    return f"Berkas ke-{book.rows(before).count()}"
