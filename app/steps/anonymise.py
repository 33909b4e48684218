"""Letting what says who complained go, once the office need not keep it any more."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book.book import Book
from app.book.journal import Recorder
from app.book.marks import read_marks
from app.book.search_words import words_of
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.reading.retention import MOST_AT_ONCE, overdue_conditions
from app.rules.events import Event
from app.rules.retention import COUNTED_MARKS, GONE, LEFT_OF_COMPLAINT
from models.complaint import Attachment, AttachmentContent, Complaint, ComplaintLink
from models.journal import forget_personal
from models.rows import Value

_EMPTY: Final = hashlib.sha256(b"").hexdigest()


class NotOverdue(UserError):
    """The time of one of the complaints is not over, or it says nothing of a person any more."""


@dataclass(frozen=True, slots=True)
class Anonymised:
    """What was done, for the minutes of it.

    Attributes:
        on: the office day.
        years: for how long the office keeps such data.
        closed_before: all of them were closed before this day.
        numbers: of the complaints, in the order of the book.
        files: how many attachments went.
    """

    on: date
    years: int
    closed_before: date
    numbers: tuple[str, ...]
    files: int


def anonymise(book: Book, ids: Sequence[int]) -> tuple[Changes, Anonymised]:
    """Let all go that says who complained in *ids*, a few hundred at most; the counts stay.

    What stands of them in the journal goes as well, but for its digests: the chain holds.

    Raises:
        NotOverdue: one of them was closed too lately, is open, or was anonymised before.
        RightRefused, ProofNeeded: whoever signed in may not do it.
    """
    with book.transaction() as journal:
        journal.ensure_may(Event.ANONYMISED)
        today, before, overdue = overdue_conditions(book)
        query = Complaint.select().where(book.store.one_of(Complaint.id, ids), *overdue)
        rows = list(book.rows(query.order_by(Complaint.id)))
        if len(rows) != len(set(ids)) or len(rows) > MOST_AT_ONCE:
            raise NotOverdue(
                "Daftarnya berubah sementara dibaca, jadi belum ada yang dihapus. Baca ulang "
                "daftarnya, lalu ulangi."
            )
        years = book.settings.retention_years
        remark = f"Masa simpan {years} tahun terlewati"
        files = [n for row in rows for n in _anonymise(book, journal, row, today, remark)]
    done = Anonymised(today, years, before, tuple(row.number for row in rows), len(files))
    return Changes(complaints=frozenset(ids)), done


def _anonymise(
    book: Book, journal: Recorder, row: Complaint, today: date, remark: str
) -> tuple[int, ...]:
    """Let the personal data of one complaint go; return the keys of its files."""
    left: dict[str, Value] = {
        **LEFT_OF_COMPLAINT,
        "to_correct": _counted(row),
        "anonymised_on": today.isoformat(),
    }
    journal.leave(journal.watch(row), left, Event.ANONYMISED, remark)
    for name, value in LEFT_OF_COMPLAINT.items():
        setattr(row, Complaint._meta.columns[name].name, value)
    journal.store.index_words(row.id, words_of(row), is_new=False)
    files = tuple(_empty_files(book, journal, row.id, remark))
    links = (ComplaintLink.later_id == row.id) | (ComplaintLink.earlier_id == row.id)
    linked = [link.id for link in book.rows(ComplaintLink.select().where(links))]
    last, database = journal.head.sequence, book.store.database
    # The entries that have just been written say what is left, and stay.
    first = last - len(files)
    forget_personal(database, first, "complaint", [row.id])
    forget_personal(database, first, "attachment", files)
    forget_personal(database, first, "complaint_link", linked)
    return files


def _empty_files(book: Book, journal: Recorder, complaint_id: int, remark: str) -> list[int]:
    query = Attachment.select().where(Attachment.complaint_id == complaint_id)
    files = list(book.rows(query.order_by(Attachment.id)))
    for file in files:
        left: dict[str, Value] = {"name": "", "size": 0, "sha256": _EMPTY}
        journal.leave(journal.watch(file), left, Event.ANONYMISED, remark)
        emptied = AttachmentContent.update(content=b"").where(
            AttachmentContent.attachment_id == file.id
        )
        book.rows(emptied).execute()
    return [file.id for file in files]


def _counted(row: Complaint) -> str | None:
    """Return the marks by which a recap counts, without what was typed."""
    marks = {name: GONE for name in COUNTED_MARKS if name in read_marks(row.to_correct)}
    return json.dumps(marks) if marks else None
