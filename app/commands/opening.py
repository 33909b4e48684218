"""Opening the book that a command works on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.book.book import Book
from app.book.opening import OpenedBook, open_unread
from app.book.place import Place
from app.ground.errors import BookDamaged


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
            _ensure_whole(opened)
        book = opened.load()
        if book.holding.notice:
            print(book.holding.notice, file=sys.stderr)
        yield book


def _ensure_whole(opened: OpenedBook) -> None:
    """Look through a book that was too large for it at opening: a window does so while it works."""
    damage = opened.find_damage(lambda: False) if opened.is_to_be_checked() else ""
    if damage:
        raise BookDamaged(damage)
