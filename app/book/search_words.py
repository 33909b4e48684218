"""What a complaint is found by, and how a search text is understood."""

import json
import re
from collections.abc import Iterator
from typing import Final

from app.book.marks import read_marks
from app.rules.channels import ALL_FIELDS
from app.rules.fields import FieldKind
from app.rules.identity import phone_digits, phone_numbers
from models.complaint import Complaint

# An index of three letters at a time finds nothing shorter.
SHORTEST: Final = 3
# Digits with what people put between them: a phone number in any spelling.
_PHONE_LIKE: Final = re.compile(r"\+?[\d\s().\-\u2010-\u2015]{4,}")
# A slash is rather that of "RT 001/002", but "0564/21345" is a whole number.
_PHONE_WITH_SLASH: Final = re.compile(r"\+?(?:[\s().\-\u2010-\u2015/]*\d){9,}")
_PHONE_FIELDS: Final = frozenset(
    field.name for field in ALL_FIELDS if field.is_own and field.kind is FieldKind.PHONE
)
_NOT_SEARCHED: Final = frozenset(
    field.name for field in ALL_FIELDS if field.is_own and not field.is_searched
)
# The columns of a complaint whose text it is found by, beside the channel's own fields.
INDEXED: Final = (
    "number",
    *(field.column for field in ALL_FIELDS if field.is_searched and not field.is_own),
    "answer",
)


def words_of(complaint: Complaint) -> str:
    """Return everything the complaint is found by, as one text.

    One whose complainant is secret is found by what it is about, and by the keys that keep it from
    being recorded twice: searching a name, a number or a NIK must not confirm it, nor what else a
    field of its channel may tell of a person.
    """
    if complaint.is_secret:
        return _words_without_a_person(complaint)
    plain = [str(complaint.__data__.get(name) or "") for name in INDEXED]
    plain += filter(None, read_marks(complaint.to_correct).values())
    own: dict[str, str] = json.loads(complaint.extra)
    extra = {name: text for name, text in own.items() if name not in _NOT_SEARCHED}
    # The caller's number mostly is the one to call back: it is read once.
    phones = {complaint.phone, *(text for name, text in extra.items() if name in _PHONE_FIELDS)}
    spellings = [spelling for text in sorted(phones) for spelling in _phone_spellings(text)]
    # What else looks like a phone number is searched for as one.
    alike = [phone_digits(text) for text in (*plain, *extra.values()) if _is_phone_like(text)]
    return "\n".join(dict.fromkeys([*plain, *extra.values(), *spellings, *alike]))


def _words_without_a_person(complaint: Complaint) -> str:
    """Return the words of a secret one; the search index of older books was made so, in SQL."""
    ticket = complaint.tracking_id or ""
    told = (
        complaint.number,
        complaint.subject,
        complaint.description,
        complaint.expectation,
        complaint.answer,
        ticket,
        ticket.replace(" ", "").replace("-", ""),
        json.loads(complaint.extra).get("message_id", ""),
    )
    return "\n".join(filter(None, told))


def search_terms(text: str) -> tuple[str, ...]:
    """Return the substrings that a complaint must all contain to be found by *text*.

    A phone number in any spelling becomes its digits; other words stand for themselves.
    """
    text = text.strip()
    if _is_phone_like(text) and len(phone_digits(text)) >= SHORTEST:
        return (phone_digits(text),)
    return tuple(text.split())


def _is_phone_like(text: str) -> bool:
    # Most texts begin with a letter, and a look at it is much cheaper than two patterns.
    if not text or text[0].isalpha():
        return False
    return bool(_PHONE_LIKE.fullmatch(text) or _PHONE_WITH_SLASH.fullmatch(text))


def _phone_spellings(text: str) -> Iterator[str]:
    """Yield the international and the national digits of each phone number in *text*."""
    for number in phone_numbers(text):
        yield number[1:]
        if number.startswith("+62"):
            yield f"0{number[3:]}"
