"""The links of one complaint, seen from where it stands."""

from collections.abc import Mapping

from app.book.book import Book
from app.book.journal import Change, changes_of
from app.book.scope import in_scope
from app.reading.complaint.values import LinkedComplaint
from app.rules.links import LINK_WORDS, LinkKind
from app.rules.statuses import Status
from models.complaint import Complaint, ComplaintLink


def read_links(book: Book, complaint_id: int) -> tuple[LinkedComplaint, ...]:
    """Return what a complaint is linked to, in the order in which it was linked."""
    return tuple(linked for row, linked in _ends(book, complaint_id) if not row.is_undone)


def link_changes(book: Book, complaint_id: int) -> tuple[tuple[Change, str], ...]:
    """Return what happened to the links of a complaint, each with what it was about, in words."""
    return tuple(
        (change, f"{linked.words} {linked.number}")
        for row, linked in _ends(book, complaint_id)
        for change in changes_of(book, "complaint_link", row.id)
    )


def _ends(book: Book, complaint_id: int) -> list[tuple[ComplaintLink, LinkedComplaint]]:
    """Return all links of a complaint, those undone too, each with what is at its other end."""
    is_end = (ComplaintLink.later_id == complaint_id) | (ComplaintLink.earlier_id == complaint_id)
    rows = list(book.rows(ComplaintLink.select().where(is_end).order_by(ComplaintLink.id)))
    ids = {key for row in rows for key in (row.later_id, row.earlier_id)}
    wanted = book.store.one_of(Complaint.id, ids)
    query = Complaint.select(
        Complaint.id, Complaint.number, Complaint.status, Complaint.subject
    ).where(wanted)
    found = {other.id: other for other in book.rows(query)} if rows else {}
    kept = in_scope(book)
    if kept and rows:
        # Of another team's complaint the number alone is said.
        own = {one.id for one in book.rows(Complaint.select(Complaint.id).where(wanted, *kept))}
        for other in found.values():
            other.subject = other.subject if other.id in own else ""
    return [(row, _linked(row, complaint_id, found)) for row in rows]


def _linked(
    row: ComplaintLink, complaint_id: int, found: Mapping[int, Complaint]
) -> LinkedComplaint:
    words = LINK_WORDS[LinkKind(row.kind)]
    is_later = row.later_id == complaint_id
    other = found[row.earlier_id if is_later else row.later_id]
    return LinkedComplaint(
        link_id=row.id,
        complaint_id=other.id,
        number=other.number,
        status=Status(other.status),
        subject=other.subject,
        words=words.of_later if is_later else words.of_earlier,
    )
