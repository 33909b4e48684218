"""The tables of an open book: which driver carries them, and what SQLite says of the whole."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from models.sqlite.search import contains_all, index_words

Query = TypeVar("Query", bound=peewee.BaseQuery)


class BookDatabase(APSWDatabase):  # type: ignore[misc]  # the extension is not typed
    """A peewee database on a book's file; each thread has its own connection."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        pragmas: list[tuple[str, Any]] = [
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
            ("cell_size_check", 1),
            ("synchronous", "full"),
            # Pages. A recorded complaint touches twenty; the log is copied back every 200th.
            ("wal_autocheckpoint", 4000),
        ]
        if not read_only:
            pragmas.insert(0, ("journal_mode", "wal"))
        super().__init__(
            str(path),
            pragmas=pragmas,
            timeout=5,
            lock_type="immediate",
            autoconnect=False,
            flags=flags,
        )


class SqliteStore:
    """The tables of one checked file; nothing is connected before a thread asks for it."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.database = BookDatabase(path, read_only=read_only)

    def rows(self, query: Query) -> Query:
        """Return *query*, to be answered by this book."""
        return query.bind(self.database)

    def index_words(self, complaint_id: int, words: str, *, is_new: bool) -> None:
        """Make *words* findable under *complaint_id*; call within the writing transaction."""
        index_words(self.database, complaint_id, words, is_new=is_new)

    def contains_all(self, terms: Sequence[str]) -> peewee.Expression:
        """Return the condition that a complaint's words contain each of *terms*."""
        return contains_all(terms)


def integrity_problems(database: peewee.Database) -> tuple[str, ...]:
    """Return what SQLite's own integrity check and its foreign key check find."""
    found = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check")]
    broken = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    return tuple(f for f in found if f != "ok") + tuple(
        f"{table} baris {row}: rujukan ke {parent} putus" for table, row, parent, _ in broken
    )


def checkpoint(database: BookDatabase) -> None:
    """Move what is in the write-ahead log into the file itself; on a full disk it stays there."""
    try:
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except peewee.OperationalError as error:
        if not isinstance(error.__cause__ or error.__context__, apsw.FullError):
            raise
