"""Complaints that look like the one being entered: same phone, same name, or same words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.book.book import Book
from app.book.search_words import SHORTEST
from app.rules.identity import normal_phone
from app.rules.procedure import Status
from models.complaint import Complaint

_MOST: Final = 6
_LOOKED_AT: Final = 300
_ALIKE: Final = 80
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class SimilarComplaint:
    """One earlier complaint and why it is shown."""

    id: int
    number: str
    received_at: datetime
    subject: str
    status: Status
    why: str


def find_similar(
    book: Book, *, phone: str = "", name: str = "", text: str = "", but: int | None = None
) -> tuple[SimilarComplaint, ...]:
    """Return up to six earlier complaints like this one, the surest likeness first."""
    found: dict[int, SimilarComplaint] = {}
    for why, candidates in (
        ("Nomor sama", _with_phone(book, phone)),
        ("Nama sama", _with_name(book, name)),
        ("Isi serupa", _with_text(book, text)),
    ):
        for row in candidates:
            if row.id != but and row.id not in found:
                found[row.id] = SimilarComplaint(
                    row.id, row.number, row.received_at, row.subject, Status(row.status), why
                )
    return tuple(found.values())[:_MOST]


def _with_phone(book: Book, phone: str) -> list[Complaint]:
    normal = normal_phone(phone)
    if normal is None:
        return []
    query = Complaint.select().where(Complaint.phone_normal == normal)
    return list(book.rows(query.order_by(Complaint.id.desc()).limit(_MOST)))


def _with_name(book: Book, name: str) -> list[Complaint]:
    if len(name.strip()) < _SHORTEST_NAME:
        return []
    rows = _containing(book, name.split())
    wanted = " ".join(name.casefold().split())
    return [row for row in rows if " ".join(row.name.casefold().split()) == wanted][:_MOST]


def _with_text(book: Book, text: str) -> list[Complaint]:
    words = [word for word in text.split() if len(word) > _SHORTEST_NAME][:3]
    if not words:
        return []
    # Only needed while somebody types an entry; its import is not part of the start.
    from rapidfuzz import fuzz

    rows = _containing(book, words)
    alike = [row for row in rows if fuzz.token_set_ratio(row.subject, text) >= _ALIKE]
    return alike[:_MOST]


def _containing(book: Book, words: list[str]) -> list[Complaint]:
    long = [word for word in words if len(word) >= SHORTEST]
    if not long:
        return []
    query = Complaint.select().where(book.store.contains_all(long))
    return list(book.rows(query.order_by(Complaint.id.desc()).limit(_LOOKED_AT)))
