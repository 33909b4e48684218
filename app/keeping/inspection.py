"""*Periksa*: does the file hold together, and is every row still what the journal says?"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.book.book import Book
from app.book.journal import fingerprint
from app.book.storage import guard_words
from app.keeping.chain_inspection import Chain
from app.keeping.index_inspection import index_against_rows
from app.keeping.months_inspection import months_against_digests
from app.keeping.rows_inspection import rows_against_journal, secrets_against_journal
from app.keeping.seen_outside import facts_outside, look_outside, seen_outside
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
    problems = [f"Berkas: {found}." for found in book.store.problems()]
    problems += book.holding.unreadable
    problems += [
        f"Susunan buku: {guard_words(guard)} hilang, berubah, atau ditambahkan."
        for guard in book.altered_guards()
    ]
    chain, signatures = Chain(book), SignatureWatch(book, printed_key)
    within = (
        rows_against_journal(book),
        secrets_against_journal(book),
        signatures.problems(),
        _numbers(book),
        _letters(book),
        _contents(book),
        months_against_digests(book),
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
            proof=(*chain.seals.proof(), *signatures.proof(chain.length)),
        )


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
