"""The desk file: unfinished entries of one computer, beside its books and in none of them.

Every call opens the file and closes it again. So two windows share it, a file that was moved aside
is simply begun anew, and whatever thread may ask.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from models.book_key import BookKey
from models.disk import make_file, make_private_folder
from models.sqlite.cipher import use_key
from models.sqlite.trouble import trouble_of
from models.trouble import Trouble

# "BKPM": a file that says otherwise is not ours to write in.
_APPLICATION_ID: Final = 0x424B504D
_VERSION: Final = 1
_BUSY_MS: Final = 2_000
# A larger file is not looked through: whoever wants to type does not wait for that.
_CHECKED_AT_OPEN: Final = 32 * 1024 * 1024
_SCHEMA: Final = (
    """CREATE TABLE draft (
        key TEXT PRIMARY KEY, book TEXT NOT NULL, channel TEXT NOT NULL, "values" TEXT NOT NULL,
        saved_at TEXT NOT NULL, revision INTEGER NOT NULL) STRICT""",
    """CREATE TABLE draft_file (
        draft_key TEXT NOT NULL REFERENCES draft(key) ON DELETE CASCADE, place INTEGER NOT NULL,
        name TEXT NOT NULL, media_type TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (draft_key, place)) STRICT""",
    "CREATE TABLE emptied_book (book TEXT PRIMARY KEY) STRICT",
)


class DeskTrouble(Exception):
    """The desk file could not be read or written; what was in it is still there."""

    def __init__(self, trouble: Trouble, details: str) -> None:
        self.trouble = trouble
        super().__init__(details)


class DraftRow(NamedTuple):
    """One draft without its files: values as JSON, the moment as ISO text in office time.

    The revision counts how often it was written; 0 for one that is not stored yet.
    """

    key: str
    channel: str
    values: str
    saved_at: str
    revision: int


class FileRow(NamedTuple):
    """One file that came with a draft."""

    name: str
    media_type: str
    content: bytes


class DeskFile:
    """The file at *path*, encrypted with *key* where there is one.

    It is made when the first draft is stored.
    """

    def __init__(self, path: Path, key: BookKey | None = None) -> None:
        self.path = path
        self._key = key
        self._is_checked = False

    def drafts(self, book: str) -> list[tuple[DraftRow, int]]:
        """Return the drafts of *book*, the latest first, each with the number of its files."""
        if not self._exists():
            return []
        query = """SELECT key, channel, "values", saved_at, revision,
            (SELECT count(*) FROM draft_file WHERE draft_key = key)
            FROM draft WHERE book = ? ORDER BY saved_at DESC, rowid DESC"""
        with self._opened() as connection:
            found = connection.execute(query, (book,)).fetchall()
        return [(DraftRow(*row[:5]), int(row[5])) for row in found]  # type: ignore[arg-type]

    def draft(self, book: str, key: str) -> tuple[DraftRow, list[FileRow]] | None:
        """Return one draft of *book* with its files, None when it is gone."""
        if not self._exists():
            return None
        # One statement, so that nobody writes between the draft and its files.
        query = """SELECT key, channel, "values", saved_at, revision, name, media_type, content
            FROM draft LEFT JOIN draft_file ON draft_key = key
            WHERE book = ? AND key = ? ORDER BY place"""
        with self._opened() as connection:
            rows = connection.execute(query, (book, key)).fetchall()
        if not rows:
            return None
        files = [FileRow(*row[5:]) for row in rows if row[5] is not None]  # type: ignore[arg-type]
        return DraftRow(*rows[0][:5]), files  # type: ignore[arg-type]

    def put(self, book: str, draft: DraftRow, files: Sequence[FileRow] | None) -> bool:
        """Store *draft* of *book*; with ``None`` for *files* those that are stored stay.

        Returns False, and stores nothing, when a draft was written or discarded by somebody else
        since the revision it says.
        """
        with self._writing() as connection:
            if draft.revision and not _update(connection, draft):
                return False
            if not draft.revision:
                connection.execute(
                    "INSERT INTO draft VALUES (?, ?, ?, ?, ?, 1)",
                    (draft.key, book, draft.channel, draft.values, draft.saved_at),
                )
            if files is not None:
                _put_files(connection, draft.key, files)
        return True

    def remove(self, key: str, revision: int) -> bool:
        """Delete a draft and its files, and every byte of them.

        Returns False, and leaves it, when somebody else has written it since *revision*.
        """
        if not self._exists():
            return True
        with self._opened() as connection:
            connection.execute("DELETE FROM draft WHERE key = ? AND revision = ?", (key, revision))
            if connection.changes() == 0:
                query = "SELECT count(*) FROM draft WHERE key = ?"
                return connection.execute(query, (key,)).fetchone() == (0,)
            # Deleting overwrites the row, but not copies of it that stayed behind when a page was
            # split. What cannot be swept now is swept with the next draft.
            with suppress(apsw.BusyError, apsw.FullError):
                connection.execute("VACUUM")
        return True

    def give_key(self, key: str, new: str) -> None:
        """Let the draft with *key* have the key *new*."""
        with self._writing() as connection:
            connection.execute("PRAGMA defer_foreign_keys=ON")
            for table, column in (("draft", "key"), ("draft_file", "draft_key")):
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?",  # noqa: S608  # our own
                    (new, key),
                )

    def is_emptied(self, book: str) -> bool:
        """Return whether the drafts that *book* once held itself have been taken out of it."""
        if not self._exists():
            return False
        query = "SELECT count(*) FROM emptied_book WHERE book = ?"
        with self._opened() as connection:
            return connection.execute(query, (book,)).fetchone() == (1,)

    def adopt(self, book: str, drafts: Sequence[DraftRow]) -> None:
        """Store drafts that *book* itself holds; those stored already stay as they are."""
        rows = [(d.key, book, d.channel, d.values, d.saved_at) for d in drafts]
        with self._writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO draft VALUES (?, ?, ?, ?, ?, 1)", rows)

    def mark_emptied(self, book: str) -> None:
        """Remember that *book* itself holds no drafts any more."""
        with self._opened() as connection:
            connection.execute("INSERT OR IGNORE INTO emptied_book VALUES (?)", (book,))

    def move_aside(self, name: str) -> Path:
        """Give the file another *name* beside it, and return where it is now.

        Raises:
            OSError: it could not be moved.
        """
        target = self.path.with_name(f"{name}{self.path.suffix}")
        for number in range(2, 1000):
            if not target.exists():
                break
            target = self.path.with_name(f"{name}-{number}{self.path.suffix}")
        # A journal that was left beside it belongs to it and would be played into the new file.
        journal = self.path.with_name(f"{self.path.name}-journal")
        if journal.exists():
            journal.replace(target.with_name(f"{target.name}-journal"))
        return self.path.replace(target)

    def _exists(self) -> bool:
        try:
            return self.path.exists()
        except OSError as error:
            raise DeskTrouble(Trouble.NOT_WRITABLE, str(error)) from error

    @contextmanager
    def _opened(self) -> Iterator[apsw.Connection]:
        try:
            connection = self._connected()
            try:
                self._prepare(connection)
                yield connection
            finally:
                connection.close()
        except apsw.Error as error:
            raise DeskTrouble(trouble_of(error), str(error)) from error
        except UnicodeDecodeError as error:
            raise DeskTrouble(Trouble.DAMAGED, str(error)) from error
        except OSError as error:
            raise DeskTrouble(Trouble.NOT_WRITABLE, str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        # Closing undoes what was not committed. The driver's own way fails a second time where
        # SQLite has undone it already, as on a full disk, and hides why.
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _connected(self) -> apsw.Connection:
        if not self.path.exists():
            make_private_folder(self.path.parent)
            # What citizens wrote is for this person's eyes; a journal gets the rights of its file.
            make_file(self.path)
        connection = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READWRITE)
        connection.setbusytimeout(_BUSY_MS)
        use_key(connection, self._key)
        return connection

    def _prepare(self, connection: apsw.Connection) -> None:
        # A journal that is emptied is flushed; a deleted one can come back after a power cut, and
        # with it the moment before the draft.
        pragmas = ("journal_mode=TRUNCATE", "secure_delete=ON", "foreign_keys=ON")
        for pragma in (*pragmas, "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        version = _number(connection, "user_version")
        if version == 0:
            _create(connection)
        elif _number(connection, "application_id") != _APPLICATION_ID:
            raise DeskTrouble(Trouble.DAMAGED, "application_id")
        elif version > _VERSION:
            raise DeskTrouble(Trouble.TOO_NEW, str(version))
        if not self._is_checked and self.path.stat().st_size <= _CHECKED_AT_OPEN:
            self._check(connection)

    def _check(self, connection: apsw.Connection) -> None:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
        if found != [("ok",)]:
            raise DeskTrouble(Trouble.DAMAGED, str(found))
        self._is_checked = True


def _create(connection: apsw.Connection) -> None:
    """Make the tables unless another window has just done so; they appear together."""
    connection.execute("BEGIN IMMEDIATE")
    if not _number(connection, "user_version"):
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            raise DeskTrouble(Trouble.DAMAGED, "user_version")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={_VERSION}")
    connection.execute("COMMIT")


def _number(connection: apsw.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])  # type: ignore[index]


def _update(connection: apsw.Connection, draft: DraftRow) -> bool:
    connection.execute(
        """UPDATE draft SET channel = ?, "values" = ?, saved_at = ?, revision = revision + 1
        WHERE key = ? AND revision = ?""",
        (draft.channel, draft.values, draft.saved_at, draft.key, draft.revision),
    )
    return connection.changes() == 1


def _put_files(connection: apsw.Connection, key: str, files: Sequence[FileRow]) -> None:
    connection.execute("DELETE FROM draft_file WHERE draft_key = ?", (key,))
    connection.executemany(
        "INSERT INTO draft_file VALUES (?, ?, ?, ?, ?)",
        [(key, place, *file) for place, file in enumerate(files)],
    )
