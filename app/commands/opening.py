"""Opening the book that a command works on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.book.book import Book
from app.book.opening import open_unread
from app.book.place import Place


@contextmanager
def opened_book(
    place: Place, *, may_write: bool = False, may_create: bool = True, is_forgiving: bool = False
) -> Iterator[Book]:
    """Open the book at *place*; say what was put right meanwhile.

    For writing a new one too, where *may_create* is on.

    Raises:
        BookDamaged: it is damaged somewhere; nothing is written into it.
    """
    with open_unread(
        place,
        read_only=not may_write,
        may_create=may_write and may_create,
        is_forgiving=is_forgiving,
    ) as opened:
        if may_write:
            opened.holding.wholeness.ensure_now()
        book = opened.load()
        if book.holding.notice:
            print(book.holding.notice, file=sys.stderr)
        yield book
