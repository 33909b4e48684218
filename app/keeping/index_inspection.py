"""The search index of a book against one that is made anew from its rows."""

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Final

from peewee import DatabaseError, fn

from app.book.book import Book
from app.book.search_words import INDEXED, words_of
from app.keeping.windows import WINDOW
from app.rules.fields import MARKS_COLUMN, OWN_COLUMN
from models.complaint import Complaint
from models.sqlite.schema import newest_version

_MODULUS: Final = 1 << 61
_MOST_FOREIGN: Final = 1_000
_COLUMNS: Final = ("id", *INDEXED, OWN_COLUMN, MARKS_COLUMN, "is_secret")


def index_against_rows(book: Book) -> Iterator[str]:
    """Yield the complaints that a search would miss, or find by words that are not theirs.

    Holds eight bytes for each complaint, and the words of a window of them. A book of an older
    release that is only read keeps the words of that release, and is not looked at.
    """
    if book.holding.version < newest_version():
        return
    try:
        found, foreign = _indexed(book)
        for number, key, expected in _expected(book):
            if found[key] != expected:
                yield f"Indeks pencarian: pengaduan {number} tidak ditemukan menurut isinya."
            found[key] = 0
    except DatabaseError:
        yield "Indeks pencarian: tidak dapat dibaca."
        return
    alone = foreign + sum(1 for part in found if part)
    if alone:
        yield f"Indeks pencarian: {alone} baris tanpa pengaduan."


def _indexed(book: Book) -> tuple["array[int]", int]:
    """Return the sum of what the index holds under each key, by key.

    Also how many keys it has behind the last complaint, as far as they are told apart.
    """
    ((last,),) = book.stored(Complaint.select(fn.max(Complaint.id)))
    found = array("Q", bytes(8 * ((last or 0) + 1)))
    foreign: set[int] = set()
    for key, part in book.store.indexed_sums():
        if 0 < key < len(found):
            found[key] = (found[key] + part) % _MODULUS
        elif len(foreign) < _MOST_FOREIGN:
            foreign.add(key)
    return found, len(foreign)


def _expected(book: Book) -> Iterator[tuple[str, int, int]]:
    """Yield number, key and sum of each complaint, a window at a time."""
    # No more than the words are made of: what else a row holds is compared elsewhere.
    columns = [getattr(Complaint, name) for name in _COLUMNS]
    query = Complaint.select(*columns).order_by(Complaint.id).limit(WINDOW)
    rows = list(book.rows(query))
    while rows:
        sums: Counter[int] = Counter()
        for key, part in book.store.expected_sums({row.id: _words(row) for row in rows}):
            sums[key] += part
        yield from ((row.number, row.id, sums[row.id] % _MODULUS) for row in rows)
        rows = list(book.rows(query.where(Complaint.id > rows[-1].id)))


def _words(row: Complaint) -> str:
    try:
        return words_of(row)
    except (ValueError, TypeError, AttributeError):
        # Somebody has altered the row, which is told where rows are compared with the journal.
        return ""
