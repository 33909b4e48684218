"""Salvage: a new file with every row that can still be read from a damaged one.

The new file has no guards until ``guard_again``: rows come in any order, and some never.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from models.book_key import BookKey
from models.disk import make_file
from models.sqlite.cipher import fitting_key
from models.sqlite.file import APPLICATION_ID, looking, opened_alone
from models.sqlite.pages import Pages, Row, Stored, pages_of
from models.sqlite.refusals import FileRefused
from models.sqlite.schema import missing_steps, newest_version, take_step, version_of

# Tables whose rows are known by their looks where no page above tells of them. What all others
# hold the journal tells too.
_KNOWN_BY_LOOKS: Final = ("complaint", "journal", "journal_value", "attachment")
# Tables whose rows never change and that no journal entry holds.
_ADDED_TO: Final = (
    "journal",
    "journal_value",
    "attachment_content",
    "month_value",
    "month_file_content",
    "request",
    "secret",
)
_HASH: Final = 64
_KINDS: Final[Mapping[str, type]] = {"INTEGER": int, "TEXT": str, "BLOB": bytes, "REAL": float}


class _Column(NamedTuple):
    name: str
    kind: type
    is_needed: bool
    default: Stored


class _Table(NamedTuple):
    """A table: its columns, those it had at first, and which of them is its own numbering."""

    name: str
    columns: tuple[_Column, ...]
    begin: int
    numbering: int | None

    def values(self, row: Row) -> list[Stored] | None:
        """Return the columns of *row*; None when it is no row of this table."""
        if not self.begin <= len(row.values) <= len(self.columns):
            return None
        values = [*row.values, *(c.default for c in self.columns[len(row.values) :])]
        if self.numbering is not None:
            if values[self.numbering] is not None:
                return None
            values[self.numbering] = row.key
        is_fit = all(map(_fits, self.columns, values))
        return values if is_fit else None


def salvage(path: Path, target: Path, key: BookKey | None) -> int:
    """Make a file of the same form at *target* with what can be read at *path*; return its version.

    Raises:
        FileRefused: it is encrypted, and its first page or the key is gone.
        OSError: the disk refuses.
        apsw.Error: the new file cannot be written.
    """
    with _pages_at(path, key) as pages, _made(target, key, _version(pages)) as made:
        tables = {table.name: table for table in _tables(made)}
        with made:
            reached = _read_reached(pages, tables, made)
            _read_stray(pages, tables, made, reached | pages.free())
            _read_unnumbered(path, key, tables, made)
        return version_of(made)


def add_missing(target: Path, key: BookKey | None, whole: Path, its_key: BookKey | None) -> None:
    """Add to the file at *target* what it lacks of the rows at *whole* that no journal entry holds.

    Raises:
        FileRefused, apsw.Error: one of the two cannot be read or written.
    """
    with opened_alone(target, key, create=True) as made, looking(whole, its_key) as source, made:
        for name in _ADDED_TO:
            there = _names(source, name)
            shared = [column for column in _names(made, name) if column in there]
            if not shared:
                continue
            columns = ", ".join(f'"{column}"' for column in shared)
            marks = ", ".join("?" * len(shared))
            made.executemany(
                f"INSERT OR IGNORE INTO {name} ({columns}) VALUES ({marks})",  # noqa: S608  # our own
                source.execute(f"SELECT {columns} FROM {name}"),  # noqa: S608
            )


def unguard(target: Path, key: BookKey | None) -> None:
    """Take the guards from the file at *target*, for ``guard_again`` to give them back."""
    with opened_alone(target, key, create=True) as made, made:
        _drop_guards(made)


def guard_again(target: Path, key: BookKey | None, version: int) -> None:
    """Give the file at *target* the guards of a book of *version*."""
    with closing(apsw.Connection(":memory:")) as fresh:
        _take_steps(fresh, version)
        guards = _guards(fresh)
    with opened_alone(target, key, create=True) as made, made:
        for guard in guards.values():
            made.execute(guard)


@contextmanager
def _pages_at(path: Path, key: BookKey | None) -> Iterator[Pages]:
    key = fitting_key(path, key)
    if key is None:
        with pages_of(path) as pages:
            yield pages
        return
    with looking(path, key) as connection:
        # Each page that can be decrypted, zeros for any other; it asks for the first one before.
        connection.execute("PRAGMA page_count").fetchall()
        yield Pages(connection.serialize("main"), {})


def _version(pages: Pages) -> int:
    said = pages.version()
    return said if 0 < said <= newest_version() else newest_version()


@contextmanager
def _made(target: Path, key: BookKey | None, version: int) -> Iterator[apsw.Connection]:
    make_file(target)
    with opened_alone(target, key, create=True) as made:
        made.execute(f"PRAGMA application_id={APPLICATION_ID}")
        with made:
            _take_steps(made, version)
            _drop_guards(made)
        yield made


def _drop_guards(connection: apsw.Connection) -> None:
    for name in _guards(connection):
        connection.execute(f"DROP TRIGGER {name}")


def _take_steps(connection: apsw.Connection, version: int) -> None:
    for number, migration in missing_steps(0)[:version]:
        take_step(connection.execute, number, migration)


def _guards(connection: apsw.Connection) -> dict[str, str]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    return {str(name): str(sql) for name, sql in connection.execute(query)}


def _names(connection: apsw.Connection, table: str) -> list[str]:
    query = "SELECT name FROM pragma_table_info(?)"
    return [str(name) for (name,) in connection.execute(query, (table,))]


def _tables(made: apsw.Connection) -> Iterator[_Table]:
    """Yield the tables that have a numbering of their own below their rows."""
    with closing(apsw.Connection(":memory:")) as first:
        _take_steps(first, 1)
        begins = {name: len(_names(first, name)) for name in _plain_tables(first)}
    for name in _plain_tables(made):
        columns, numbering = [], None
        info = made.execute(f"PRAGMA table_info({name})")
        for place, column, kind, is_needed, default, key in info.fetchall():
            if key and kind == "INTEGER":
                numbering = int(str(place))
            given = made.execute(f"SELECT {default or 'NULL'}").fetchone()  # our own
            value = given[0] if given else None
            columns.append(_Column(str(column), _KINDS[str(kind)], bool(is_needed), value))
        yield _Table(name, tuple(columns), begins.get(name, len(columns)), numbering)


def _plain_tables(connection: apsw.Connection) -> list[str]:
    query = """SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND NOT wr AND name NOT GLOB 'sqlite_*'"""
    return [str(name) for (name,) in connection.execute(query)]


def _fits(column: _Column, value: Stored) -> bool:
    return not column.is_needed if value is None else type(value) is column.kind


def _read_reached(pages: Pages, tables: Mapping[str, _Table], made: apsw.Connection) -> set[int]:
    """Read what the pages above tell of; return the leaves that are somebody's."""
    reached = pages.below(1)
    for leaf in sorted(reached):
        for row in pages.rows(leaf):
            if len(row.values) != 5 or not isinstance(row.values[3], int):
                continue
            leaves = pages.below(row.values[3]) - reached
            reached |= leaves
            table = tables.get(str(row.values[1]))
            for number in sorted(leaves if table else ()):
                _add(made, table, pages.rows(number))
    return reached


def _read_stray(
    pages: Pages, tables: Mapping[str, _Table], made: apsw.Connection, known: set[int]
) -> None:
    """Read the leaves that no page tells of any more."""
    every = range(1, pages.count + 1)
    stray = [number for number in every if number not in known and pages.is_leaf(number)]
    for number in stray:
        rows = list(pages.rows(number))
        for name in _KNOWN_BY_LOOKS:
            fitting = [row for row in rows if _looks_like(tables[name], row)]
            _add(made, tables[name], iter(fitting))
    # Bytes look like any others, those of the search index too: their digest says whose they are.
    digests = dict(made.execute("SELECT id, sha256 FROM attachment"))
    for number in stray:
        proven = (row for row in pages.rows(number) if _digest(row) == digests.get(row.key, ""))
        _add(made, tables["attachment_content"], proven)


def _digest(row: Row) -> str | None:
    content = row.values[-1] if row.values else None
    return sha256(content).hexdigest() if isinstance(content, bytes) else None


def _looks_like(table: _Table, row: Row) -> bool:
    values = table.values(row)
    if values is None:
        return False
    if table.name == "journal_value":
        return str(values[1]).startswith("{")
    if table.name == "journal":
        return len(str(values[9])) == _HASH
    return True


def _read_unnumbered(
    path: Path, key: BookKey | None, tables: Mapping[str, _Table], made: apsw.Connection
) -> None:
    """Read by SQLite what lies in tables without a numbering, as far as it gets."""
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr"
    names = [str(name) for (name,) in made.execute(query) if name not in tables]
    for name in names:
        marks = ", ".join("?" * len(_names(made, name)))
        try:
            with looking(path, key) as damaged:
                for row in damaged.execute(f"SELECT * FROM {name}"):  # noqa: S608  # our own
                    made.execute(f"INSERT OR IGNORE INTO {name} VALUES ({marks})", row)  # noqa: S608
        except (FileRefused, UnicodeDecodeError):
            continue


def _add(made: apsw.Connection, table: _Table | None, rows: Iterator[Row]) -> None:
    if table is None:
        return
    marks = ", ".join("?" * len(table.columns))
    for row in rows:
        values = table.values(row)
        if values is None:
            continue
        try:
            made.execute(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", values)  # noqa: S608
        except apsw.ConstraintError:
            continue
