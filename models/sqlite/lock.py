"""One writer per book: a lock that the system frees."""

from pathlib import Path

import apsw

from models.disk import make_file


class FileLock:
    """Says that a book is being written; the system frees it even after kill -9.

    SQLite's own lock on an empty database beside the book: it is the same on Windows and Linux,
    and the file system it cannot be trusted on is the one a book is refused on anyway.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: apsw.Connection | None = None

    def take(self) -> bool:
        """Take the lock; False when another program has it.

        Raises:
            OSError: the file cannot be written.
        """
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        make_file(self._path)
        try:
            connection = apsw.Connection(str(self._path), flags=flags)
        except apsw.Error as error:
            raise OSError(str(error)) from error
        try:
            # Nothing is ever written, so there is nothing a journal could bring back.
            connection.execute("PRAGMA journal_mode=off")
            connection.execute("BEGIN EXCLUSIVE")
        except apsw.BusyError:
            connection.close()
            return False
        except apsw.Error as error:
            connection.close()
            raise OSError(str(error)) from error
        self._connection = connection
        return True

    def release(self) -> None:
        """Let others write."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
