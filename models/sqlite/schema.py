"""The form of a book's file: its version, the steps to the next one, and what it must look like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import apsw

from models.sqlite.migrations import MIGRATIONS, Migration

# What FTS5 keeps an index in (source: SQLite, "FTS5 data structures"). SQLite itself could say
# which tables these are, but looks through every view to do so, and some have no end.
_BEHIND: Final = ("data", "idx", "content", "docsize", "config")
# Name -> kind and text.
_Form: TypeAlias = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Guard:
    """A part of a book's form.

    Attributes:
        kind: "table", "index", "trigger" or "view".
        is_foreign: somebody else put it there: no book has it, or something else of its name.
    """

    kind: str
    name: str
    is_foreign: bool = False


def version_of(connection: apsw.Connection) -> int:
    """Return how many of the steps the file has behind it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])  # type: ignore[index]


def newest_version() -> int:
    """Return how many steps there are."""
    return len(MIGRATIONS)


def missing_steps(version: int) -> tuple[tuple[int, Migration], ...]:
    """Return the steps that a book of *version* lacks, each with the version it leads to."""
    return tuple(enumerate(MIGRATIONS[version:], start=version + 1))


def migrate(connection: apsw.Connection, version: int) -> None:
    """Take all missing steps, or none; the journal is told nothing, see ``app.book.upgrade``."""
    with connection:
        for number, migration in missing_steps(version):
            take_step(connection.execute, number, migration)


def take_step(execute: Callable[[str], object], number: int, migration: Migration) -> None:
    """Take one step within the open transaction that *execute* works in."""
    for statement in migration.statements:
        execute(statement)
    execute(f"PRAGMA user_version={number}")


def altered(connection: apsw.Connection) -> tuple[Guard, ...]:
    """Return the tables, indexes, triggers and views that are missing, added or say something else.

    A book is compared with a new one of its own version: what a later version adds or takes away
    is nobody's change.
    """
    present = _form(connection)
    expected = _form_after(MIGRATIONS[: version_of(connection)])
    return tuple(
        Guard((expected.get(name) or present[name])[0], name, _is_foreign(name, present, expected))
        for name in sorted(present.keys() | expected.keys())
        if present.get(name) != expected.get(name)
    )


def _is_foreign(name: str, present: _Form, expected: _Form) -> bool:
    return name in present and (name not in expected or present[name][0] != expected[name][0])


def _form_after(steps: Sequence[Migration]) -> dict[str, tuple[str, str]]:
    return _form_made_by(tuple(sql for step in steps for sql in step.statements))


@cache
def _form_made_by(statements: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return the form of a scratch book that *statements* make in memory, in 2 ms."""
    scratch = apsw.Connection(":memory:")
    try:
        for statement in statements:
            scratch.execute(statement)
        return _form(scratch)
    finally:
        scratch.close()


def _form(connection: apsw.Connection) -> dict[str, tuple[str, str]]:
    """Return all that a book is made of: name -> kind and text.

    Left out is what SQLite keeps for itself: its statistics, indexes that a table's own text
    demands, and the text of the tables behind the search index, which its version decides.
    """
    query = "SELECT name, type, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'"
    found = [(str(name), str(kind), str(sql)) for name, kind, sql in connection.execute(query)]
    behind = {f"{name}_{part}" for name, _, sql in found for part in _BEHIND if _is_index(sql)}
    return {name: (kind, "" if name in behind else sql) for name, kind, sql in found}


def _is_index(sql: str) -> bool:
    return sql.startswith("CREATE VIRTUAL TABLE")
