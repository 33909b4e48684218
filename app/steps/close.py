"""The other ends: forwarded, withdrawn, lapsed, void."""

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.ground.formatting import long_date
from app.rules.events import Step
from app.steps.storing import needed, taking


class NotYetLapsed(UserError):
    """The complainant still has time to supplement."""


def forward(book: Book, complaint_id: int, to: str, reason: str) -> Changes:
    """Close the complaint as forwarded to the office it belongs to."""
    to = needed("to", to, "Tulis instansi tujuan.")
    reason = needed("reason", reason, "Tulis alasan penerusan.")
    return _close(book, Step.FORWARD, complaint_id, reason, to)


def withdraw(book: Book, complaint_id: int, reason: str) -> Changes:
    """Close the complaint because the complainant has withdrawn it."""
    reason = needed("reason", reason, "Tulis alasan pencabutan.")
    return _close(book, Step.WITHDRAW, complaint_id, reason)


def void(book: Book, complaint_id: int, reason: str) -> Changes:
    """Void a wrong entry; it keeps its number and its line."""
    reason = needed("reason", reason, "Tulis alasan pembatalan.")
    return _close(book, Step.VOID, complaint_id, reason)


def lapse(book: Book, complaint_id: int) -> Changes:
    """Close a complaint that was not supplemented within the 30 days.

    The program proposes it, a person does it (source: complaint procedure, section 3).
    """
    with taking(book, Step.LAPSE, complaint_id) as case:
        until = case.complaint.supplement_by
        if case.today <= until:
            raise NotYetLapsed(f"Pengadu masih dapat melengkapi sampai {long_date(until)}.")
        case.complaint.closing_reason = f"Tidak dilengkapi sampai {long_date(until)}."
    return case.changes


def _close(book: Book, step: Step, complaint_id: int, reason: str, to: str = "") -> Changes:
    with taking(book, step, complaint_id) as case:
        case.complaint.closing_reason = reason
        case.complaint.forwarded_to = to
    return case.changes
