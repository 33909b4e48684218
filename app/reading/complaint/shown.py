"""What a field holds, as people read it."""

from datetime import date, datetime
from typing import Final

from app.ground.formatting import long_date, moment
from app.rules.fields import Field, FieldKind

_FLAG_WORDS: Final = {"ya": "Ya", "tidak": "Tidak", "": "Tidak"}


def shown(field: Field, stored: str) -> str:
    """Return a stored field value as people read it; what could not be read as it was typed."""
    try:
        if field.kind is FieldKind.MOMENT and stored:
            return moment(datetime.fromisoformat(stored))
        if field.kind is FieldKind.DAY and stored:
            return long_date(date.fromisoformat(stored))
    except ValueError:
        return stored
    if field.kind is FieldKind.FLAG:
        return _FLAG_WORDS.get(stored, stored)
    return stored
