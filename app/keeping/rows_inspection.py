"""Every journalled row of a book against what its journal makes of it."""

from collections.abc import Iterable, Iterator, Mapping

from app.book.book import Book
from app.book.journal import BOOK, changes_of
from app.book.secrets import secret_mark
from app.book.store import Store
from app.keeping.replay import Replay
from app.keeping.windows import WINDOW
from models.base import BaseModel
from models.complaint import Attachment, BoxOpening, Complaint, ComplaintLink, NumberGivenUp
from models.meeting import Meeting, MeetingAction, MeetingComplaint
from models.month import MonthFile, MonthRecord, MonthText
from models.reference import (
    RECOVERY,
    Absence,
    Category,
    District,
    Holiday,
    HolidayYear,
    Officer,
    Secret,
    Service,
    Setting,
    Team,
    Village,
)
from models.rows import Value, key_of, stored_keys, stored_rows
from models.signature import Signature, Signer
from models.sqlite.engine import TOO_LARGE

JOURNALED: tuple[type[BaseModel], ...] = (
    Complaint,
    ComplaintLink,
    Attachment,
    BoxOpening,
    NumberGivenUp,
    Meeting,
    MeetingComplaint,
    MeetingAction,
    MonthRecord,
    MonthFile,
    MonthText,
    Team,
    Officer,
    Absence,
    Service,
    Category,
    District,
    Village,
    Holiday,
    HolidayYear,
    Setting,
    Signer,
    Signature,
)


def rows_against_journal(book: Book) -> Iterator[str]:
    """Yield which rows are not what the journal says, and which are missing."""
    replay = Replay(book.store, book.holding.version)
    for table in JOURNALED:
        unread: list[Value] = []
        for rows in windows_of(book.store, table, unread):
            yield from _rows_against_journal(replay, table, rows)
        for key in unread:
            yield f"{table._meta.table_name} {key}: terlalu besar untuk dibaca."
        for key in replay.missing(table):
            name = table._meta.table_name
            yield f"{name} {key}: ada dalam jurnal, tetapi barisnya hilang."


def secrets_against_journal(book: Book) -> Iterator[str]:
    """Yield the PINs that are not those that were set, as far as their marks in the journal say."""
    marks: dict[Value, Value] = {}
    for change in changes_of(book, BOOK, ""):
        if "mark" in change.new:
            marks[change.new.get("owner")] = change.new["mark"]
    there: dict[Value, Value] = {
        row.owner: secret_mark(row.hash) for row in book.rows(Secret.select())
    }
    for owner in sorted(there.keys() | marks.keys(), key=str):
        if there.get(owner) != marks.get(owner):
            named = "Kode pemulihan" if owner == RECOVERY else f"PIN petugas {owner}"
            yield f"{named}: tidak sama dengan yang dipasang menurut jurnal."


def windows_of(
    store: Store, table: type[BaseModel], unread: list[Value] | None = None
) -> Iterator[list[dict[str, Value]]]:
    """Yield all rows of a table as they are stored, by key and some at a time.

    With *unread* a row that is larger than any of ours is left out, and its key put there.
    """
    key = key_of(table)[0]
    behind: Value = None
    while True:
        try:
            rows = stored_rows(store.database, table, behind=behind, most=WINDOW)
            last = rows[-1][key] if rows else None
        except TOO_LARGE:
            if unread is None:
                raise
            keys = stored_keys(store.database, table, behind=behind, most=WINDOW)
            rows = list(_one_by_one(store, table, behind, keys, unread))
            last = keys[-1]
        if rows:
            yield rows
        if last is None:
            return
        behind = last


def _one_by_one(
    store: Store,
    table: type[BaseModel],
    behind: Value,
    keys: Iterable[Value],
    unread: list[Value],
) -> Iterator[dict[str, Value]]:
    for key in keys:
        try:
            yield from stored_rows(store.database, table, behind=behind, most=1)
        except TOO_LARGE:
            unread.append(key)
        behind = key


def _rows_against_journal(
    replay: Replay, table: type[BaseModel], rows: list[dict[str, Value]]
) -> Iterator[str]:
    """Compare each row with what its journal entries, played in order, make of it."""
    name, (key, _) = table._meta.table_name, key_of(table)
    told = replay.rows(table, [str(row[key]) for row in rows])
    for row in rows:
        expected = told.get(str(row[key]))
        if expected is None:
            yield f"{_named(name, row)}: tidak ada dalam jurnal."
            continue
        differing = [column for column, value in row.items() if value != expected.get(column)]
        if differing:
            yield f"{_named(name, row)}: isi {', '.join(differing)} tidak sama dengan jurnal."


def _named(table: str, row: Mapping[str, Value]) -> str:
    if table == "complaint":
        return f"Pengaduan {row['number']}"
    return f"{table} {next(iter(row.values()))}"
