"""The seals of a journal: which entries they prove, which not, and where one is broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.book.book import Book
from app.book.facts import facts_told
from app.book.seals import Sealing, keys_told
from app.rules.events import Event

# Gaps that are told apart; those behind them are told as one.
_MOST_GAPS: Final = 100


@dataclass(slots=True)
class _Span:
    """Entries from *first* to *last* that are alike, *count* of them."""

    first: int = 0
    last: int = 0
    count: int = 0

    def add(self, sequence: int) -> None:
        self.first = self.first or sequence
        self.last = sequence
        self.count += 1

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} sampai {self.last}"


class SealWatch:
    """Follows the seals of a journal from entry to entry."""

    def __init__(self, book: Book) -> None:
        self._seals = book.seals
        self._told = {told.sequence: told.id for told in keys_told(book)}
        self._vouched = _vouched(book)
        self._remembered = book.seals.remembered(book, book.place.path)
        self._key_id = ""
        self._sealing: Sealing | None = None
        self._proved, self._broken, self._unknown = _Span(), _Span(), _Span()
        self._gaps: list[_Span] = []
        self._vouched_for: list[tuple[_Span, int]] = []
        # By an entry whose own seal cannot be told here.
        self._said_for: list[tuple[_Span, int]] = []
        self._last_bare = 0

    def look(self, sequence: int, hash_: str, seal: str | None) -> None:
        """Look at one entry; they come in order."""
        make = self._maker(sequence)
        if seal is None:
            if self._key_id:
                self._add_gap(sequence)
        elif make is None and self._key_id:
            self._unknown.add(sequence)
            self._said_for += self._take_gaps(sequence)
        elif make is not None and make(hash_) == seal:
            self._proved.add(sequence)
            self._vouched_for += self._take_gaps(sequence)
        else:
            self._broken.add(sequence)

    def _maker(self, sequence: int) -> Sealing | None:
        """Return what has made the seal of this entry; None where its key is not here."""
        id_ = self._told.get(sequence)
        if id_ is None:
            return self._sealing
        before, had_key = self._sealing, bool(self._key_id)
        key = self._seals.find(id_)
        self._key_id, self._sealing = id_, key.sealing() if key is not None else None
        # Only the first key is named under its own seal, all others under the one before.
        return before if had_key else self._sealing

    def _add_gap(self, sequence: int) -> None:
        is_next = self._gaps and self._last_bare == sequence - 1
        if not is_next and len(self._gaps) < _MOST_GAPS:
            self._gaps.append(_Span())
        self._gaps[-1].add(sequence)
        self._last_bare = sequence

    def _take_gaps(self, sequence: int) -> list[tuple[_Span, int]]:
        """Return the gaps that the entry *sequence* vouches for; they are open no more."""
        if sequence not in self._vouched:
            return []
        first, last = self._vouched[sequence]
        own = [gap for gap in self._gaps if first <= gap.first and gap.last <= last]
        self._gaps = [gap for gap in self._gaps if gap not in own]
        return [(gap, sequence) for gap in own]

    def problems(self, length: int) -> Iterator[str]:
        """Yield what is wrong with the seals of a journal of *length* entries."""
        if self._broken.count:
            more = self._broken.count - 1
            others = f" (dan {more} catatan lain)" if more else ""
            yield (
                f"Jurnal: segel catatan {self._broken.first}{others} tidak cocok; ditulis ulang "
                "oleh yang tidak memegang kunci segel buku ini."
            )
        if self._sealing is not None:
            for gap in self._gaps:
                yield (
                    f"Jurnal: catatan {gap} tidak disegel; ditulis di komputer tanpa kunci segel, "
                    "atau di luar program ini."
                )
        yield from self._forgotten(length)

    def _forgotten(self, length: int) -> Iterator[str]:
        """Yield that the journal names no more the key that this computer remembers of it."""
        known = self._remembered
        if known is None or known.sequence > length:
            return
        if known.sequence not in self._told or known.id not in self._told.values():
            yield (
                f"Jurnal: menurut komputer ini buku disegel sejak catatan {known.sequence} dengan "
                f"kunci {known.id}, tetapi jurnalnya tidak menyebut kunci itu; ditulis ulang tanpa "
                "segel, atau dipulihkan dari masa sebelum disegel."
            )

    def proof(self) -> Iterator[str]:
        """Yield what the seals prove, and what they do not."""
        if not self._key_id:
            yield (
                "Segel: buku ini tidak disegel. Jurnal yang ditulis ulang seluruhnya hanya "
                "terlihat dari cadangan, tanda tangan, atau sidik jari pada kertas."
            )
        if self._proved.count:
            yield (
                f"Segel: cocok pada catatan {self._proved} (kunci {self._key_id} di "
                f"{self._seals.where}); isi jurnal sampai catatan {self._proved.last} terbukti "
                "tidak ditulis ulang oleh yang tidak memegang kunci itu."
            )
        if self._unknown.count:
            yield (
                f"Segel: kunci segel catatan {self._unknown} tidak ada di komputer ini, jadi "
                "segelnya tidak terbukti di sini."
            )
        if self._key_id and self._sealing is None:
            for gap in self._gaps:
                yield f"Segel: catatan {gap} tidak disegel, jadi tidak terbukti."
        for gap, sequence in self._vouched_for:
            yield f"Segel: catatan {gap} tidak disegel; diakui dengan catatan {sequence}."
        for gap, sequence in self._said_for:
            yield (
                f"Segel: catatan {gap} tidak disegel; catatan {sequence} mengakuinya, tetapi kunci "
                "segel catatan itu tidak ada di komputer ini."
            )


def _vouched(book: Book) -> dict[int, tuple[int, int]]:
    """Return entry -> the first and last entry that it vouches for."""
    told = facts_told(book, Event.UNSEALED_VOUCHED)
    return {n: (_number(facts.get("first")), _number(facts.get("last"))) for n, facts in told}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
