"""Opening the book that a command works on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.book.book import Book
from app.book.opening import open_book
from app.book.place import Place


@contextmanager
def opened_book(
    place: Place, *, may_write: bool = False, is_forgiving: bool = False
) -> Iterator[Book]:
    """Open the book at *place*, for writing also a new one; say what was put right meanwhile."""
    with open_book(
        place, read_only=not may_write, may_create=may_write, is_forgiving=is_forgiving
    ) as book:
        if book.holding.notice:
            print(book.holding.notice, file=sys.stderr)
        yield book
