"""Complaints as people name them on a line: by their numbers."""

import re
from typing import Any, Final

from app.book.book import Book
from app.ground.errors import FieldProblem, FormRefused
from models.complaint import Complaint

_BETWEEN: Final = re.compile(r"[,;\s]+")


def complaints_named(book: Book, field: str, text: str) -> tuple[int, ...]:
    """Return the ids of the complaints whose numbers stand in *text*, in its order.

    A number alone is that of this year; any other is the whole register number.

    Raises:
        FormRefused: a number is in no book; the problem names *field*.
    """
    found: dict[int, None] = {}
    for said in filter(None, _BETWEEN.split(text)):
        row = book.rows(_named(book, said)).get_or_none()
        if row is None:
            raise FormRefused(FieldProblem(field, f"Nomor {said} tidak ada dalam buku."))
        found[row.id] = None
    return tuple(found)


def short_numbers(book: Book, ids: tuple[int, ...]) -> str:
    """Return the line that names these complaints."""
    year = book.clock.today().year
    query = Complaint.select(Complaint.id, Complaint.number, Complaint.sequence, Complaint.year)
    rows = {row.id: row for row in book.rows(query.where(book.store.one_of(Complaint.id, ids)))}
    known = (rows[id_] for id_ in ids if id_ in rows)
    return ", ".join(f"{r.sequence:03}" if r.year == year else r.number for r in known)


def _named(book: Book, said: str) -> Any:
    query = Complaint.select(Complaint.id)
    if said.isascii() and said.isdigit():
        is_this = (Complaint.sequence == int(said)) & (Complaint.year == book.clock.today().year)
        return query.where(is_this)
    return query.where(Complaint.number == said)
