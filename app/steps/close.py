"""The other ends: forwarded, withdrawn, lapsed, void."""

from app.book.book import Book
from app.book.journal import Event
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.ground.formatting import long_date
from app.rules.procedure import Status, ensure_allowed
from app.steps.storing import close, needed, store, take


class NotYetLapsed(UserError):
    """The complainant still has time to supplement."""


def forward(book: Book, complaint_id: int, to: str, reason: str) -> Changes:
    """Close the complaint as forwarded to the office it belongs to."""
    to = needed("to", to, "Tulis instansi tujuan.")
    reason = needed("reason", reason, "Tulis alasan penerusan.")
    return _close(book, complaint_id, Status.FORWARDED, Event.FORWARDED, reason, to)


def withdraw(book: Book, complaint_id: int, reason: str) -> Changes:
    """Close the complaint because the complainant has withdrawn it."""
    reason = needed("reason", reason, "Tulis alasan pencabutan.")
    return _close(book, complaint_id, Status.WITHDRAWN, Event.WITHDRAWN, reason)


def void(book: Book, complaint_id: int, reason: str) -> Changes:
    """Void a wrong entry; it keeps its number and its line."""
    reason = needed("reason", reason, "Tulis alasan pembatalan.")
    return _close(book, complaint_id, Status.VOID, Event.VOIDED, reason)


def lapse(book: Book, complaint_id: int) -> Changes:
    """Close a complaint that was not supplemented within the 30 days.

    The program proposes it, a person does it (source: complaint procedure, section 3).
    """
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        ensure_allowed(Status(complaint.status), Status.LAPSED)
        if book.clock.today() <= complaint.supplement_by:
            raise NotYetLapsed(
                f"Pengadu masih dapat melengkapi sampai {long_date(complaint.supplement_by)}."
            )
        close(book, complaint, Status.LAPSED)
        complaint.closing_reason = f"Tidak dilengkapi sampai {long_date(complaint.supplement_by)}."
        store(journal, complaint, Event.LAPSED)
    return Changes(complaints=frozenset({complaint_id}))


def _close(
    book: Book, complaint_id: int, wanted: Status, event: Event, reason: str, to: str = ""
) -> Changes:
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        close(book, complaint, wanted)
        complaint.closing_reason = reason
        complaint.forwarded_to = to
        store(journal, complaint, event)
    return Changes(complaints=frozenset({complaint_id}))
