"""What can still be read of a damaged book, made into a sound one and put in its place.

Rows come from the pages that can be read, entries that are missing from the newest backup, and what
the journal tells of rows is played again where they are gone. The damaged file is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from app.book.book import Book
from app.book.cut_off import is_there, mend_own
from app.book.head_marks import HeadMark, read_head_marks
from app.book.journal import entry_hash, last_entry
from app.book.locking import ensure_local
from app.book.lost_tail import lost_heads, tell_gone
from app.book.opening import open_book
from app.book.place import Place
from app.book.storage import explaining_storage
from app.book.unlocking import unlocked
from app.book.upgrade import index_anew, upgrade
from app.ground.clock import Clock
from app.ground.errors import BookError, BookRefused, StorageError
from app.ground.log import log_event
from app.keeping.chain_inspection import is_as_digested
from app.keeping.comparison import BackupContent, content_of
from app.keeping.inspection import inspect_book
from app.keeping.replay import Replay
from app.keeping.restore import kept_with_slots, locked_for_restore, name_for_present
from app.keeping.retention_inspection import Forgotten
from app.keeping.rows_inspection import JOURNALED, windows_of
from app.keeping.windows import in_windows
from app.rules.events import Event
from models.base import BaseModel
from models.complaint import Attachment, AttachmentContent, Complaint, NumberGivenUp
from models.journal import SAID, JournalEntry, JournalValue
from models.rows import Value, key_of
from models.sqlite.copies import CopyFailed
from models.sqlite.engine import SqliteStore
from models.sqlite.exchange import exchange, room_beside
from models.sqlite.file import altered_guards, check_file, find_damage, journal_ends
from models.sqlite.refusals import FileDamaged, FileRefused
from models.sqlite.salvage import add_missing, guard_again, salvage, unguard
from models.sqlite.schema import newest_version


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue would bring back.

    Attributes:
        content: what is in the book that it makes.
        completed_from: the backup that entries were taken from; None without one.
        lost_entries: how many entries of the journal are known to be gone for good.
        lost_numbers: register numbers whose complaints are gone, "012/2026".
        problems: what *periksa* will say of it, one sentence each.
    """

    content: BackupContent
    completed_from: Path | None
    lost_entries: int
    lost_numbers: tuple[str, ...]
    problems: tuple[str, ...]


class Rescue:
    """A book made of what can be read of a damaged one; it takes its place when it is accepted.

    Nobody else opens the damaged one meanwhile; ``close`` lets go of it.

    Attributes:
        rescued: what it would bring back.
    """

    def __init__(self, place: Place, clock: Clock, backups: Iterable[Path]) -> None:
        """Read what can be read, which takes a while; *backups* are tried in their order.

        Raises:
            BookLocked: no key of it was had.
            BookInUse: somebody is writing in the book.
            BookRefused: the book is not damaged, or nothing of it can be read.
            StorageError: the system refuses.
        """
        self._place = unlocked(place)
        self._clock = clock
        self._open = ExitStack()
        try:
            self.rescued = self._prepare(backups)
        except (OSError, CopyFailed, FileRefused) as error:
            self.close()
            raise StorageError(_REFUSED.format(place)) from error
        except BaseException:
            self.close()
            raise

    def _prepare(self, backups: Iterable[Path]) -> Rescued:
        path = self._place.path
        # One that is being exchanged is put back first.
        if not is_there(path):
            raise BookRefused(f"Buku {self._place} tidak ada. Periksa nama dan foldernya.")
        ensure_local(path)
        self._open.callback(locked_for_restore(path, self._clock).release)
        mend_own(self._place)
        _ensure_damaged(self._place)
        room = self._open.enter_context(room_beside(path))
        self._fresh = self._place.copy_at(room / path.name)
        with explaining_storage():
            completed_from = _made(self._place, self._fresh, backups, self._clock)
            return self._told(completed_from)

    def _told(self, completed_from: Path | None) -> Rescued:
        marks = read_head_marks(self._place.path)
        with open_book(self._fresh, clock=self._clock, marks_head=False) as book:
            gone = lost_heads(book, marks)
            entries, numbers = _lost_entries(book, gone), tuple(_lost_numbers(book))
            with book.transaction(by_person=False) as journal:
                for year, number in numbers:
                    journal.add(NumberGivenUp(year=year, number=number), Event.BOOK_RESCUED)
                facts: dict[str, Value] = {"lost_entries": entries, "lost_numbers": len(numbers)}
                if completed_from is not None:
                    facts["backup"] = completed_from.name
                tell_gone(journal, Event.BOOK_RESCUED, gone, **facts)
            return Rescued(
                content=content_of(book),
                completed_from=completed_from,
                lost_entries=entries,
                lost_numbers=tuple(f"{number:03}/{year}" for year, number in numbers),
                problems=inspect_book(book).problems,
            )

    def accept(self) -> Path:
        """Put the rescued book in the place of the damaged one; return where that one was kept.

        Raises:
            StorageError: the system refuses; the damaged book is where it was.
        """
        path = self._place.path
        kept = name_for_present(path, self._clock)
        try:
            with kept_with_slots(path, kept):
                exchange(self._fresh.path, path, kept, self._fresh.key)
        except OSError as error:
            raise StorageError(_REFUSED.format(self._place)) from error
        log_event(f"Buku {path.name} diselamatkan; berkas yang rusak: {kept.name}")
        return kept

    def close(self) -> None:
        """Let others open the book."""
        self._open.close()

    def __enter__(self) -> "Rescue":
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


# What stands where bytes are no letters.
_BROKEN: Final = "\N{REPLACEMENT CHARACTER}"
_NOTHING: Final = (
    "Tidak ada catatan yang dapat dibaca lagi dari berkas {}. Berkas itu tidak diubah. Pulihkan "
    "buku dari cadangan terakhir."
)
_REFUSED: Final = (
    "Buku {} tidak dapat diselamatkan, berkasnya tidak diubah. Periksa ruang cakram dan hak tulis "
    "foldernya, lalu coba lagi, atau pulihkan buku dari cadangan terakhir."
)


def _ensure_damaged(place: Place) -> None:
    try:
        check_file(place.path, place.key, is_looked_through=False)
        is_sound = not find_damage(place.path, place.key)
        is_sound = is_sound and not altered_guards(place.path, place.key)
    except FileRefused:
        is_sound = False
    if is_sound:
        raise BookRefused(f"Berkas buku {place} tidak rusak, jadi tidak ada yang diselamatkan.")


def _made(place: Place, fresh: Place, backups: Iterable[Path], clock: Clock) -> Path | None:
    """Make the new book at *fresh*; return which of *backups* it was completed from."""
    try:
        version = salvage(place.path, fresh.path, fresh.key)
    except FileDamaged as error:
        # Of an encrypted file only what lies before the first damaged page is told.
        raise BookRefused(_NOTHING.format(place)) from error
    if not _leave_only_proven(fresh):
        raise BookRefused(_NOTHING.format(place))
    completed_from = next((b for b in backups if _is_completed(fresh, place.copy_at(b))), None)
    if version < newest_version():
        guard_again(fresh.path, fresh.key, version)
        upgrade(fresh, version, clock)
        unguard(fresh.path, fresh.key)
    with _unbound(fresh) as store:
        _play_again(store)
        index_anew(store)
    guard_again(fresh.path, fresh.key, newest_version())
    return completed_from


@contextmanager
def _unbound(fresh: Place) -> Iterator[SqliteStore]:
    """Open one transaction in which rows may refer to others that are gone."""
    store = SqliteStore(fresh.path, fresh.key, read_only=False)
    with store.connected():
        store.database.execute_sql("PRAGMA foreign_keys=OFF")
        with store.turn():
            yield store


def _leave_only_proven(fresh: Place) -> bool:
    """Take out what its own hash says is broken: a backup may still have it whole.

    Returns whether an entry is left.
    """
    with _unbound(fresh) as store:
        _remove(store, JournalEntry, list(_broken_entries(store)))
        _remove(store, JournalValue, list(_broken_values(store)))
        _remove(store, AttachmentContent, list(_broken_contents(store)))
        return last_entry(store) is not None


def _broken_entries(store: SqliteStore) -> Iterator[Value]:
    columns = [getattr(JournalEntry, name) for name in (*SAID, "hash")]
    for *said, hash_ in in_windows(store, JournalEntry.select(*columns), JournalEntry.sequence):
        if entry_hash(said) != hash_:
            yield said[0]


def _broken_values(store: SqliteStore) -> Iterator[Value]:
    query = JournalValue.select(
        JournalValue.sequence,
        JournalEntry.entity,
        JournalEntry.entity_id,
        JournalEntry.digests,
        JournalValue.content,
    ).left_outer_join(JournalEntry, on=(JournalEntry.sequence == JournalValue.sequence))
    forgotten = Forgotten(store)
    for sequence, *about, digests, content in in_windows(store, query, JournalValue.sequence):
        has_gone = forgotten.has_gone(sequence, *about)
        if digests is None or not is_as_digested(digests, content, has_gone=has_gone):
            yield sequence


def _broken_contents(store: SqliteStore) -> Iterator[Value]:
    query = AttachmentContent.select(
        AttachmentContent.attachment_id, AttachmentContent.content, Attachment.sha256
    ).left_outer_join(Attachment, on=(Attachment.id == AttachmentContent.attachment_id))
    for id_, content, digest in in_windows(store, query, AttachmentContent.attachment_id):
        if sha256(bytes(content)).hexdigest() != digest:
            yield id_


def _remove(store: SqliteStore, table: type[BaseModel], keys: list[Value]) -> None:
    column = table._meta.columns[key_of(table)[0]]
    for key in keys:
        store.rows(table.delete().where(column == key)).execute()


def _is_completed(fresh: Place, backup: Place) -> bool:
    """Take from *backup* the entries that are missing; False where it is of another book."""
    try:
        backup = unlocked(backup)
        first, sequence, last = journal_ends(backup.path, backup.key)
        if not _is_of_one_book(fresh, {1: first, sequence: last}):
            return False
        add_missing(fresh.path, fresh.key, backup.path, backup.key)
    except (BookError, FileRefused):
        return False
    return True


def _is_of_one_book(fresh: Place, hashes: dict[int, str]) -> bool:
    store = SqliteStore(fresh.path, fresh.key, read_only=True)
    with store.connected():
        query = JournalEntry.select(JournalEntry.sequence, JournalEntry.hash)
        known: Any = query.where(JournalEntry.sequence.in_(list(hashes))).tuples()
        return all(hashes[sequence] == hash_ for sequence, hash_ in store.rows(known))


def _play_again(store: SqliteStore) -> None:
    """Let rows that are gone or broken be what the journal says; if that is whole, all others."""
    replay = Replay(store, newest_version())
    is_whole = not _gaps(store)
    for table in JOURNALED:
        key = key_of(table)[0]
        for rows in windows_of(store, table):
            told = replay.rows(table, [str(row[key]) for row in rows])
            for row in rows:
                if is_whole or _is_broken(row):
                    _replace(store, table, row, told.get(str(row[key]), {}))
        missing = list(replay.missing(table))
        for said in replay.rows(table, missing).values() if missing else ():
            _put(store, table, said)


def _is_broken(row: Mapping[str, Value]) -> bool:
    return any(isinstance(value, str) and _BROKEN in value for value in row.values())


def _replace(
    store: SqliteStore, table: type[BaseModel], row: Mapping[str, Value], said: Mapping[str, Value]
) -> None:
    # Half a complaint is better than none; half a list entry or setting keeps a book from opening.
    is_told = said.keys() >= row.keys()
    if said != row and (is_told or table is not Complaint):
        _remove(store, table, [row[key_of(table)[0]]])
        _put(store, table, said)


def _put(store: SqliteStore, table: type[BaseModel], row: Mapping[str, Value]) -> None:
    """Insert *row*; one of which the journal has lost the beginning is not made up."""
    names = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join([store.database.param] * len(row))
    if row:
        store.database.execute_sql(
            f'INSERT OR IGNORE INTO "{table._meta.table_name}" ({names}) VALUES ({marks})',  # noqa: S608
            tuple(row.values()),
        )


def _gaps(book: SqliteStore | Book) -> int:
    """Return how many entries up to the last one are not there with what they say."""
    head = last_entry(book)
    return head.sequence - book.rows(JournalValue.select()).count() if head else 0


def _lost_entries(book: Book, gone: Iterable[HeadMark]) -> int:
    head = last_entry(book)
    last = head.sequence if head else 0
    return _gaps(book) + max([mark.sequence - last for mark in gone], default=0)


def _lost_numbers(book: Book) -> Iterator[tuple[int, int]]:
    """Yield year and number of the complaints that are gone, and not since long."""
    given_up = {(g.year, g.number) for g in book.rows(NumberGivenUp.select())}
    before = (0, 0)
    key = (Complaint.year, Complaint.sequence)
    for year, number in in_windows(book, Complaint.select(*key), *key):
        begin = before[1] + 1 if before[0] == year else 1
        if (year, number - 1) not in given_up:
            yield from ((year, lost) for lost in range(begin, number))
        before = (year, number)
