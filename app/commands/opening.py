"""Opening the book that a command works on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.book.book import Book, open_book


@contextmanager
def opened_book(path: Path, *, may_write: bool = False) -> Iterator[Book]:
    """Open the book at *path*, for writing also a new one; say what was put right meanwhile."""
    with open_book(path, read_only=not may_write, may_create=may_write) as book:
        if book.notice:
            print(book.notice, file=sys.stderr)
        yield book
