"""The journal: one entry per change, chained by hash; the values stand beside it.

The chain covers only salted digests of values, so that personal data can be removed from
``JournalValue`` one day without breaking it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from peewee import CharField, Database, IntegerField, TextField

from models.base import BaseModel


class JournalEntry(BaseModel):
    """One change of one row; immutable by trigger."""

    sequence = IntegerField(primary_key=True)
    at_utc = CharField()
    at_office = CharField()
    officer = CharField()
    event = CharField()
    entity = CharField()
    entity_id = CharField()
    # JSON: column -> digest of its salted old and new value.
    digests = TextField()
    previous_hash = CharField()
    hash = CharField()
    # The HMAC of the hash under a key outside the book; empty where the key was not at hand.
    seal = CharField(null=True)

    class Meta:
        table_name = "journal"


class JournalValue(BaseModel):
    """The old and new values behind one entry's digests."""

    sequence = IntegerField(primary_key=True)
    # JSON: column -> [salt, old, new].
    content = TextField()

    class Meta:
        table_name = "journal_value"


class Request(BaseModel):
    """The entry that a request to record became; immutable by trigger.

    It is no row of the office, so the journal tells nothing of it.
    """

    # Made with the draft of the entry, and never used for another.
    key = CharField(primary_key=True)
    sequence = IntegerField()


# What the hash of an entry covers, in this order; the hash itself is the column after them.
SAID: Final = (
    "sequence",
    "at_utc",
    "at_office",
    "officer",
    "event",
    "entity",
    "entity_id",
    "digests",
    "previous_hash",
)


class Head(NamedTuple):
    """The last entry of a journal; (0, "") in one without entries."""

    sequence: int
    hash: str


def append_entry(
    database: Database,
    said: tuple[int | str, ...],
    entry_hash: str,
    content: str,
    seal: str | None = None,
) -> None:
    """Append an entry that says *said*, the columns of ``SAID``, and its values beside it.

    Plain SQL: every step appends, and building two rows for it cost more than storing them.
    """
    # Without a seal its column is not named: a book that is being upgraded has none yet.
    marks = (entry_hash,) if seal is None else (entry_hash, seal)
    insert_entry, insert_values = _inserts(database.param, is_sealed=seal is not None)
    database.execute_sql(insert_entry, (*said, *marks))
    database.execute_sql(insert_values, (said[0], content))


@cache
def _inserts(mark: str, *, is_sealed: bool) -> tuple[str, str]:
    columns = (*SAID, "hash", "seal") if is_sealed else (*SAID, "hash")
    marks = ", ".join([mark] * len(columns))
    return (
        f"INSERT INTO journal ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
        f"INSERT INTO journal_value (sequence, content) VALUES ({mark}, {mark})",  # noqa: S608
    )


def forget_personal(database: Database, before: int, entity: str, keys: Sequence[int]) -> None:
    """Let the personal values go that the entries before *before* tell of rows with these *keys*.

    The guards of the book let them go once an entry says so; the digests in the chain stay.
    """
    for key in keys:
        database.execute_sql(_forget(database.param), (entity, str(key), before))


@cache
def _forget(mark: str) -> str:
    return (
        "UPDATE journal_value SET content = json_remove(content, '$.personal') "  # noqa: S608
        "WHERE json_type(content, '$.personal') IS NOT NULL AND sequence IN ("
        f"SELECT sequence FROM journal WHERE entity = {mark} AND entity_id = {mark} "
        f"AND sequence < {mark})"
    )


def journal_head(database: Database) -> Head:
    """Return where the journal stands."""
    query = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
    found = database.execute_sql(query).fetchone()
    return Head(*found) if found else Head(0, "")


def latest_moment(database: Database, recent: int) -> str | None:
    """Return the latest ``at_utc`` of the last *recent* entries, None in an empty journal."""
    last = "SELECT max(sequence) FROM journal"
    query = f"SELECT max(at_utc) FROM journal WHERE sequence > ({last}) - {database.param}"  # noqa: S608
    found: str | None = database.execute_sql(query, (recent,)).fetchone()[0]
    return found
