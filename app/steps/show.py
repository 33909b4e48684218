"""Showing what is withheld: each look has a reason and an entry, and alters nothing."""

import itertools
from collections.abc import Collection, Iterator

from app.book.book import Book
from app.book.journal import REMARK
from app.ground.changes import Changes
from app.rules.events import Step
from app.rules.looks import FILE, IDS, PAPER, WHAT
from app.rules.papers import PAPER_LABELS, Paper
from app.rules.procedure import STEPS
from app.steps.storing import in_hand, needed
from models.complaint import Complaint
from models.rows import Value


def show_identity(book: Book, complaint_id: int, reason: str) -> Changes:
    """Note that whoever is at the desk sees who a secret complainant is.

    Raises:
        TextMissing: no reason was given.
        ComplaintUnknown: there is no such complaint.
        RightRefused: whoever signed in may not see it.
    """
    return _seen(book, Step.SHOW_IDENTITY, complaint_id, reason, {})


def show_nik(book: Book, complaint_id: int, reason: str) -> Changes:
    """Note that whoever is at the desk sees a NIK whole; raises like ``show_identity``."""
    return _seen(book, Step.SHOW_NIK, complaint_id, reason, {})


def show_file(book: Book, complaint_id: int, attachment_id: int, reason: str) -> Changes:
    """Note that a file of a secret complaint is opened or saved; raises like ``show_identity``."""
    return _seen(book, Step.SHOW_FILE, complaint_id, reason, {FILE: attachment_id})


def show_on_paper(book: Book, complaint_id: int, paper: Paper) -> Changes:
    """Note that a paper is made that names a secret complainant; what it is for is the reason."""
    reason = f"{PAPER_LABELS[paper]} untuk pengadu"
    return _seen(book, Step.SHOW_IDENTITY, complaint_id, reason, {PAPER: paper.name.lower()})


def show_repeats(book: Book, ids: Collection[int], reason: str) -> Changes:
    """Note that the complaints *ids* are seen to be of one person, of whom one wants to be unnamed.

    Raises like ``show_identity``; either all of them say so or none.
    """
    with book.transaction():
        for id_ in ids:
            show_identity(book, id_, reason)
    return Changes(complaints=frozenset(ids))


def export_whole(book: Book, ids: Collection[int], reason: str, *, what: str) -> Changes:
    """Note that the complaints *ids* leave the book with all that is withheld, as *what*.

    Raises:
        TextMissing: no reason was given.
        RightRefused, ProofNeeded: whoever signed in may not do it.
    """
    reason = needed("reason", reason, "Tulis alasan mengekspor data lengkap.")
    with book.transaction() as journal:
        facts: dict[str, Value] = {WHAT: what, IDS: ranges_of(ids), REMARK: reason}
        journal.tell(STEPS[Step.EXPORT_WHOLE].event, facts)
    return Changes(complaints=frozenset(ids))


def _seen(
    book: Book, step: Step, complaint_id: int, reason: str, facts: dict[str, Value]
) -> Changes:
    reason = needed("reason", reason, "Tulis alasan melihatnya.")
    with in_hand(book, complaint_id) as case:
        case.journal.witness(Complaint, complaint_id, STEPS[step].event, facts, reason)
    return case.changes


def ranges_of(ids: Collection[int]) -> str:
    """Return *ids* in one short text: ``1-200,305``."""
    return ",".join(f"{low}-{high}" if low < high else f"{low}" for low, high in _runs(ids))


def _runs(ids: Collection[int]) -> Iterator[tuple[int, int]]:
    # Within a run of whole numbers without gaps the number less its place stays the same.
    for _, run in itertools.groupby(enumerate(sorted(set(ids))), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
