"""What a complaint is found by, and how a search text is understood."""

import json
import re
from typing import Final

from app.identity import phone_digits
from models.complaint import Complaint
from models.search_index import SHORTEST

# Digits with what people put between them: a phone number in any spelling.
_PHONE_LIKE: Final = re.compile(r"\+?[\d\s().\-]{4,}")
INDEXED: Final = (
    "number",
    "name",
    "address",
    "phone",
    "email",
    "nik",
    "subject",
    "description",
    "expectation",
    "tracking_id",
    "answer",
)


def words_of(complaint: Complaint) -> str:
    """Return everything the complaint is found by, as one text."""
    plain = [str(getattr(complaint, name) or "") for name in INDEXED]
    extra = json.loads(complaint.extra)
    numbers = [complaint.phone, *extra.values()]
    spellings = [spelling for text in numbers for spelling in _phone_spellings(text)]
    return "\n".join([*plain, *extra.values(), *spellings])


def search_terms(text: str) -> tuple[str, ...]:
    """Return the substrings that a complaint must all contain to be found by *text*.

    A phone number in any spelling becomes its digits; other words stand for themselves.
    """
    text = text.strip()
    if _PHONE_LIKE.fullmatch(text) and len(phone_digits(text)) >= SHORTEST:
        return (phone_digits(text),)
    return tuple(text.split())


def _phone_spellings(text: str) -> list[str]:
    """Return the national and the international digits of a phone number, else nothing."""
    digits = phone_digits(text) if _PHONE_LIKE.fullmatch(text.strip()) else ""
    if digits.startswith("62"):
        return [digits, "0" + digits[2:]]
    if digits.startswith("0"):
        return [digits, "62" + digits[1:]]
    return [digits] if digits else []
