"""A book with very many complaints, made fast: rows as recording stores them, but no journal.

Only what reads complaints is measured on it; the inspection would find all of them untold.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import apsw

from app.book.lists import Lists, read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.search_words import words_of
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.rules.statuses import Status
from app.sample.people import Storyteller
from app.steps.record import complaint_of
from models.complaint import Complaint
from models.rows import Value, stored_values
from tests.encrypted import bare

_LAST: Final = datetime(2026, 11, 20, 9, 0)
# Whole stories; those after them are told again by people with other numbers.
_STORIES: Final = 20_000
_AT_ONCE: Final = 20_000

Stored = tuple[dict[str, Value], str]


def make_many(path: Path, count: int) -> None:
    """Make a book at *path* with *count* complaints, the same for the same arguments."""
    with open_book(FilePlace(path), clock=FixedClock(_LAST), may_create=True) as book:
        lists = read_lists(book)
    connection = bare(path)
    connection.execute("PRAGMA synchronous=off")
    rows = _rows(lists, count)
    while part := list(islice(rows, _AT_ONCE)):
        with connection:
            _insert(connection, part)
    connection.close()


def _insert(connection: apsw.Connection, part: list[Stored]) -> None:
    names = ", ".join(part[0][0])
    marks = ", ".join("?" * len(part[0][0]))
    connection.executemany(
        f"INSERT INTO complaint ({names}) VALUES ({marks})", [tuple(v.values()) for v, _ in part]
    )
    connection.executemany(
        "INSERT INTO complaint_search(rowid, words) VALUES (?, ?)",
        [(values["id"], words) for values, words in part],
    )


def _rows(lists: Lists, count: int) -> Iterator[Stored]:
    random = Random(f"banyak {count}")
    teller = Storyteller(random, lists)
    stories: list[tuple[Complaint, str]] = []
    for number in range(1, count + 1):
        at = _LAST - timedelta(minutes=count - number)
        if number <= _STORIES:
            story = teller.tell(at)
            row = complaint_of(read_form(story.channel, story.values, at, lists))
            stories.append((row, words_of(row)))
        row, words = stories[(number - 1) % _STORIES]
        yield _told_by(row, words, f"{random.randrange(10**8):08}", number, at)


def _told_by(row: Complaint, words: str, digits: str, number: int, at: datetime) -> Stored:
    """Return *row* as the complaint *number*, told by the owner of a phone with these *digits*."""
    old = row.phone.replace("-", "")[4:]
    phone = row.phone and f"0812-{digits[:4]}-{digits[4:]}"
    if old:
        words = words.replace(row.phone, phone).replace(f"812{old}", f"812{digits}")
    row.id = row.sequence = number
    row.year, row.number = _LAST.year, f"{number}/PGD/{_LAST.year}"
    row.recorded_at = row.received_at = at
    row.recorded_by, row.status = "Petugas", Status.RECORDED.value
    row.distribution_from = row.distribute_by = date(2026, 11, 24)
    values = stored_values(row) | {"phone": phone, "tracking_id": None}
    if phone:
        values["phone_normal"] = f"+62812{digits}"
    return values, words
