"""Unfinished entries, kept while they are typed; they outlive a power cut.

They lie in the desk file of this computer, not in the book: no backup carries them, and what was
discarded is gone. Each is kept with the book it was typed for.
"""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.desk import Desk
from app.book.journal import first_hash
from app.book.requests import Recorded, recorded_by
from app.entry.attachments import IncomingFile
from app.ground.errors import StorageError
from app.rules.channels import Channel
from app.rules.links import LinkKind, PlannedLink
from models.sqlite.desk import DraftRow, FileRow

# Beside the fields of an entry; no field has this name.
_LINKS: Final = "*links"


@dataclass(frozen=True, slots=True)
class EntryContent:
    """One whole entry that is not recorded yet: text by field name, its files, its links."""

    channel: Channel
    values: Mapping[str, str]
    files: tuple[IncomingFile, ...] = ()
    links: tuple[PlannedLink, ...] = ()


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
        self._desk = Desk(file, book.clock, tell, book.place.key)
        self._book = book
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
        found = self._desk.ask(lambda file: file.drafts(self._book_id))
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
        found = self._desk.ask(lambda file: file.draft(self._book_id, key))
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
        text = json.dumps({**content.values, **_kept_links(content.links)}, ensure_ascii=False)
        saved_at = draft.saved_at.isoformat()
        row = DraftRow(draft.key, content.channel.value, text, saved_at, draft.revision)
        files = [FileRow(f.name, f.media_type, f.content) for f in content.files]
        stored = files if with_files else None
        return self._desk.ask(lambda file: file.put(self._book_id, row, stored))

    def discard(self, draft: DraftInfo | KeptDraft) -> bool:
        """Forget an unfinished entry; no byte of it stays in the file.

        Returns False, and keeps it, when another window has written it meanwhile.
        """
        return self._desk.ask(lambda file: file.remove(draft.key, draft.revision))

    def settle(self, draft: DraftInfo | KeptDraft) -> bool:
        """Forget an entry that was recorded.

        Returns False where another window has written it meanwhile: what that window wrote is an
        entry of its own from now on.
        """
        if self.discard(draft):
            return True
        self._desk.ask(lambda file: file.give_key(draft.key, new_key()))
        return False

    def settle_recorded(self) -> tuple[str, ...]:
        """Forget the entries that a program recorded and then was stopped; return their numbers."""
        found = self._stored()
        recorded = self._recorded(found)
        for draft in found:
            if draft.key in recorded:
                self.settle(draft)
        return tuple(done.number for done in recorded.values())


def _told(row: DraftRow, files: Sequence[FileRow]) -> KeptDraft | None:
    """Return what a row says; None for one this release cannot read, which stays where it is."""
    try:
        values = json.loads(row.values)
        links = _told_links(values.pop(_LINKS, ""))
        content = EntryContent(
            Channel(row.channel), values, tuple(IncomingFile(*file) for file in files), links
        )
        return KeptDraft(row.key, row.revision, datetime.fromisoformat(row.saved_at), content)
    except ValueError:
        return None


def _kept_links(links: Sequence[PlannedLink]) -> dict[str, str]:
    return {_LINKS: " ".join(f"{each.kind}:{each.complaint_id}" for each in links)} if links else {}


def _told_links(text: str) -> tuple[PlannedLink, ...]:
    pairs = (each.split(":") for each in text.split())
    return tuple(PlannedLink(int(complaint_id), LinkKind(kind)) for kind, complaint_id in pairs)


def new_key() -> str:
    """Return a key that no entry had before."""
    return secrets.token_hex(16)


def _bring_plain(file: Path, book: Book, tell: Callable[[str], object]) -> None:
    """Move what was typed for *book* before it was encrypted to its own desk file.

    A kill in between leaves a draft in both; the next start goes on.
    """
    if book.place.key is None or not file.exists():
        return
    plain = Desk(file, book.clock, tell, None)
    own = Desk(file, book.clock, tell, book.place.key)
    identity = first_hash(book)
    for row, _ in plain.ask(lambda desk: desk.drafts(identity)):
        _move(row, identity, plain, own)


def _move(row: DraftRow, identity: str, plain: Desk, own: Desk) -> None:
    found = plain.ask(lambda desk: desk.draft(identity, row.key))
    if found is None:
        return
    if own.ask(lambda desk: desk.draft(identity, row.key)) is None:
        files = found[1]
        own.ask(lambda desk: desk.put(identity, row._replace(revision=0), files))
    plain.ask(lambda desk: desk.remove(row.key, row.revision))


def settle_recorded_drafts(file: Path, book: Book) -> list[str]:
    """Forget the drafts that *book* has recorded already; return what has to be said of it."""
    said: list[str] = []
    if book.read_only:
        return said
    try:
        _bring_plain(file, book, said.append)
        numbers = Drafts(file, book, said.append).settle_recorded()
    except StorageError as error:
        return [*said, f"Draf tidak dapat dibaca. {error}"]
    said += (
        f"Pengaduan {number} sudah tercatat sebelum program terhenti. Drafnya tidak ditawarkan "
        "lagi."
        for number in numbers
    )
    return said
