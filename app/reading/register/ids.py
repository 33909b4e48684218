"""Which complaints a filter finds, as bare keys in the order of the register.

The first screen can be asked for alone and comes at once, however many there are behind it.
"""

from array import array
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from app.book.book import Book
from app.book.search_words import SHORTEST, search_terms
from app.reading.register.filter import RegisterFilter
from app.reading.register.rows import conditions, short_condition
from models.complaint import Complaint


def register_ids(book: Book, wanted: RegisterFilter) -> "array[int]":
    """Return the ids of the wanted complaints, newest first."""
    return book.store.keys(_newest_first(book, wanted))


def first_ids(book: Book, wanted: RegisterFilter, most: int) -> "array[int]":
    """Return what ``register_ids`` begins with: *most* ids, reading nothing of what follows."""
    return book.store.keys(_newest_first(book, wanted).limit(most))


def ids_among(book: Book, wanted: RegisterFilter, ids: Collection[int]) -> "array[int]":
    """Return those of *ids* that are wanted, newest first."""
    if not ids:
        return array("q")
    query = _newest_first(book, wanted, (min(ids), max(ids)))
    return book.store.keys(query.where(book.store.one_of(Complaint.id, ids)))


def _newest_first(book: Book, wanted: RegisterFilter, span: tuple[int, int] | None = None) -> Any:
    """Return the query for *wanted*; with *span* for those whose keys lie within it alone."""
    terms = search_terms(wanted.text)
    long = [term for term in terms if len(term) >= SHORTEST]
    found: list[Any] = conditions(book, replace(wanted, text=""))
    found += [short_condition(term) for term in terms if len(term) < SHORTEST]
    query: Any = Complaint.select(Complaint.id)
    if long:
        query = book.store.narrowed(query, long, span)
    else:
        query = query.order_by(Complaint.id.desc())
        found += [Complaint.id.between(*span)] if span else []
    return query.where(*found) if found else query


def newest_id(book: Book) -> int:
    """Return the key of the complaint recorded last, 0 in an empty book; never more are there."""
    newest = Complaint.select(Complaint.id).order_by(Complaint.id.desc()).limit(1)
    return next(iter(book.store.keys(newest)), 0)
