"""The book of every release is opened by this one, and says what it said then."""

import json
import shutil

import pytest

from app.book.book import open_book
from app.ground.clock import FixedClock
from models.journal import JournalEntry
from tests.books.told import BOOKS, TOLD, tell

KEPT = sorted(BOOKS.glob("*.db"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request, tmp_path):
    """A copy of one kept book; what its release said of it lies in ``said``."""
    return shutil.copy(request.param, tmp_path / request.param.name)


def test_a_kept_book_says_what_it_said_when_it_was_made(kept):
    with open_book(kept, clock=FixedClock(TOLD), read_only=True) as book:
        said = tell(book)
    for name, text in said.items():
        then = (BOOKS / kept.stem / name).read_text(encoding="utf-8")
        assert said_then(_read(then), _read(text)) == _read(then), name


def test_all_that_could_happen_has_happened_in_the_first_book(tmp_path):
    first = shutil.copy(KEPT[0], tmp_path / "buku.db")
    with open_book(first, read_only=True) as book:
        events = {row.event for row in book.rows(JournalEntry.select(JournalEntry.event))}
    assert len(events) == 22


def said_then(then, now):
    """Return *now* without the keys that *then* did not have: later releases say more."""
    if isinstance(then, dict):
        return {key: said_then(value, now.get(key)) for key, value in then.items()}
    if isinstance(then, list) and len(then) == len(now):
        return [said_then(*pair) for pair in zip(then, now, strict=True)]
    return now


def _read(text):
    """Return what is in a file of one JSON value, or of one a line."""
    lines = text.splitlines()
    return json.loads(text) if lines[-1] in "]}" else [json.loads(line) for line in lines]
