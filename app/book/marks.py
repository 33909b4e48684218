"""What was kept as it was typed, to be put right: the marks that stand with a complaint."""

import json
from collections.abc import Mapping
from typing import Final

from app.rules.channels import ALL_FIELDS
from app.rules.completeness import Element, missing
from models.complaint import Complaint

_LABELS: Final = {field.name: field.short_label for field in ALL_FIELDS}


def read_marks(stored: str | None) -> dict[str, str]:
    """Return the marks that a complaint's column holds, see ``Complaint.to_correct``."""
    marks: dict[str, str] = json.loads(stored) if stored else {}
    return marks


def marked_labels(marks: Mapping[str, str]) -> tuple[str, ...]:
    """Return how people call the marked fields, in the order of the form."""
    return tuple(label for name, label in _LABELS.items() if name in marks)


def lacking(row: Complaint) -> tuple[Element, ...]:
    """Return which of the four elements the complaint of *row* lacks."""
    is_placed = has_district(row.district_code, read_marks(row.to_correct))
    return missing(row.name, row.address, is_placed, row.phone, row.subject)


def has_district(code: str | None, marks: Mapping[str, str]) -> bool:
    """Return whether a kecamatan is told; one on no list says as well where somebody lives."""
    return code is not None or "district" in marks
