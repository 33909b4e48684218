"""What a recorded complaint would look like in its form: text by field name."""

import json
from collections.abc import Mapping
from typing import Any, Final

from app.book.book import Book
from app.book.lists import name_of
from app.book.marks import read_marks
from app.rules.channels import Channel, fields_of
from app.rules.fields import Field, FieldKind
from models.complaint import Complaint
from models.reference import Category, District, Service, Village

# The table of which such a field holds a key.
_TABLES: Final[Mapping[FieldKind, Any]] = {
    FieldKind.DISTRICT: District,
    FieldKind.VILLAGE: Village,
    FieldKind.SERVICE: Service,
    FieldKind.CATEGORY: Category,
}


def form_values(book: Book, complaint: Complaint) -> dict[str, str]:
    """Return the text by field name from which *complaint* could be recorded again."""
    values = {
        field.name: _text(book, field, getattr(complaint, field.column))
        for field in fields_of(Channel(complaint.channel))
        if not field.is_own
    }
    extra: dict[str, str] = json.loads(complaint.extra)
    as_typed = {name: text for name, text in read_marks(complaint.to_correct).items() if text}
    return values | extra | as_typed


def _text(book: Book, field: Field, stored: Any) -> str:
    """Return what a column holds as the form takes it."""
    if field.kind in _TABLES:
        return name_of(book, _TABLES[field.kind], stored)
    if field.kind is FieldKind.MOMENT:
        return str(stored.isoformat(sep=" ", timespec="minutes"))
    if field.kind is FieldKind.FLAG:
        return "ya" if stored else "tidak"
    return str(stored or "")


def read_form_values(book: Book, complaint_id: int) -> dict[str, str]:
    """Return the form values of the complaint with this id."""
    query = Complaint.select().where(Complaint.id == complaint_id)
    return form_values(book, book.rows(query).get())
