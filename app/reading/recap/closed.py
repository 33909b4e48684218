"""Closed months: their values as they were stored, and the files that were finished then.

The values are what the program shows, compares and corrects; the files are what it hands out, byte
for byte, since a later program would draw the same values in another way.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

import msgspec

from app.book.book import Book
from app.book.days_off import DayOff
from app.book.journal import Standing, changes_of
from app.book.scope import ensure_may_read
from app.book.settings import Settings
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.reading.recap.balance import RecapEntry
from app.reading.recap.values import CorrectionLine, Figures, InternalRecap, PublicRecap
from app.rules.months import RecordKind
from app.rules.readings import Reading
from models.month import MonthFile, MonthFileContent, MonthRecord, MonthValue

_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_IN_FORCE: Final = (
    (MonthRecord.kind == RecordKind.CLOSING.value),
    MonthRecord.reopened_at.is_null(),
)
_PACKED: Final = 9
Value = TypeVar("Value")


class ClosedMonthAltered(UserError):
    """What is stored of a closed month is not what was closed."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"Rekap {month.label} yang sudah ditutup telah diubah di luar program ini dan tidak "
            "ditampilkan. Jalankan pemeriksaan buku, lalu pulihkan buku dari cadangan."
        )


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """All that a closed month was made of.

    Attributes:
        recap, public: both editions.
        settings: letterhead, signatories and limits of that day.
        days_off: the days off of its years, as they were listed.
        entries: what was counted, as it was known then.
    """

    recap: InternalRecap
    public: PublicRecap
    settings: Settings
    days_off: tuple[DayOff, ...]
    entries: tuple[RecapEntry, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """A count of a closed recap and what it would be today."""

    table: str
    row: str
    column: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Erratum:
    """What a closed month would say otherwise today (*ralat*), numbered within the month.

    *figures* are those of today.
    """

    month: Month
    number: int
    closed_at: datetime
    closed_standing: Standing
    changes: tuple[TableChange, ...]
    corrections: tuple[CorrectionLine, ...]
    figures: Figures
    standing: Standing


@dataclass(frozen=True, slots=True)
class Closing:
    """That a month is closed; *standing* is where the journal stood when it was read."""

    id: int
    month: Month
    number: int
    made_at: datetime
    made_by: str
    standing: Standing
    figures: Figures


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A finished file."""

    name: str
    content: bytes


def encoded(value: ClosedMonth | Erratum | Figures) -> bytes:
    """Return *value* as JSON with one spelling only."""
    return _ENCODER.encode(value)


def digest(content: bytes) -> str:
    """Return the digest by which stored bytes are known."""
    return hashlib.sha256(content).hexdigest()


def packed(content: bytes) -> bytes:
    """Return encoded values as they are stored: the list of a large month is text."""
    return zlib.compress(content, _PACKED)


def read_closings(book: Book) -> dict[Month, Closing]:
    """Return the months that are closed, earliest first; nothing of their lists is read."""
    query = MonthRecord.select().where(*_IN_FORCE).order_by(MonthRecord.month, MonthRecord.id)
    found = [_closing(row) for row in book.rows(query)]
    return {closing.month: closing for closing in found}


def read_closing(book: Book, month: Month) -> Closing | None:
    """Return that *month* is closed, None while it is open."""
    wanted = MonthRecord.select().where(MonthRecord.month == str(month), *_IN_FORCE)
    row = book.rows(wanted).get_or_none()
    return None if row is None else _closing(row)


def read_closed(book: Book, month: Month) -> ClosedMonth | None:
    """Return what was stored of a closed month, None while it is open.

    Raises:
        ClosedMonthAltered: it is not what the closing said.
    """
    closing = read_closing(book, month)
    return None if closing is None else read_value(book, month, closing.id, ClosedMonth)


def read_value(book: Book, month: Month, record_id: int, kind: type[Value]) -> Value:
    """Return the values of one record of *month*.

    Raises:
        ClosedMonthAltered: they are not those that the journal tells of.
    """
    content = book.rows(MonthValue.select().where(MonthValue.record_id == record_id)).get_or_none()
    try:
        unpacked = zlib.decompress(content.content if content is not None else b"")
        if digest(unpacked) != _told(book, MonthRecord, record_id, "value_sha256"):
            raise ClosedMonthAltered(month)
        return msgspec.json.decode(unpacked, type=kind)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ClosedMonthAltered(month) from error


def read_files(book: Book, month: Month, record_id: int) -> tuple[StoredFile, ...]:
    """Return the finished files of one record of *month*, in the order in which they were stored.

    Raises:
        ClosedMonthAltered: one is not what the journal tells of.
        RightRefused: whoever sits at the desk may not read recaps.
    """
    ensure_may_read(book, Reading.RECAP)
    query: Any = (
        MonthFile.select(MonthFile.id, MonthFile.name, MonthFileContent.content)
        .left_outer_join(MonthFileContent, on=(MonthFileContent.file_id == MonthFile.id))
        .where(MonthFile.record_id == record_id)
        .order_by(MonthFile.id)
        .tuples()
    )
    found: list[StoredFile] = []
    for id_, name, content in book.rows(query):
        kept = bytes(content or b"")
        if digest(kept) != _told(book, MonthFile, id_, "sha256"):
            raise ClosedMonthAltered(month)
        found.append(StoredFile(name, kept))
    return tuple(found)


def read_errata(book: Book, month: Month) -> tuple[Closing, ...]:
    """Return the errata that were issued of *month*, in order."""
    query = (
        MonthRecord.select()
        .where(MonthRecord.month == str(month), MonthRecord.kind == RecordKind.ERRATUM.value)
        .order_by(MonthRecord.number, MonthRecord.id)
    )
    return tuple(_closing(row) for row in book.rows(query))


def _told(book: Book, table: type[MonthRecord | MonthFile], id_: int, column: str) -> object:
    """Return what the journal said when the row was stored."""
    changes = changes_of(book, table._meta.table_name, id_)
    return changes[0].new.get(column) if changes else None


def _closing(row: MonthRecord) -> Closing:
    return Closing(
        id=row.id,
        month=Month.parse(row.month),
        number=row.number,
        made_at=row.made_at,
        made_by=row.made_by,
        standing=Standing(row.sequence, row.fingerprint),
        figures=msgspec.convert(json.loads(row.figures), Figures),
    )
