"""Recording an entry as it was typed, with what was answered on the spot: all or nothing."""

from collections.abc import Mapping, Sequence

from app.book.book import Book
from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
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
) -> Changes:
    """Record the entry, and answer it when *answer* is given: all or nothing.

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
    return changes
