"""What a recorded complaint would look like in its form: text by field name."""

import json

from app.book.book import Book
from app.book.lists import name_of
from models.complaint import Complaint
from models.reference import Category, District, Service, Village


def form_values(book: Book, complaint: Complaint) -> dict[str, str]:
    """Return the text by field name from which *complaint* could be recorded again."""
    plain = ("name", "address", "phone", "email", "nik", "subject", "description", "expectation")
    values = {name: str(getattr(complaint, name)) for name in plain}
    values |= {
        "received_at": complaint.received_at.isoformat(sep=" ", timespec="minutes"),
        "kind": complaint.kind,
        "is_secret": "ya" if complaint.is_secret else "tidak",
        "district": name_of(book, District, complaint.district_code),
        "village": name_of(book, Village, complaint.village_code),
        "service": name_of(book, Service, complaint.service_id),
        "category": name_of(book, Category, complaint.category_id),
        "tracking_id": complaint.tracking_id or "",
    }
    extra: dict[str, str] = json.loads(complaint.extra)
    return values | extra


def read_form_values(book: Book, complaint_id: int) -> dict[str, str]:
    """Return the form values of the complaint with this id."""
    query = Complaint.select().where(Complaint.id == complaint_id)
    return form_values(book, book.rows(query).get())
