"""Rows typed from a page of a paper book, read and recorded like those of an old table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.paper_page import KeptAs, PaperPage
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.intake.tables.columns import (
    CHANNEL,
    CLOSED_ON,
    NUMBER,
    RECEIVED,
    RESPONSE,
    STATUS,
)
from app.intake.tables.dates import DateRules
from app.intake.tables.importing import Fate, Importing, Outcome
from app.intake.tables.raw_rows import RawRow
from app.intake.tables.reading import Options, ReadRow, RowReader
from app.intake.tables.short_days import whole_day
from app.rules.channels import CHANNEL_LABELS
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.attach import attach

# What is typed row by row, and what may follow later.
MAIN_KEYS: Final = (RECEIVED, "nama", "telepon", "uraian")
DETAIL_KEYS: Final = (
    NUMBER,
    "alamat",
    "kecamatan",
    "objek",
    "layanan",
    "kategori",
    CLOSED_ON,
    RESPONSE,
)
_STATUS_OF: Final = {KeptAs.SETTLED: Status.SETTLED, KeptAs.RUNNING: Status.RECORDED}
_DAYLESS: Final = "Tanggal belum diisi. Tulis misalnya 3/11/2024; baris berikutnya cukup 4/11."


class PageRefused(UserError):
    """A row of a page cannot be recorded after all; nothing of the page was."""


def row_days(book: Book, rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the day of each row as ISO text; one without has that of the row above."""
    today, rules = book.clock.today(), DateRules(zone=book.clock.zone)
    above: date | None = None
    for row in rows:
        typed = row.get(RECEIVED, "").strip()
        text = whole_day(typed, above, today, rules) if typed else _iso(above)
        above = _day(text) or above
        yield text


def read_page(book: Book, page: PaperPage) -> list[Outcome | None]:
    """Return what would become of each row of *page*; None for a blank one."""
    options = Options(page.channel, page.kept_as is KeptAs.NEW, book.clock.zone)
    reader = RowReader(read_lists(book), book.clock.now(), options)
    days = list(row_days(book, page.rows))
    filled = [place for place, row in enumerate(page.rows) if any(map(str.strip, row.values()))]
    reads = [reader.read(_raw(page, place, days, book)) for place in filled]
    lots = Importing(book, is_trial=True).take_all(iter(reads))
    outcomes: list[Outcome | None] = [None] * len(page.rows)
    for place, outcome in zip(filled, (each for lot in lots for each in lot), strict=True):
        outcomes[place] = outcome
    return outcomes


def _raw(page: PaperPage, place: int, days: Sequence[str], book: Book) -> RawRow:
    values = {key: text.strip() for key, text in page.rows[place].items() if text.strip()}
    values |= {RECEIVED: days[place]} if days[place] else {}
    values[CHANNEL] = CHANNEL_LABELS[page.channel]
    status = _STATUS_OF.get(page.kept_as)
    if status is not None:
        values[STATUS] = STATUS_LABELS[status]
    above = (_day(day) for day in reversed(days[:place]))
    near = next(filter(None, above), book.clock.today())
    rules = DateRules(year=near.year, month=near.month, zone=book.clock.zone)
    return RawRow(place + 1, values, None if days[place] else _DAYLESS, rules=rules)


def record_page(book: Book, rows: Sequence[ReadRow], picture: IncomingFile | None) -> Changes:
    """Record the rows of a page, all or none, and keep its picture with the first.

    Raises:
        PageRefused: a row that could be recorded before cannot be any more.
    """
    with book.transaction():
        lots = Importing(book, is_trial=False).take_all(iter(rows))
        outcomes = [outcome for lot in lots for outcome in lot]
        wrong = next((each for each in outcomes if each.fate is not Fate.RECORDED), None)
        if wrong is not None:
            raise PageRefused(f"Baris {wrong.row.raw.line}: {wrong.said} Belum ada yang dicatat.")
        ids = [each.complaint_id for each in outcomes if each.complaint_id is not None]
        if picture is not None:
            attach(book, ids[0], [picture])
    return Changes(complaints=frozenset(ids), number=outcomes[0].said)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
