"""Bringing an older book up to date; its journal tells what each step gave to the rows in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.book.desk import Desk
from app.book.holding import Holding
from app.book.journal import PROGRAM, Recorder
from app.book.key_slots import copy_slots
from app.book.old_drafts import take_out_drafts
from app.book.place import Place
from app.book.seals import Sealing, Seals
from app.book.search_words import words_of
from app.book.settings import overdue_settings, put_setting
from app.book.storage import explaining_storage
from app.book.store import Store
from app.ground.clock import Clock
from app.ground.errors import BookRefused, StorageError
from app.ground.key_store import key_store
from app.ground.log import log_event
from app.ground.paths import desk_file
from app.rules.events import Event
from models.complaint import Complaint
from models.disk import discard, free_path
from models.rows import Value
from models.sqlite.copies import CopyFailed, copy_file
from models.sqlite.engine import SqliteStore
from models.sqlite.file import check_file
from models.sqlite.migrations import Migration
from models.sqlite.refusals import DiskFull
from models.sqlite.schema import missing_steps, take_step

_INDEXED_AT_ONCE: Final = 500


def upgrade(book: Place, version: int, clock: Clock) -> str:
    """Take the steps that *book*, of *version*, lacks; keep a copy from before.

    Returns what has to be said of it in a sentence, mostly nothing.

    Raises:
        FileRefused: there is no room for the copy; the book is as it was.
        BookRefused: the drafts in it have no other place yet; the book is as it was.
        StorageError: the disk or the file failed; the book is as it was.
    """
    path = book.path
    said: list[str] = []
    desk = Desk(desk_file(), clock, said.append, book.key)
    kept = _name_for_kept(path, clock)
    try:
        copy_file(path, kept, book.key)
        copy_slots(path, kept)
    except (CopyFailed, OSError) as error:
        raise DiskFull(path.name) from error
    try:
        _take_steps(book, version, clock, desk)
    except BaseException:
        # All or nothing: a book that is still of its version is what it was before.
        if check_file(path, book.key, is_looked_through=False) == version:
            discard(kept)
        raise
    log_event(f"Buku {path.name} diperbarui dari bentuk {version}; salinan lama: {kept.name}")
    return " ".join(said)


def _take_steps(book: Place, version: int, clock: Clock, desk: Desk) -> None:
    store = SqliteStore(book.path, book.key, read_only=False)
    with explaining_storage(), store.connected(), store.turn() as head:
        _take_out_drafts(book.path, store, desk)
        journal = Recorder(store, head, PROGRAM, clock, sealing=_sealing(store))
        # A book whose making was interrupted has no rows yet, and is still to be begun.
        is_begun = head.sequence > 0
        for number, migration in missing_steps(version):
            take_step(store.database.execute_sql, number, migration)
            if is_begun:
                journal.tell(Event.SCHEMA_UPGRADED, _facts(number, migration))
        index_anew(store)


def index_anew(store: Store) -> None:
    """Let each complaint be found by the words of this release, which may be others."""
    query = Complaint.select().order_by(Complaint.id).limit(_INDEXED_AT_ONCE)
    rows = list(store.rows(query))
    while rows:
        for row in rows:
            store.index_words(row.id, words_of(row), is_new=False)
        rows = list(store.rows(query.where(Complaint.id > rows[-1].id)))


def _take_out_drafts(path: Path, store: Store, desk: Desk) -> None:
    try:
        take_out_drafts(store, desk)
    except StorageError as error:
        raise BookRefused(
            f"Buku {path} belum diperbarui, sebab draf di dalamnya belum dapat dipindahkan. {error}"
        ) from error


def upgrade_settings(holding: Holding, store: Store) -> None:
    """Write down what the settings of the book lack to be those of today."""
    overdue = overdue_settings(store)
    if not overdue:
        return
    holding.wholeness.ensure_now()
    with store.turn() as head:
        journal = Recorder(store, head, PROGRAM, holding.clock, sealing=_sealing(store))
        for key, value in overdue.items():
            put_setting(journal, key, value)


def _sealing(store: Store) -> Sealing | None:
    return Seals(key_store()).sealing(store)


def _name_for_kept(path: Path, clock: Clock) -> Path:
    moment = f"{clock.now():%Y-%m-%d %H.%M.%S}"
    return free_path(path.with_name(f"{path.stem} sebelum diperbarui {moment}{path.suffix}"))


def _facts(number: int, migration: Migration) -> dict[str, Value]:
    given = migration.defaults.items()
    columns = {f"{table}.{name}": v for table, named in given for name, v in named.items()}
    return {"form": number, "release": migration.release, **columns}


def defaults_told(facts: Mapping[str, Value], table: str) -> dict[str, Value]:
    """Return what the rows of *table* were given by the step whose entry says *facts*."""
    begin = f"{table}."
    return {name.removeprefix(begin): v for name, v in facts.items() if name.startswith(begin)}


def defaults_to_come(version: int, table: str) -> dict[str, Value]:
    """Return what the rows of *table* are given by the steps that a book of *version* lacks."""
    given: dict[str, Value] = {}
    for _, migration in missing_steps(version):
        given |= migration.defaults.get(table, {})
    return given
