"""Every journalled row of a book against what its journal makes of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import inf

from app.book.book import Book
from app.book.journal import BOOK, changes_of, facts_told, groups_in
from app.book.secrets import secret_mark
from app.book.upgrade import defaults_to_come, defaults_told
from app.keeping.windows import WINDOW
from app.rules.events import Event
from models.base import BaseModel
from models.complaint import Attachment, BoxOpening, Complaint, ComplaintLink, NumberGivenUp
from models.journal import JournalEntry, JournalValue
from models.month import MonthFile, MonthRecord
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
from models.rows import Value, key_of, stored_rows
from models.signature import Signature, Signer

JOURNALED: tuple[type[BaseModel], ...] = (
    Complaint,
    ComplaintLink,
    Attachment,
    BoxOpening,
    NumberGivenUp,
    MonthRecord,
    MonthFile,
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
# What the rows of a table were given by upgrades: behind which entry, column -> value.
_Given = Sequence[tuple[float, Mapping[str, Value]]]


def rows_against_journal(book: Book) -> Iterator[str]:
    """Yield which rows are not what the journal says, and which are missing."""
    upgrades = list(facts_told(book, Event.SCHEMA_UPGRADED))
    for table in JOURNALED:
        name = table._meta.table_name
        given: _Given = [(behind, defaults_told(said, name)) for behind, said in upgrades]
        # An older book is read in a copy that has steps behind it which its own journal has not.
        given = [*given, (inf, defaults_to_come(book.holding.version, name))]
        for rows in _windows_of(book, table):
            yield from _rows_against_journal(book, table, rows, given)
        yield from _missing_rows(book, table)


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


def _windows_of(book: Book, table: type[BaseModel]) -> Iterator[list[dict[str, Value]]]:
    rows = stored_rows(book.store.database, table, most=WINDOW)
    while rows:
        yield rows
        last = rows[-1][key_of(table)[0]]
        rows = stored_rows(book.store.database, table, behind=last, most=WINDOW)


def _rows_against_journal(
    book: Book, table: type[BaseModel], rows: list[dict[str, Value]], given: _Given
) -> Iterator[str]:
    """Compare each row with what its journal entries, played in order, make of it."""
    name, (key, _) = table._meta.table_name, key_of(table)
    told = _told(book, name, [str(row[key]) for row in rows], given)
    for row in rows:
        expected = told.get(str(row[key]))
        if expected is None:
            yield f"{_named(name, row)}: tidak ada dalam jurnal."
            continue
        differing = [column for column, value in row.items() if value != expected.get(column)]
        if differing:
            yield f"{_named(name, row)}: isi {', '.join(differing)} tidak sama dengan jurnal."


def _told(
    book: Book, name: str, ids: Collection[str], given: _Given
) -> dict[str, dict[str, Value]]:
    """Return what the journal makes of the rows *ids* of a table: id -> column -> value."""
    query = (
        JournalEntry.select(JournalEntry.sequence, JournalEntry.entity_id, JournalValue.content)
        .join(JournalValue, on=(JournalEntry.sequence == JournalValue.sequence))
        .where((JournalEntry.entity == name), book.store.one_of(JournalEntry.entity_id, ids))
        .order_by(JournalEntry.sequence)
    )
    told: dict[str, dict[str, Value]] = {}
    coming = list(given)
    for sequence, entity_id, content in book.rows(query.tuples()).iterator():
        while coming[0][0] < sequence:
            _give(told, coming.pop(0)[1])
        told.setdefault(entity_id, {}).update(_said(content))
    for _, defaults in coming:
        _give(told, defaults)
    return told


def _missing_rows(book: Book, table: type[BaseModel]) -> Iterator[str]:
    name, (key, _) = table._meta.table_name, key_of(table)
    told = JournalEntry.select(JournalEntry.entity_id).where(JournalEntry.entity == name)
    there = table.select(table._meta.columns[key].cast("TEXT"))
    # The engine compares them: all keys of a book are more than is held at once.
    for (entity_id,) in book.rows((told - there).tuples()).iterator():
        yield f"{name} {entity_id}: ada dalam jurnal, tetapi barisnya hilang."


def _said(content: str) -> dict[str, Value]:
    """Return what an entry says of columns; no column has a name with an asterisk."""
    groups = groups_in(content).values()
    return {n: value for _, new in groups for n, value in new.items() if not n.startswith("*")}


def _give(told: Mapping[str, dict[str, Value]], defaults: Mapping[str, Value]) -> None:
    for state in told.values():
        state.update(defaults)


def _named(table: str, row: Mapping[str, Value]) -> str:
    if table == "complaint":
        return f"Pengaduan {row['number']}"
    return f"{table} {next(iter(row.values()))}"
