"""Unfinished entries, saved while they are typed; they outlive a power cut."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.book.book import Book
from app.rules.channels import Channel
from models.complaint import Draft


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """One unfinished entry: text by field name."""

    id: int
    channel: Channel
    values: Mapping[str, str]
    saved_at: datetime


def save_draft(
    book: Book, draft_id: int | None, channel: Channel, values: Mapping[str, str]
) -> int:
    """Keep what is typed so far; return the draft's id."""
    text = json.dumps(dict(values), ensure_ascii=False)
    with book.writing_aside():
        if draft_id is not None:
            changed = (
                Draft.update(channel=channel.value, values=text, saved_at=book.clock.now())
                .where(Draft.id == draft_id)
                .execute(book.store.database)
            )
            if changed:
                return draft_id
        kept = Draft.insert(channel=channel.value, values=text, saved_at=book.clock.now())
        return int(kept.execute(book.store.database))


def read_drafts(book: Book) -> tuple[DraftInfo, ...]:
    """Return the unfinished entries of the open book, the latest first."""
    return tuple(
        DraftInfo(row.id, Channel(row.channel), json.loads(row.values), row.saved_at)
        for row in book.rows(Draft.select().order_by(Draft.saved_at.desc(), Draft.id.desc()))
    )


def discard_draft(book: Book, draft_id: int) -> None:
    """Forget an unfinished entry."""
    with book.writing_aside():
        Draft.delete().where(Draft.id == draft_id).execute(book.store.database)
