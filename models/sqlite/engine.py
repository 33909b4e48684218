"""The tables of an open book: which driver carries them, and what SQLite says of the whole."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from models.book_key import BookKey
from models.journal import Head, journal_head
from models.sqlite import dialect
from models.sqlite.as_it_lies import STILL, address_as_it_lies, lies_still, plain_address
from models.sqlite.cipher import fitting_key, use_key
from models.sqlite.file import distrust, opened_alone
from models.sqlite.lenient import LenientCursor
from models.sqlite.search import (
    contains_all,
    expected_sums,
    index_words,
    indexed_sums,
    narrowed,
    newest_containing,
)

# Instructions of SQLite's machine, some tenths of a millisecond.
_ASKED_EVERY: Final = 20_000

Query = TypeVar("Query", bound=peewee.BaseQuery)
Select = TypeVar("Select", bound=peewee.ModelSelect)
# A row holds more than any of a book may, see ``file.LONGEST``; peewee stands between or does not.
TOO_LARGE: Final = (apsw.TooBigError, peewee.DataError)
# As many as SQLite tells of other damage.
_MOST_BROKEN: Final = 100


class BookDatabase(APSWDatabase):  # type: ignore[misc]  # the extension is not typed
    """A peewee database on a book's file; each thread has its own connection."""

    def __init__(self, path: Path, key: BookKey | None, *, read_only: bool) -> None:
        self._key = fitting_key(path, key)
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        is_still = read_only and lies_still(path, self._key)
        address = address_as_it_lies(path) if is_still else plain_address(path, flags)
        pragmas: list[tuple[str, Any]] = [
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
            ("cell_size_check", 1),
            # What a correction takes away leaves no bytes in the room it had.
            ("secure_delete", 1),
            # What is sorted or made on the way is in no file either.
            ("temp_store", "memory"),
            ("synchronous", "full"),
            # Pages. A recorded complaint touches twenty; the log is copied back every 200th.
            ("wal_autocheckpoint", 4000),
        ]
        if not read_only:
            pragmas.insert(0, ("journal_mode", "wal"))
        if is_still:
            pragmas.insert(0, STILL)
        super().__init__(
            address.filename,
            pragmas=pragmas,
            timeout=5,
            lock_type="immediate",
            autoconnect=False,
            flags=address.flags,
            vfs=address.vfs,
        )

    def _connect(self) -> apsw.Connection:
        connection: apsw.Connection = super()._connect()
        connection.cursor_factory = LenientCursor
        return connection

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        use_key(conn, self._key)
        distrust(conn)
        super()._add_conn_hooks(conn)


def _integrity(connection: apsw.Connection) -> list[str]:
    try:
        return [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except (apsw.CorruptError, apsw.NotADBError, apsw.TooBigError) as error:
        # Of an encrypted file each page tells by itself whether it is as it was written.
        return [str(error)]


class SqliteStore:
    """The tables of one checked file; nothing is connected before a thread asks for it.

    ``app.book.store.Store`` says what each function promises.
    """

    def __init__(self, path: Path, key: BookKey | None, *, read_only: bool) -> None:
        self.database = BookDatabase(path, key, read_only=read_only)
        self._path = path
        self._key = key
        self._is_read_only = read_only

    def rows(self, query: Query) -> Query:
        """Return *query*, to be answered by this book."""
        return query.bind(self.database)

    def stored(self, query: "peewee.ModelSelect[Any]") -> list[tuple[Any, ...]]:
        """Return the rows of *query* as they are stored."""
        words, values = query.bind(self.database).sql()
        found: list[tuple[Any, ...]] = self.database.execute_sql(words, tuple(values)).fetchall()
        return found

    def connect(self) -> None:
        """Let this thread ask until the store is closed."""
        self.database.connect(reuse_if_open=True)

    @contextmanager
    def connected(self, is_over: Callable[[], bool] | None = None) -> Iterator[None]:
        """Let this thread ask within the block; a statement ends early once *is_over*."""
        with self.database.connection_context():
            if is_over is not None:
                self.database.connection().set_progress_handler(is_over, _ASKED_EVERY)
            yield

    def keys(self, query: "peewee.ModelSelect[Any]") -> "array[int]":
        """Return the one whole number each row of *query* has."""
        words, values = query.bind(self.database).sql()
        # No row around each: a list of a million is read in the time that the driver takes.
        cursor = apsw.Cursor(self.database.connection())
        return array("q", [key for (key,) in cursor.execute(words, tuple(values))])

    @contextmanager
    def turn(self) -> Iterator[Head]:
        """Hold the lock of whoever writes, from the beginning: a reader that writes later fails."""
        with self.database.atomic():
            yield journal_head(self.database)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as of one moment; a turn that this thread holds is one already."""
        if self.database.in_transaction():
            yield
            return
        with self.database.transaction("deferred"):
            yield

    def close(self) -> None:
        """Close the connection of this thread."""
        if self.database.is_closed():
            return
        try:
            if not self._is_read_only:
                self._checkpoint()
        finally:
            self.database.close()

    def _checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file itself.

        On a full disk, or beside somebody who looks into the book, it stays where it is: all of it
        is committed, and the next start folds it in.
        """
        with suppress(peewee.OperationalError):
            self.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def writes_elsewhere(self) -> int:
        """Return a number that is another one as soon as another connection has written."""
        found: tuple[int] = self.database.execute_sql("PRAGMA data_version").fetchone()
        return found[0]

    def problems(self) -> tuple[str, ...]:
        """Return what SQLite's own integrity check and its foreign key check find."""
        # A connection of its own: each remembers the form of the full-text index, and the one that
        # searched before would call corrupt what another thread has written since.
        with opened_alone(self._path, self._key) as connection:
            found = _integrity(connection)
            broken = list(islice(connection.execute("PRAGMA foreign_key_check"), _MOST_BROKEN))
        return tuple(f for f in found if f != "ok") + tuple(
            f"{table} baris {row}: rujukan ke {parent} putus" for table, row, parent, _ in broken
        )

    def index_words(self, complaint_id: int, words: str, *, is_new: bool) -> None:
        """Make *words* findable under *complaint_id*; call within the writing transaction."""
        index_words(self.database, complaint_id, words, is_new=is_new)

    def indexed_sums(self) -> Iterator[tuple[int, int]]:
        """Yield what adds up, by complaint, to a sum of what the search index holds of it."""
        return indexed_sums(self.database)

    def expected_sums(self, words: Mapping[int, str]) -> Iterator[tuple[int, int]]:
        """Yield the same of an index that held *words*, by complaint, and nothing else."""
        return expected_sums(self.database, words)

    def contains_all(self, terms: Sequence[str]) -> peewee.ColumnBase:
        """Return the condition that a complaint's words contain each of *terms*."""
        return contains_all(terms)

    def narrowed(
        self, query: Select, terms: Sequence[str], span: tuple[int, int] | None = None
    ) -> Select:
        """Return *query* of complaints narrowed to those that contain all *terms*, newest first."""
        return narrowed(query, terms, span)

    def newest_containing(
        self, groups: Sequence[Sequence[str]], limit: int, district: str | None = None
    ) -> list[int]:
        """Return the newest complaints that contain all terms of at least one of *groups*."""
        return newest_containing(self.database, groups, limit, district)

    def least(self, *columns: "peewee.Field[Any]") -> peewee.ColumnBase:
        """Return the expression for the least of *columns*."""
        return dialect.least(*columns)

    def one_of(self, column: "peewee.Field[Any]", values: Iterable[int | str]) -> peewee.ColumnBase:
        """Return the condition that *column* is one of *values*."""
        return dialect.one_of(column, values)

    def starts_with(self, column: "peewee.Field[Any]", text: str) -> peewee.ColumnBase:
        """Return the condition that *column* begins with *text*."""
        return dialect.starts_with(column, text)
