"""Files that come with a complaint: kept whole in the book, so that every backup has them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.book.book import Book
from app.book.journal import Recorder
from app.book.scope import ensure_in_scope
from app.entry.field_checks import clean_text
from app.ground.errors import FieldProblem, FormRefused
from app.rules.events import Event
from models.complaint import Attachment, AttachmentContent, Complaint
from models.rows import find

LARGEST: Final = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file to be kept: its name without folder, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


def whole_texts(texts: Mapping[str, str]) -> tuple[IncomingFile, ...]:
    """Return the files that keep *texts* (by file name) which no field holds."""
    return tuple(IncomingFile(name, "text/plain", text.encode()) for name, text in texts.items())


def ensure_acceptable(files: Sequence[IncomingFile]) -> None:
    """Raise ``FormRefused`` when a file is too large to be kept in the book."""
    too_large = [file.name for file in files if len(file.content) > LARGEST]
    if too_large:
        raise FormRefused(
            FieldProblem(
                "attachments",
                f"Lampiran {', '.join(too_large)} lebih besar dari {LARGEST // 1024 // 1024} MB.",
            )
        )


def keep(journal: Recorder, complaint: Complaint, files: Sequence[IncomingFile]) -> None:
    """Store *files* under *complaint* in the running transaction."""
    for file in files:
        row = Attachment(
            complaint_id=complaint.id,
            name=clean_text(file.name) or "lampiran",
            media_type=file.media_type,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
        # The journal names a row by its key, which the database gives; so it comes first.
        content = AttachmentContent.insert(attachment_id=_added(journal, row), content=file.content)
        journal.store.rows(content).execute()


def _added(journal: Recorder, row: Attachment) -> int:
    journal.add(row, Event.ATTACHED)
    return int(row.id)


def read_content(book: Book, attachment_id: int) -> bytes:
    """Return the bytes of one attachment.

    Raises:
        RightRefused: whoever sits at the desk may not read its complaint.
    """
    row = find(book.store.database, Attachment, attachment_id)
    if row is not None:
        ensure_in_scope(book, row.complaint_id)
    wanted = AttachmentContent.select().where(AttachmentContent.attachment_id == attachment_id)
    return bytes(book.rows(wanted).get().content)
