"""Reading a table of any size in bounded memory: a window of rows at a time, by their key."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from peewee import Field, ModelSelect, Tuple

from app.book.store import Readable
from models.sqlite.engine import TOO_LARGE

# Rows that are held at once. Reading more at a time is no faster.
WINDOW: Final = 500


def in_windows(
    book: Readable,
    query: "ModelSelect[Any]",
    *key: "Field[Any]",
    unread: list[str] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of *query* as tuples in the order of *key*, which are their first columns.

    With *unread* a row that is larger than any of ours is left out, and its key put there.
    """
    wanted = query.order_by(*key).limit(WINDOW).tuples()
    keys = query.model.select(*key).order_by(*key).limit(WINDOW).tuples()
    while True:
        try:
            found = book.stored(wanted)
            last, is_more = found[-1:], len(found) == WINDOW
        except TOO_LARGE:
            if unread is None:
                raise
            there = book.stored(keys)
            found = list(_one_by_one(book, wanted, key, there, unread))
            last, is_more = there[-1:], len(there) == WINDOW
        yield from found
        if not is_more:
            return
        behind = Tuple(*key) > Tuple(*last[0][: len(key)])
        wanted = query.where(behind).order_by(*key).limit(WINDOW).tuples()
        keys = query.model.select(*key).where(behind).order_by(*key).limit(WINDOW).tuples()


def _one_by_one(
    book: Readable,
    wanted: "ModelSelect[Any]",
    key: "tuple[Field[Any], ...]",
    there: Iterable[tuple[Any, ...]],
    unread: list[str],
) -> Iterator[tuple[Any, ...]]:
    for known in there:
        try:
            yield from book.stored(wanted.where(Tuple(*key) == Tuple(*known)))
        except TOO_LARGE:
            unread.append(", ".join(map(str, known)))
