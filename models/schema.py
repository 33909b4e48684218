"""The form of a book's file: its version, the steps to the next one, and what it must look like."""

from dataclasses import dataclass
from functools import cache

import apsw

from models.migrations import MIGRATIONS


@dataclass(frozen=True, slots=True)
class Guard:
    """A part of a book's form: what it is ("table", "index", "trigger", "view") and its name."""

    kind: str
    name: str


def version_of(connection: apsw.Connection) -> int:
    """Return how many of the steps the file has behind it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])  # type: ignore[index]


def migrate(connection: apsw.Connection, version: int) -> None:
    """Apply each missing step; a failing step leaves the book as it was before it."""
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        with connection:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number}")


def altered(connection: apsw.Connection) -> tuple[Guard, ...]:
    """Return the tables, indexes, triggers and views that are missing, added or say something else.

    A book is compared with a new one of its own version: what a later version adds or takes away
    is nobody's change.
    """
    present = _form(connection)
    expected = _expected_form(version_of(connection))
    return tuple(
        Guard((expected.get(name) or present[name])[0], name)
        for name in sorted(present.keys() | expected.keys())
        if present.get(name) != expected.get(name)
    )


@cache
def _expected_form(version: int) -> dict[str, tuple[str, str]]:
    scratch = apsw.Connection(":memory:")
    try:
        for statement in (sql for step in MIGRATIONS[:version] for sql in step):
            scratch.execute(statement)
        return _form(scratch)
    finally:
        scratch.close()


def _form(connection: apsw.Connection) -> dict[str, tuple[str, str]]:
    """Return all that a book is made of: name -> kind and text.

    Left out is what SQLite keeps for itself: its statistics, indexes that a table's own text
    demands, and the text of the tables behind the search index, which its version decides.
    """
    rows = connection.execute("""SELECT form.name, form.type, form.sql, list.type = 'shadow'
        FROM sqlite_master AS form LEFT JOIN pragma_table_list AS list
            ON list.schema = 'main' AND list.name = form.name AND form.type = 'table'
        WHERE form.name NOT GLOB 'sqlite_*'""")
    return {
        str(name): (str(kind), "" if is_shadow else str(sql)) for name, kind, sql, is_shadow in rows
    }
