"""The journal of a book from its first entry to its head: chain, times, values, seals."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.book.book import Book
from app.book.facts import facts_told, told_by
from app.book.journal import (
    PERSONAL_GROUP,
    PROGRAM,
    canonical,
    digest_of,
    entry_hash,
    groups_in,
    parsed,
)
from app.keeping.people_inspection import PeopleWatch
from app.keeping.retention_inspection import Forgotten
from app.keeping.seal_inspection import SealWatch
from app.keeping.windows import in_windows
from app.rules.events import Event
from models.journal import SAID, JournalEntry, JournalValue
from models.rows import Value

# The form of the first books whose journal tells of an accepted clock: those of release 0.3.0.
_ACCEPTED_SINCE: Final = 3
_NOT_ASKED: Final = (Event.BOOK_RESTORED, Event.BOOK_RESCUED, Event.BOOK_STARTED)
_DIGESTS: Final = SAID.index("digests")


class Chain:
    """Walks the journal from its first entry to its head, with the values that stand beside it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.length = 0
        self.head = ""
        self._times = _Times(accepted_since(book))
        self._people = PeopleWatch()
        self._forgotten = Forgotten(book.store)
        self.seals = SealWatch(book)

    def walk(self) -> Iterator[str]:
        """Yield what is wrong with the chain."""
        columns = (*(getattr(JournalEntry, name) for name in SAID), JournalEntry.hash)
        entries = JournalEntry.select(
            *columns, JournalEntry.seal, JournalValue.content
        ).left_outer_join(JournalValue, on=(JournalEntry.sequence == JournalValue.sequence))
        unread: list[str] = []
        for row in in_windows(self._book, entries, JournalEntry.sequence, unread=unread):
            *said, hash_, seal, content = row
            yield from self._link(said, hash_)
            has_gone = self._forgotten.has_gone(said[0], said[5], said[6])
            yield from _value_problems(said, content, has_gone=has_gone)
            yield from self._times.look(said[0], said[1], said[3], said[4])
            yield from self._people.look(said, told_by(content))
            self.seals.look(said[0], hash_, seal)
        yield from (f"Jurnal: catatan {key} tidak dapat dibaca." for key in unread)
        yield from self.seals.problems(self.length)
        yield from _values_alone(self._book)

    def _link(self, said: Sequence[Any], hash_: str) -> Iterator[str]:
        """Yield what is wrong with how an entry follows the one before."""
        sequence, previous_hash = said[0], said[-1]
        self.length += 1
        if sequence != self.length:
            yield f"Jurnal: nomor urut melompat ke {sequence}, seharusnya {self.length}."
            self.length = sequence
        if previous_hash != self.head:
            yield f"Jurnal: catatan {sequence} tidak menyambung ke catatan sebelumnya."
        if hash_ != entry_hash(said):
            yield f"Jurnal: catatan {sequence} telah diubah."
        self.head = hash_


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
        is_asked = officer != PROGRAM and event not in _NOT_ASKED
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
    upgrades = facts_told(book, Event.SCHEMA_UPGRADED)
    steps = (sequence for sequence, facts in upgrades if _form_of(facts) >= _ACCEPTED_SINCE)
    return next(steps, 0)


def _form_of(facts: Mapping[str, Value]) -> int:
    form = facts.get("form", 0)
    return form if isinstance(form, int) else 0


def _value_problems(said: Sequence[Any], content: str | None, *, has_gone: bool) -> Iterator[str]:
    """Yield that the values of an entry do not fit its digests, or that those to go are there."""
    if content is None:
        yield f"Jurnal: isi catatan {said[0]} tidak ada."
    elif has_gone and PERSONAL_GROUP in groups_in(content):
        yield f"Jurnal: data pribadi dalam catatan {said[0]} seharusnya sudah dihapus."
    elif not is_as_digested(said[_DIGESTS], content, has_gone=has_gone):
        yield f"Jurnal: isi catatan {said[0]} telah diubah."


def _values_alone(book: Book) -> Iterator[str]:
    """Yield the values that belong to no entry."""
    entries = JournalEntry.select(JournalEntry.sequence)
    alone = JournalValue.select(JournalValue.sequence).where(JournalValue.sequence.not_in(entries))
    for (sequence,) in in_windows(book, alone, JournalValue.sequence):
        yield f"Jurnal: isi catatan {sequence} tanpa catatan."


def is_as_digested(digests: str, content: str, *, has_gone: bool = False) -> bool:
    """Return whether the values of an entry are those that its *digests* were made of.

    *has_gone* says that the personal ones among them were let go.
    """
    try:
        texts = {group: canonical(parts) for group, parts in parsed(content).items()}
        said = parsed(digests)
        if has_gone:
            said.pop(PERSONAL_GROUP, None)
    except (ValueError, TypeError, AttributeError):
        return False
    # The digests are of what the values mean; a space or a key written twice means nothing.
    whole = ",".join(f'"{group}":{texts[group]}' for group in sorted(texts))
    is_written_so = content == f"{{{whole}}}"
    return bool(is_written_so and said == {group: digest_of(t) for group, t in texts.items()})
