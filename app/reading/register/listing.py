"""The register as flat records, for the command line and for whoever reads its JSON."""

from collections.abc import Collection
from typing import Any

from app.book.book import Book
from app.book.lists import Lists, read_lists
from app.book.marks import read_marks
from app.book.scope import in_scope
from app.reading.milestones import milestones
from app.rules.channels import ALL_FIELDS
from app.rules.deadlines import describe, governing_deadline
from app.rules.fields import HIDDEN, Field, FieldKind, is_withheld
from app.rules.identity import mask_nik
from models.complaint import Complaint

Record = dict[str, str | bool | None]


def listed_records(book: Book, ids: Collection[int]) -> list[Record]:
    """Return one record per id, in their order; keys are Indonesian, as in import files.

    A NIK is masked; of a complaint with a secret identity nobody is named.
    """
    labels = _Labels(read_lists(book))
    query = Complaint.select().where(book.store.one_of(Complaint.id, ids), *in_scope(book))
    found = {row.id: row for row in book.rows(query)}
    return [_record(book, found[id_], labels) for id_ in ids if id_ in found]


class _Labels:
    """Names by key, retired entries included."""

    def __init__(self, lists: Lists) -> None:
        self.teams: dict[Any, str] = {entry.id: entry.name for entry in lists.teams}
        self.of_kind: dict[FieldKind, dict[Any, str]] = {
            FieldKind.SERVICE: {entry.id: entry.name for entry in lists.services},
            FieldKind.CATEGORY: {entry.id: entry.name for entry in lists.categories},
            FieldKind.DISTRICT: {entry.code: entry.name for entry in lists.districts},
            FieldKind.VILLAGE: {entry.code: entry.name for entry in lists.villages},
        }


def _record(book: Book, row: Complaint, labels: _Labels) -> Record:
    deadline = governing_deadline(milestones(row), book.calendar, book.limits, book.clock.today())
    record: Record = {
        "nomor": row.number,
        "dicatat": row.recorded_at.isoformat(),
        "saluran": row.channel,
        "status": row.status,
        "tim": labels.teams.get(row.team_id, ""),
        "lengkap_pada": _day(row.completed_on),
        "batas_distribusi": _day(row.distribute_by),
        "batas_penyelesaian": _day(row.settle_by),
        "ditutup_pada": _day(row.closed_on),
        "dijawab_langsung": row.is_direct,
        "batas_waktu": describe(deadline, book.limits),
    }
    fields = (field for field in ALL_FIELDS if not field.is_own)
    return record | {field.key: _said(row, field, labels) for field in fields}


def _said(row: Complaint, field: Field, labels: _Labels) -> str | bool | None:
    """Return what the column of *field* holds, nothing of a person whose identity is secret."""
    if is_withheld(field, is_secret=row.is_secret):
        return HIDDEN
    stored = getattr(row, field.column)
    if field.kind in labels.of_kind:
        return labels.of_kind[field.kind].get(
            stored, read_marks(row.to_correct).get(field.name, "")
        )
    if field.kind is FieldKind.MOMENT:
        return str(stored.isoformat(timespec="minutes"))
    if field.kind is FieldKind.NIK:
        return mask_nik(stored)
    said: str | bool | None = stored
    return said


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
