"""Unfinished entries, kept while they are typed; they outlive a power cut.

They lie in the desk file of this computer, not in the book: no backup carries them, and what was
discarded is gone. Each is kept with the book it was typed for.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from app.book.book import Book
from app.book.journal import first_hash
from app.book.requests import Recorded, recorded_by
from app.entry.attachments import IncomingFile
from app.ground.errors import StorageError
from app.rules.channels import Channel
from models.sqlite.desk import DeskFile, DeskTrouble, DraftRow, FileRow
from models.sqlite.old_drafts import OldDraft, read_old_drafts, wipe_old_drafts
from models.trouble import Trouble

Answer = TypeVar("Answer")

_SENTENCES: Final[Mapping[Trouble, str]] = {
    Trouble.DAMAGED: "Berkas draf {} rusak, tidak dapat disisihkan. Periksa hak tulis foldernya.",
    Trouble.TOO_NEW: "Berkas draf {} dibuat oleh versi program yang lebih baru. Pasang versi itu.",
    Trouble.BUSY: "Berkas draf {} sedang dipakai program lain. Tunggu sebentar.",
    Trouble.FULL: "Cakram penuh. Kosongkan ruang pada cakram tempat berkas draf {}.",
    Trouble.NOT_WRITABLE: "Berkas draf {} tidak dapat ditulisi. Periksa hak tulis atas foldernya.",
    Trouble.OTHER: "Berkas draf {} tidak dapat dibaca atau ditulis. Periksa cakramnya.",
}


@dataclass(frozen=True, slots=True)
class EntryContent:
    """One whole entry that is not recorded yet: channel, text by field name, and its files."""

    channel: Channel
    values: Mapping[str, str]
    files: tuple[IncomingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An entry as the desk file holds it.

    Attributes:
        key: random, and never used for another entry; recording asks with it.
        revision: how often it was written.
        saved_at: when it was written last, in office time.
        content: the entry.
    """

    key: str
    revision: int
    saved_at: datetime
    content: EntryContent


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """One line of the list of drafts: text by field name, and how many files came along."""

    key: str
    revision: int
    channel: Channel
    values: Mapping[str, str]
    saved_at: datetime
    file_count: int


class Drafts:
    """The unfinished entries of one book on this computer.

    Every call raises ``StorageError`` when the desk file cannot be read or written; recording does
    not depend on it. A damaged file is put aside, *tell* is told so in a sentence, and the call
    goes on with a new file.
    """

    def __init__(self, file: Path, book: Book, tell: Callable[[str], object]) -> None:
        self._desk = DeskFile(file)
        self._book = book
        self._tell = tell
        self._identity = ""

    @property
    def _book_id(self) -> str:
        # What a book is, wherever it lies and whatever it is called: two books on one computer
        # never see each other's drafts, and a restored one keeps its own.
        self._identity = self._identity or first_hash(self._book)
        return self._identity

    def all(self) -> tuple[DraftInfo, ...]:
        """Return the drafts of this book that are not recorded, the latest first."""
        found = self._stored()
        recorded = self._recorded(found)
        return tuple(draft for draft in found if draft.key not in recorded)

    def _stored(self) -> tuple[DraftInfo, ...]:
        found = self._ask(lambda: self._desk.drafts(self._book_id))
        drafts = ((_told(row, ()), count) for row, count in found)
        return tuple(
            DraftInfo(d.key, d.revision, d.content.channel, d.content.values, d.saved_at, count)
            for d, count in drafts
            if d is not None
        )

    def _recorded(self, drafts: Sequence[DraftInfo]) -> dict[str, Recorded]:
        """Return what became of those of *drafts* that stand in the book as they are."""
        became = recorded_by(self._book, [draft.key for draft in drafts])
        # Written after it was recorded, by another window, it says more than the book does.
        saved = {draft.key: draft.saved_at for draft in drafts}
        return {key: done for key, done in became.items() if saved[key] <= done.at}

    def read(self, key: str) -> KeptDraft | None:
        """Return one draft with its files; None when it was recorded or discarded meanwhile."""
        found = self._ask(lambda: self._desk.draft(self._book_id, key))
        return _told(*found) if found else None

    def keep(self, content: EntryContent, kept: KeptDraft | None, key: str = "") -> KeptDraft:
        """Keep *content* in the place of *kept*, as a draft of its own when there is none.

        A draft of its own gets *key*, or one that nobody had before. Where another window has
        written or discarded *kept*, both entries stay.
        """
        saved_at = self._book.clock.now()
        if kept is not None:
            draft = KeptDraft(kept.key, kept.revision, saved_at, content)
            # What did not change is not written again: files are large, and this is the window's
            # own thread.
            with_files = content.files != kept.content.files
            if self._put(draft, with_files=with_files):
                return KeptDraft(kept.key, kept.revision + 1, saved_at, content)
            key = ""
        draft = KeptDraft(key or new_key(), 0, saved_at, content)
        self._put(draft, with_files=True)
        return KeptDraft(draft.key, 1, saved_at, content)

    def _put(self, draft: KeptDraft, *, with_files: bool) -> bool:
        content = draft.content
        text = json.dumps(dict(content.values), ensure_ascii=False)
        saved_at = draft.saved_at.isoformat()
        row = DraftRow(draft.key, content.channel.value, text, saved_at, draft.revision)
        files = [FileRow(f.name, f.media_type, f.content) for f in content.files]
        return self._ask(lambda: self._desk.put(self._book_id, row, files if with_files else None))

    def discard(self, draft: DraftInfo | KeptDraft) -> bool:
        """Forget an unfinished entry; no byte of it stays in the file.

        Returns False, and keeps it, when another window has written it meanwhile.
        """
        return self._ask(lambda: self._desk.remove(draft.key, draft.revision))

    def settle(self, draft: DraftInfo | KeptDraft) -> bool:
        """Forget an entry that was recorded.

        Returns False where another window has written it meanwhile: what that window wrote is an
        entry of its own from now on.
        """
        if self.discard(draft):
            return True
        self._ask(lambda: self._desk.give_key(draft.key, new_key()))
        return False

    def settle_recorded(self) -> tuple[str, ...]:
        """Forget the entries that a program recorded and then was stopped; return their numbers."""
        found = self._stored()
        recorded = self._recorded(found)
        for draft in found:
            if draft.key in recorded:
                self.settle(draft)
        return tuple(done.number for done in recorded.values())

    def take_over(self) -> None:
        """Take the drafts out of the book in which releases before 0.2 kept them; once a book."""
        if self._book.read_only or self._ask(lambda: self._desk.is_emptied(self._book_id)):
            return
        rows = [self._row_of(old) for old in read_old_drafts(self._book.store.database)]
        self._ask(lambda: self._desk.adopt(self._book_id, rows))
        with self._book.writing_aside():
            wipe_old_drafts(self._book.store.database)
        self._ask(lambda: self._desk.mark_emptied(self._book_id))

    def _row_of(self, old: OldDraft) -> DraftRow:
        # The same key each time, should the power fail between the two files.
        key = hashlib.sha256(f"{self._book_id} {old.id}".encode()).hexdigest()[:32]
        return DraftRow(key, old.channel, old.values, old.saved_at, 1)

    def _ask(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return self._explaining(ask)
        except _Damaged:
            self._put_aside()
        return self._explaining(ask)

    def _explaining(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return ask()
        except DeskTrouble as error:
            kind = _Damaged if error.trouble is Trouble.DAMAGED else StorageError
            raise kind(_SENTENCES[error.trouble].format(self._desk.path)) from error

    def _put_aside(self) -> None:
        now = self._book.clock.now()
        try:
            kept = self._desk.move_aside(f"{self._desk.path.stem}-rusak-{now:%Y%m%d-%H%M%S}")
        except OSError as error:
            raise StorageError(_SENTENCES[Trouble.DAMAGED].format(self._desk.path)) from error
        self._tell(
            f"Berkas draf rusak, draf di dalamnya tidak dapat dibuka. Berkas itu disisihkan "
            f"sebagai {kept}. Draf selanjutnya disimpan dalam berkas baru."
        )


def _told(row: DraftRow, files: Sequence[FileRow]) -> KeptDraft | None:
    """Return what a row says; None for one this release cannot read, which stays where it is."""
    try:
        content = EntryContent(
            Channel(row.channel),
            json.loads(row.values),
            tuple(IncomingFile(*file) for file in files),
        )
        return KeptDraft(row.key, row.revision, datetime.fromisoformat(row.saved_at), content)
    except ValueError:
        return None


def new_key() -> str:
    """Return a key that no entry had before."""
    return secrets.token_hex(16)


def settle_recorded_drafts(file: Path, book: Book) -> list[str]:
    """Forget the drafts that *book* has recorded already; return what has to be said of it."""
    said: list[str] = []
    if book.read_only:
        return said
    try:
        numbers = Drafts(file, book, said.append).settle_recorded()
    except StorageError as error:
        return [*said, f"Draf tidak dapat dibaca. {error}"]
    said += (
        f"Pengaduan {number} sudah tercatat sebelum program terhenti. Drafnya tidak ditawarkan "
        "lagi."
        for number in numbers
    )
    return said


def take_over_drafts(file: Path, book: Book) -> list[str]:
    """Take old drafts out of *book* into the desk file; return what has to be said of it."""
    said: list[str] = []
    try:
        Drafts(file, book, said.append).take_over()
    except StorageError as error:
        said.append(f"Draf lama masih di dalam buku. {error}")
    return said


class _Damaged(StorageError):
    """The desk file is damaged and has to be put aside."""
