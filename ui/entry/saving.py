"""From what is typed to the book, in one transaction."""

from collections.abc import Mapping, Sequence

from app.book.book import Book
from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.drafts import discard_draft
from app.entry.forms import read_form
from app.ground.changes import Changes
from app.rules.channels import Channel
from app.steps.answer import answer_directly
from app.steps.record import record


def save_entry(
    book: Book,
    channel: Channel,
    values: Mapping[str, str],
    files: Sequence[IncomingFile],
    *,
    answer: str,
    draft_id: int | None,
) -> Changes:
    """Record the entry, answer it when *answer* is given, and forget its draft: all or nothing.

    Raises:
        FormRefused: a field holds something that cannot be recorded.
        StorageError: the disk failed; nothing was stored.
    """
    new = read_form(channel, values, book.clock.now(), read_lists(book))
    with book.transaction():
        changes = record(book, new, files)
        complaint_id = next(iter(changes.complaints))
        if answer:
            answer_directly(book, complaint_id, answer, new.received_at)
        if draft_id is not None:
            discard_draft(book, draft_id)
    return changes
