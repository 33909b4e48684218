"""Whether a mail was recorded before: by its Message-ID, which every mail has of its own."""

import json
from dataclasses import dataclass
from typing import Final

from app.book.book import Book
from app.book.search_words import SHORTEST
from app.rules.channels import Channel
from app.rules.statuses import Status
from models.complaint import Complaint

_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class RecordedMail:
    """The complaint that a mail became."""

    id: int
    number: str


def recorded_mail(book: Book, message_id: str) -> RecordedMail | None:
    """Return the complaint recorded from the mail with this id; a voided one does not count."""
    wanted = message_id.strip()
    if len(wanted) < SHORTEST:
        return None
    # The index finds the words of every field; which of them is the id the row itself tells.
    query = Complaint.select(Complaint.id, Complaint.number, Complaint.extra).where(
        book.store.contains_all([wanted]),
        Complaint.channel == Channel.EMAIL.value,
        Complaint.status != Status.VOID.value,
    )
    rows = book.rows(query.order_by(Complaint.id).limit(_LOOKED_AT))
    same = [row for row in rows if json.loads(row.extra).get("message_id") == wanted]
    return RecordedMail(same[0].id, same[0].number) if same else None
