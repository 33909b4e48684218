"""*Periksa*: does the file hold together, and is every row still what the journal says?"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.journal import fingerprint
from app.book.storage import guard_words, storage_error
from app.ground.formatting import thousands
from app.ground.log import log_trouble
from app.keeping.chain_inspection import Chain
from app.keeping.index_inspection import index_against_rows
from app.keeping.months_inspection import months_against_digests
from app.keeping.rows_inspection import rows_against_journal, secrets_against_journal
from app.keeping.seen_outside import facts_outside, look_outside, proof_outside, seen_outside
from app.keeping.signature_inspection import SignatureWatch
from app.keeping.windows import in_windows
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import Status
from models.complaint import (
    Attachment,
    AttachmentContent,
    BoxOpening,
    Complaint,
    NumberGivenUp,
)
from models.rows import find

# Findings that are told one by one; whoever hashed a large book anew wrongly has as many as rows.
_MOST_TOLD: Final = 1_000


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """What was looked at, what is wrong, and what has to be known, one sentence each.

    ``proof`` says what keeps the journal from being written anew unseen, and what does not.
    """

    complaints: int
    entries: int
    fingerprint: str
    problems: tuple[str, ...]
    facts: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()


def inspect_book(
    book: Book,
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    backup_folders: Iterable[Path] = (),
    printed: str = "",
    printed_key: str = "",
    is_index_compared: bool = True,
) -> InspectionReport:
    """Check the file, the guards, the chain, every journaled row, numbers, and letters of the box.

    Args:
        book: the open book.
        is_cancelled: asked after each problem found.
        backup_folders: where notes of backups may lie; the journal must still have what they saw.
        printed: a fingerprint from a paper that the journal must still have.
        printed_key: the fingerprint of a public key from a paper that the book must still name.
        is_index_compared: whether the search index is made anew and compared; it doubles the time.
    """
    # First what stands outside, then the book: what was seen of it must still be there.
    outside = look_outside(book.place, backup_folders, printed)
    found = _Findings(is_cancelled)
    found.add("Berkas", (f"Berkas: {problem}." for problem in book.store.problems()))
    found.add("Pengaturan", book.holding.unreadable)
    found.add("Susunan buku", _guards(book))
    # What is recorded meanwhile is not half seen.
    with book.store.snapshot():
        chain, signatures = Chain(book), SignatureWatch(book, printed_key)
        checks: dict[str, Iterable[str]] = {
            "Jurnal": chain.walk(),
            "Di luar buku": seen_outside(book, outside),
            "Baris": rows_against_journal(book),
            "PIN": secrets_against_journal(book),
            "Tanda tangan": signatures.problems(),
            "Nomor register": _numbers(book),
            "Surat kotak": _letters(book),
            "Lampiran": _contents(book),
            "Bulan": months_against_digests(book),
            "Indeks pencarian": index_against_rows(book) if is_index_compared else (),
        }
        for name, check in checks.items():
            found.add(name, check)
        return InspectionReport(
            complaints=book.rows(Complaint.select()).count(),
            entries=chain.length,
            fingerprint=fingerprint(chain.head) if chain.head else "–",
            problems=found.told(),
            facts=tuple(facts_outside(book, outside)),
            proof=(
                *chain.seals.proof(),
                *signatures.proof(chain.length),
                *proof_outside(book, outside),
            ),
        )


class _Findings:
    """Gathers what is wrong, no more than people read; the rest is counted."""

    def __init__(self, is_cancelled: Callable[[], bool]) -> None:
        self._is_cancelled = is_cancelled
        self._told: list[str] = []
        self._more = 0

    def add(self, name: str, check: Iterable[str]) -> None:
        """Take the sentences of one check; one that cannot go on is a finding itself."""
        try:
            for sentence in check:
                self._take(sentence)
                if self._is_cancelled():
                    return
        except Exception as error:
            if storage_error(error) is None:
                raise
            log_trouble(f"{name} tidak dapat diperiksa: {error}")
            self._take(f"{name}: tidak dapat diperiksa sampai selesai; ada isi yang tidak terbaca.")

    def _take(self, sentence: str) -> None:
        if len(self._told) < _MOST_TOLD:
            self._told.append(sentence)
        else:
            self._more += 1

    def told(self) -> tuple[str, ...]:
        """Return what was found."""
        more = f"Masih ada {thousands(self._more)} temuan lain yang tidak ditampilkan."
        return (*self._told, *([more] if self._more else []))


def _guards(book: Book) -> Iterator[str]:
    """Yield the parts of the book's form that are not as they are made."""
    for guard in book.altered_guards():
        yield f"Susunan buku: {guard_words(guard)} hilang, berubah, atau ditambahkan."


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
