"""*Periksa*: does the file hold together, and is every row still what the journal says?"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.journal import (
    BOOK,
    PROGRAM,
    Change,
    canonical,
    changes_of,
    entry_hash,
    fingerprint,
    group_digest,
)
from app.book.storage import guard_words
from app.keeping.index_inspection import index_against_rows
from app.keeping.rows_inspection import rows_against_journal, secrets_against_journal
from app.keeping.seen_outside import facts_outside, look_outside, seen_outside
from app.keeping.windows import in_windows
from app.rules.events import Event
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import Status
from models.complaint import (
    Attachment,
    AttachmentContent,
    BoxOpening,
    Complaint,
    NumberGivenUp,
)
from models.journal import SAID, JournalEntry, JournalValue
from models.rows import find

# The form of the first books whose journal tells of an accepted clock: those of release 0.3.0.
_ACCEPTED_SINCE: Final = 3


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """What was looked at, what is wrong, and what has to be known, one sentence each."""

    complaints: int
    entries: int
    fingerprint: str
    problems: tuple[str, ...]
    facts: tuple[str, ...] = ()


def inspect_book(
    book: Book,
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    backup_folders: Iterable[Path] = (),
    printed: str = "",
    is_index_compared: bool = True,
) -> InspectionReport:
    """Check the file, the guards, the chain, every journaled row, numbers, and letters of the box.

    Args:
        book: the open book.
        is_cancelled: asked after each problem found.
        backup_folders: where notes of backups may lie; the journal must still have what they saw.
        printed: a fingerprint from a paper that the journal must still have.
        is_index_compared: whether the search index is made anew and compared; it doubles the time.
    """
    # First what stands outside, then the book: what was seen of it must still be there.
    outside = look_outside(book.place, backup_folders, printed)
    problems = [f"Berkas: {found}." for found in book.store.problems()]
    problems += book.holding.unreadable
    problems += [
        f"Susunan buku: {guard_words(guard)} hilang, berubah, atau ditambahkan."
        for guard in book.altered_guards()
    ]
    chain = _Chain(book)
    within = (
        rows_against_journal(book),
        secrets_against_journal(book),
        _numbers(book),
        _letters(book),
        _contents(book),
        index_against_rows(book) if is_index_compared else (),
    )
    # What is recorded meanwhile is not half seen.
    with book.store.snapshot():
        for checks in (chain.walk(), seen_outside(book, outside), *within):
            for sentence in checks:
                problems.append(sentence)
                if is_cancelled():
                    break
        return InspectionReport(
            complaints=book.rows(Complaint.select()).count(),
            entries=chain.length,
            fingerprint=fingerprint(chain.head) if chain.head else "–",
            problems=tuple(problems),
            facts=tuple(facts_outside(book, outside)),
        )


class _Chain:
    """Walks the journal from its first entry to its head."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.length = 0
        self.head = ""
        self._times = _Times(accepted_since(book))

    def walk(self) -> Iterator[str]:
        """Yield what is wrong with the chain."""
        columns = (*(getattr(JournalEntry, name) for name in SAID), JournalEntry.hash)
        entries = JournalEntry.select(*columns)
        for *said, hash_ in in_windows(self._book, entries, JournalEntry.sequence):
            sequence, previous_hash = said[0], said[-1]
            self.length += 1
            if sequence != self.length:
                yield f"Jurnal: nomor urut melompat ke {sequence}, seharusnya {self.length}."
                self.length = sequence
            if previous_hash != self.head:
                yield f"Jurnal: catatan {sequence} tidak menyambung ke catatan sebelumnya."
            if hash_ != entry_hash(said):
                yield f"Jurnal: catatan {sequence} telah diubah."
            yield from self._times.look(sequence, said[1], said[3], said[4])
            self.head = hash_
        yield from _values(self._book)


class _Times:
    """Watches whether time runs backwards where nobody said that the clock is right."""

    def __init__(self, since: int | None) -> None:
        self._since = since
        self._latest = ""
        self._accepted = ""

    def look(self, sequence: int, at: str, officer: str, event: str) -> Iterator[str]:
        """Yield that the entry lies before an earlier one, for no reason told."""
        if event == Event.CLOCK_ACCEPTED.value:
            self._accepted = self._latest
        is_watched = self._since is not None and sequence > self._since
        # Nobody is asked for the time of what the program does by itself.
        is_asked = officer != PROGRAM and event not in (Event.BOOK_RESTORED, Event.BOOK_STARTED)
        is_back = at < self._latest and self._latest != self._accepted
        if is_watched and is_asked and is_back:
            yield f"Jurnal: waktu catatan {sequence} lebih awal dari catatan sebelumnya."
        self._latest = max(self._latest, at)


def accepted_since(book: Book) -> int | None:
    """Return the entry behind which the journal says when a clock that went back was accepted.

    Books of releases before 0.3.0 do not; None for one that is only read in that form.
    """
    if book.holding.version < _ACCEPTED_SINCE:
        return None
    upgrades = (c for c in changes_of(book, BOOK, "") if c.event is Event.SCHEMA_UPGRADED)
    steps = (c.sequence for c in upgrades if _form_of(c) >= _ACCEPTED_SINCE)
    return next(steps, 0)


def _form_of(change: Change) -> int:
    form = change.new.get("form", 0)
    return form if isinstance(form, int) else 0


def _values(book: Book) -> Iterator[str]:
    """Yield the entries whose values do not fit their digests."""
    query = JournalEntry.select(
        JournalEntry.sequence, JournalEntry.digests, JournalValue.content
    ).left_outer_join(JournalValue, on=(JournalEntry.sequence == JournalValue.sequence))
    for sequence, digests, content in in_windows(book, query, JournalEntry.sequence):
        if content is None:
            yield f"Jurnal: isi catatan {sequence} tidak ada."
        elif not _fits(digests, content):
            yield f"Jurnal: isi catatan {sequence} telah diubah."
    entries = JournalEntry.select(JournalEntry.sequence)
    alone = JournalValue.select(JournalValue.sequence).where(JournalValue.sequence.not_in(entries))
    for (sequence,) in in_windows(book, alone, JournalValue.sequence):
        yield f"Jurnal: isi catatan {sequence} tanpa catatan."


def _fits(digests: str, content: str) -> bool:
    try:
        said = json.loads(digests)
        groups = json.loads(content)
        found = {group: group_digest(*parts) for group, parts in groups.items()}
    except (ValueError, TypeError, AttributeError):
        return False
    # The digests are of what the values mean; a space or a key written twice means nothing.
    return bool(said == found and content == canonical(groups))


def _numbers(book: Book) -> Iterator[str]:
    """Yield the register numbers that are missing."""
    expected: dict[int, int] = {}
    skipped: dict[int, set[int]] = {}
    for gone in book.rows(NumberGivenUp.select()):
        skipped.setdefault(gone.year, set()).add(gone.number)
    key = (Complaint.year, Complaint.sequence)
    for year, sequence in in_windows(book, Complaint.select(*key), *key):
        wanted = expected.get(year, 0) + 1
        # After a loss or a restore the numbers go on behind those that had been given out.
        if sequence != wanted and sequence - 1 not in skipped.get(year, ()):
            named = "buku lama" if year == OLD_BOOK else str(year)
            yield f"Nomor register {named}: setelah {wanted - 1} langsung {sequence}."
        expected[year] = sequence


def _letters(book: Book) -> Iterator[str]:
    """Yield the letters whose opening of the box is void."""
    query = (
        Complaint.select(Complaint.number)
        .join(BoxOpening, on=(Complaint.box_opening_id == BoxOpening.id))
        .where(BoxOpening.voided_at.is_null(is_null=False))
        .where(Complaint.status != Status.VOID.value)
    )
    for (number,) in book.rows(query.order_by(Complaint.id).tuples()).iterator():
        yield f"Pengaduan {number}: pembukaan kotak asal surat ini sudah dibatalkan."


def _contents(book: Book) -> Iterator[str]:
    """Yield the attachments whose bytes are not those that were kept."""
    kept = Attachment.select(Attachment.id, Attachment.sha256)
    for id_, sha256 in in_windows(book, kept, Attachment.id):
        content = find(book.store.database, AttachmentContent, id_)
        if content is None:
            yield f"Lampiran {id_}: isinya tidak ada."
        elif hashlib.sha256(bytes(content.content)).hexdigest() != sha256:
            yield f"Lampiran {id_}: isinya telah diubah."
