"""Linking two complaints that have to do with each other, and undoing it; nothing is merged."""

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.events import Step
from app.rules.links import LINK_WORDS, LinkKind
from app.rules.procedure import STEPS
from app.rules.statuses import Status
from app.steps.storing import in_hand, needed
from models.complaint import Complaint, ComplaintLink
from models.rows import find


class LinkRefused(UserError):
    """The link would say nothing, or is no more what it was taken for."""


def link(book: Book, complaint_id: int, other_id: int, kind: LinkKind) -> Changes:
    """Link two complaints; whichever was received later is the one that repeats or follows.

    Raises:
        ComplaintUnknown: there is no such complaint.
        LinkRefused: both are the same, one is void, or they are linked already.
    """
    with in_hand(book, complaint_id) as case, in_hand(book, other_id) as other:
        if complaint_id == other_id:
            raise LinkRefused("Pengaduan tidak dapat ditautkan dengan dirinya sendiri.")
        pair = (case.complaint, other.complaint)
        _ensure_valid(*pair)
        _ensure_apart(book, *pair)
        earlier, later = sorted(pair, key=lambda one: (one.received_at, one.id))
        row = ComplaintLink(later_id=later.id, earlier_id=earlier.id, kind=kind.value)
        case.journal.add(row, STEPS[Step.LINK].event)
    return Changes(complaints=frozenset({complaint_id, other_id}))


def undo_link(book: Book, link_id: int, reason: str) -> Changes:
    """Undo a link for *reason*; it keeps its row, and the same two may be linked anew.

    Raises:
        TextMissing: no reason was given.
        LinkRefused: there is no such link, or it is undone already.
    """
    reason = needed("reason", reason, "Tulis alasan pembatalan tautan.")
    with book.transaction() as journal:
        row = find(journal.store.database, ComplaintLink, link_id)
        if row is None:
            raise LinkRefused("Tautan ini tidak ada dalam buku.")
        if row.is_undone:
            raise LinkRefused("Tautan ini sudah dibatalkan.")
        journal.watch(row).is_undone = True
        journal.note(row, STEPS[Step.UNDO_LINK].event, reason)
    return Changes(complaints=frozenset({row.later_id, row.earlier_id}))


def _ensure_valid(*pair: Complaint) -> None:
    for complaint in pair:
        if Status(complaint.status) not in STEPS[Step.LINK].moves:
            raise LinkRefused(
                f"Pengaduan {complaint.number} sudah batal, jadi tidak dapat ditautkan."
            )


def _ensure_apart(book: Book, one: Complaint, other: Complaint) -> None:
    ids = (one.id, other.id)
    query = ComplaintLink.select().where(
        ComplaintLink.later_id.in_(ids),
        ComplaintLink.earlier_id.in_(ids),
        ComplaintLink.is_undone == False,  # noqa: E712  # SQL
    )
    found = book.rows(query).get_or_none()
    if found is not None:
        label = LINK_WORDS[LinkKind(found.kind)].label
        raise LinkRefused(
            f"{one.number} dan {other.number} sudah bertautan ({label}). "
            "Batalkan dahulu tautan itu bila jenisnya lain."
        )
