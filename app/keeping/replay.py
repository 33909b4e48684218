"""Replay: what the journal, played in order, makes of the rows of a table."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import inf

from app.book.facts import facts_told, told_by
from app.book.store import Store
from app.book.upgrade import defaults_to_come, defaults_told
from app.rules.events import Event
from models.base import BaseModel
from models.journal import JournalEntry, JournalValue
from models.rows import Value, key_of

# What the rows of a table were given by upgrades: behind which entry, column -> value.
_Given = Sequence[tuple[float, Mapping[str, Value]]]


class Replay:
    """Plays the journal of the book in *store*, whose file had the form *version*."""

    def __init__(self, store: Store, version: int) -> None:
        self._store = store
        self._version = version
        self._upgrades = list(facts_told(store, Event.SCHEMA_UPGRADED))

    def rows(self, table: type[BaseModel], ids: Collection[str]) -> dict[str, dict[str, Value]]:
        """Return what the journal makes of the rows *ids*: id -> column -> value."""
        query = (
            JournalEntry.select(JournalEntry.sequence, JournalEntry.entity_id, JournalValue.content)
            .join(JournalValue, on=(JournalEntry.sequence == JournalValue.sequence))
            .where(
                (JournalEntry.entity == table._meta.table_name),
                self._store.one_of(JournalEntry.entity_id, ids),
            )
            .order_by(JournalEntry.sequence)
        )
        told: dict[str, dict[str, Value]] = {}
        coming = list(self._given(table))
        for sequence, entity_id, content in self._store.stored(query):
            while coming[0][0] < sequence:
                _give(told, coming.pop(0)[1])
            told.setdefault(entity_id, {}).update(_said(content))
        for _, defaults in coming:
            _give(told, defaults)
        return told

    def missing(self, table: type[BaseModel]) -> Iterator[str]:
        """Yield the keys of rows that the journal tells of and that are not there."""
        key, _ = key_of(table)
        told = JournalEntry.select(JournalEntry.entity_id)
        told = told.where(JournalEntry.entity == table._meta.table_name)
        there = table.select(table._meta.columns[key].cast("TEXT"))
        # The engine compares them: all keys of a book are more than is held at once.
        for (entity_id,) in self._store.rows((told - there).tuples()).iterator():
            yield entity_id

    def _given(self, table: type[BaseModel]) -> _Given:
        name = table._meta.table_name
        given = [(behind, defaults_told(said, name)) for behind, said in self._upgrades]
        # An older book is read in a copy that has steps behind it which its own journal has not.
        return [*given, (inf, defaults_to_come(self._version, name))]


def _said(content: str) -> dict[str, Value]:
    """Return what an entry says of columns; no column has a name with an asterisk."""
    said = told_by(content)
    for name in [name for name in said if name.startswith("*")]:
        del said[name]
    return said


def _give(told: Mapping[str, dict[str, Value]], defaults: Mapping[str, Value]) -> None:
    for state in told.values():
        state.update(defaults)
