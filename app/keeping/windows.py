"""Reading a table of any size in bounded memory: a window of rows at a time, by their key."""

from collections.abc import Iterator
from typing import Any, Final

from peewee import Field, ModelSelect, Tuple

from app.book.store import Readable

# Rows that are held at once. Reading more at a time is no faster.
WINDOW: Final = 500


def in_windows(
    book: Readable, query: "ModelSelect[Any]", *key: "Field[Any]"
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of *query* as tuples in the order of *key*, which are their first columns."""
    wanted = query.order_by(*key).limit(WINDOW).tuples()
    found: list[tuple[Any, ...]] = list(book.rows(wanted).iterator())
    while found:
        yield from found
        behind = Tuple(*key) > Tuple(*found[-1][: len(key)])
        found = list(book.rows(wanted.where(behind)).iterator()) if len(found) == WINDOW else []
