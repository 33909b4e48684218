"""What a recorded complaint would look like in its form: text by field name."""

import json

from models.complaint import Complaint


def form_values(complaint: Complaint) -> dict[str, str]:
    """Return the text by field name from which *complaint* could be recorded again."""
    plain = ("name", "address", "phone", "email", "nik", "subject", "description", "expectation")
    values = {name: str(getattr(complaint, name)) for name in plain}
    values |= {
        "received_at": complaint.received_at.isoformat(sep=" ", timespec="minutes"),
        "kind": complaint.kind,
        "is_secret": "ya" if complaint.is_secret else "tidak",
        "district": complaint.district.name if complaint.district_code else "",
        "village": complaint.village.name if complaint.village_code else "",
        "service": complaint.service.name if complaint.service_id else "",
        "category": complaint.category.name if complaint.category_id else "",
        "tracking_id": complaint.tracking_id or "",
    }
    return values | json.loads(complaint.extra)
