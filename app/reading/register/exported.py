"""The register as records from which another book can be made again: ``daftar --json``."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from app.book.book import Book
from app.book.marks import read_marks
from app.book.scope import ensure_may_read
from app.reading.register.listing import listed_records
from app.rules.channels import Channel, fields_of
from app.rules.fields import HIDDEN, is_withheld
from app.rules.readings import Reading
from models.complaint import Attachment, Complaint

Exported = dict[str, str | bool | list[str] | None]


def exported_records(book: Book, ids: Collection[int], *, is_whole: bool) -> list[Exported]:
    """Return one record per id, in their order: ``listed_records`` with what an import needs.

    Args:
        book: the open book.
        ids: the complaints.
        is_whole: NIKs and those whose identity is secret are named too, for moving a book; else a
            NIK is masked, and of such a complaint nobody is named.

    Raises:
        RightRefused: whoever sits at the desk may not export.
    """
    ensure_may_read(book, Reading.EXPORT)
    rows = {
        row.id: row
        for row in book.rows(Complaint.select().where(book.store.one_of(Complaint.id, ids)))
    }
    found = [id_ for id_ in ids if id_ in rows]
    files = _file_names(book, found)
    listed = listed_records(book, found)
    return [
        {**record, **_more(rows[id_], files[id_], is_whole=is_whole)}
        for id_, record in zip(found, listed, strict=True)
    ]


def _more(row: Complaint, files: list[str], *, is_whole: bool) -> Exported:
    is_open = is_whole or not row.is_secret
    more: Exported = {
        "didistribusikan_pada": _day(row.distributed_on),
        "tindak_lanjut": row.answer,
        "lampiran": files if is_open else [HIDDEN] * len(files),
    }
    told = _own_texts(row)
    for field in fields_of(Channel(row.channel)):
        if is_whole and field.tells_who and not field.is_own:
            more[field.key] = getattr(row, field.column)
        elif field.is_own and told.get(field.name):
            more[field.key] = (
                HIDDEN if is_withheld(field, is_secret=not is_open) else told[field.name]
            )
    return more


def _own_texts(row: Complaint) -> dict[str, str]:
    """Return what was typed into the fields of the channel alone, by field name."""
    extra: dict[str, str] = json.loads(row.extra)
    return extra | {name: text for name, text in read_marks(row.to_correct).items() if text}


def _file_names(book: Book, ids: Collection[int]) -> defaultdict[int, list[str]]:
    query = (
        Attachment.select()
        .where(book.store.one_of(Attachment.complaint_id, ids))
        .order_by(Attachment.id)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for attachment in book.rows(query):
        names[attachment.complaint_id].append(attachment.name)
    return names


def _day(day: Any) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
