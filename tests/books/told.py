"""What a release says of its own kept book, as text that later releases are compared with."""

import dataclasses
import json
from datetime import datetime
from pathlib import Path

from app.book.book import Book
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.recap.monthly import public_recap, read_recap
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.listing import listed_records

BOOKS = Path(__file__).parents[1] / "data" / "books"
STARTED = datetime(2026, 9, 21, 8, 0)
# After the last row of the first real input was received.
WALKED = datetime(2026, 10, 21, 9, 0)
# After the walk; due dates are told as of this day.
TOLD = datetime(2026, 11, 30, 9, 0)
MONTH = Month(2026, 10)


def tell(book: Book) -> dict[str, str]:
    """Return file name -> text: the register, the inspection, and both editions of the recap."""
    ids = register_ids(book, RegisterFilter())
    records = (json.dumps(r, ensure_ascii=False) for r in listed_records(book, ids))
    # What is proved of a book depends on the keys of the computer that looks.
    report = dataclasses.replace(inspect_book(book), proof=())
    internal = read_recap(book, MONTH, MONTH.last)
    return {
        "daftar.jsonl": "".join(f"{record}\n" for record in records),
        "periksa.json": _as_json(report),
        "rekap-internal.json": _as_json(internal),
        "rekap-publik.json": _as_json(public_recap(internal)),
    }


def _as_json(value: object) -> str:
    said = dataclasses.asdict(value)
    return json.dumps(said, ensure_ascii=False, indent=1, default=str) + "\n"
