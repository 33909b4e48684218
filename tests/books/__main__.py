"""Makes the kept book of the version in pyproject.toml: python -m tests.books.

Run once for each release, and again as long as it is not released: writes
``tests/data/books/VERSION.db`` and, in a folder beside it, what this release says of that book.
"""

import json
import shutil
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

import apsw

from app.book.book import Book
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.version import version
from app.keeping.backup import back_up
from app.keeping.rescue import Rescue
from app.keeping.restore import restore
from app.rules.channels import Channel, fields_of
from app.steps.answer import answer_directly
from app.steps.record import record
from tests.books.every_step import Walk
from tests.books.told import BOOKS, STARTED, TOLD, WALKED, tell

FIRST_INPUT = BOOKS.parent / "intake" / "pengaduan.jsonl"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="buku-") as folder:
        path = Path(folder) / "buku.db"
        make_book(path, Path(folder))
        kept = shutil.copy(path, BOOKS / f"{version()}.db")
        with open_book(FilePlace(path), clock=FixedClock(TOLD), read_only=True) as book:
            said = tell(book)
    beside = BOOKS / version()
    beside.mkdir(exist_ok=True)
    for name, text in said.items():
        (beside / name).write_text(text, encoding="utf-8")
    print(kept)


def make_book(path: Path, folder: Path) -> Path:
    """Make a book at *path* in which everything has happened once; return the path."""
    clock = FixedClock(STARTED)
    with open_book(
        FilePlace(path), clock=clock, officer="Petugas Pertama", may_create=True
    ) as book:
        clock.moment = WALKED
        record_first_input(book)
        Walk(book, clock).take_every_step()
        backup = back_up(book, folder / "cadangan").path
    clock.moment += timedelta(minutes=5)
    restore(backup, FilePlace(path), clock)
    clock.moment += timedelta(minutes=5)
    lose_an_index(path)
    with Rescue(FilePlace(path), clock, [backup]) as rescue:
        rescue.accept()
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    return path


def lose_an_index(path: Path) -> None:
    """Damage the book where no row is lost."""
    connection = apsw.Connection(str(path))
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'complaint_received'"
    (page,) = connection.execute(query).fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)


def record_first_input(book: Book) -> None:
    """Record the twelve complaints that the program was first tried with."""
    for line in FIRST_INPUT.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        channel = Channel(values.pop("saluran"))
        answer = values.pop("jawaban_langsung", "")
        names = {field.key: field.name for field in fields_of(channel)}
        form = {names[key]: text for key, text in values.items()}
        new = read_form(channel, form, book.clock.now(), read_lists(book))
        complaint_id = next(iter(record(book, new).complaints))
        if answer:
            answer_directly(book, complaint_id, answer, new.received_at)


if __name__ == "__main__":
    main()
