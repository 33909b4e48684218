"""What a recorded complaint would look like in its form: text by field name."""

import json

from app.book.lists import name_of
from models.complaint import Complaint
from models.reference import Category, District, Service, Village


def form_values(complaint: Complaint) -> dict[str, str]:
    """Return the text by field name from which *complaint* could be recorded again."""
    plain = ("name", "address", "phone", "email", "nik", "subject", "description", "expectation")
    values = {name: str(getattr(complaint, name)) for name in plain}
    values |= {
        "received_at": complaint.received_at.isoformat(sep=" ", timespec="minutes"),
        "kind": complaint.kind,
        "is_secret": "ya" if complaint.is_secret else "tidak",
        "district": name_of(District, complaint.district_code),
        "village": name_of(Village, complaint.village_code),
        "service": name_of(Service, complaint.service_id),
        "category": name_of(Category, complaint.category_id),
        "tracking_id": complaint.tracking_id or "",
    }
    extra: dict[str, str] = json.loads(complaint.extra)
    return values | extra


def read_form_values(complaint_id: int) -> dict[str, str]:
    """Return the form values of the complaint with this id."""
    return form_values(Complaint.get_by_id(complaint_id))
