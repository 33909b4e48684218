"""Recording an entry as it was typed, with its links and what was answered on the spot."""

from collections.abc import Mapping, Sequence

from app.book.book import Book
from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.changes import Changes
from app.rules.channels import Channel
from app.rules.check_value import new_check_value
from app.rules.links import PlannedLink
from app.steps.answer import answer_directly
from app.steps.link import link
from app.steps.record import record, recorded_before


def save_entry(
    book: Book,
    channel: Channel,
    values: Mapping[str, str],
    files: Sequence[IncomingFile],
    *,
    answer: str,
    key: str = "",
    links: Sequence[PlannedLink] = (),
) -> Changes:
    """Record the entry, link it, and answer it when *answer* is given: all or nothing.

    Saved a second time with the same *key*, the complaint it became is returned as it is.

    Raises:
        FormRefused: a field holds something that cannot be recorded.
        LinkRefused: a complaint that it should be linked with was voided meanwhile.
        StorageError: the disk failed; nothing was stored.
    """
    new = read_form(channel, values, book.clock.now(), read_lists(book))
    with book.transaction():
        if (before := recorded_before(book, key)) is not None:
            return before
        changes = record(book, new, files, key=key, check_value=new_check_value())
        complaint_id = next(iter(changes.complaints))
        for each in links:
            link(book, complaint_id, each.complaint_id, each.kind)
        if answer:
            answer_directly(book, complaint_id, answer, new.received_at)
    return changes
