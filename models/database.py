"""The tables of an open book: which driver carries them, and what SQLite says of the whole."""

from pathlib import Path
from typing import Any, Final

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from models.base import BaseModel
from models.complaint import Attachment, AttachmentContent, BoxOpening, Complaint, Draft
from models.journal import JournalEntry, JournalValue
from models.reference import (
    Category,
    District,
    Holiday,
    HolidayYear,
    Officer,
    Service,
    Setting,
    Team,
    Village,
)

ALL_MODELS: Final[tuple[type[BaseModel], ...]] = (
    Team,
    Officer,
    Service,
    Category,
    District,
    Village,
    Holiday,
    HolidayYear,
    Setting,
    BoxOpening,
    Complaint,
    Attachment,
    AttachmentContent,
    Draft,
    JournalEntry,
    JournalValue,
)


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


def open_database(path: Path, *, read_only: bool) -> BookDatabase:
    """Return the database of a checked file and bind the models to it; no thread is connected."""
    database = BookDatabase(path, read_only=read_only)
    database.bind(ALL_MODELS)
    return database


def integrity_problems(database: BookDatabase) -> tuple[str, ...]:
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
