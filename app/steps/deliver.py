"""Delivery of the answer to the complainant; here the settlement clock stops."""

from datetime import datetime

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.rules.events import Step
from app.steps.storing import needed, taking


def deliver(
    book: Book,
    complaint_id: int,
    *,
    how: str,
    to: str,
    at: datetime,
    late_reason: str = "",
) -> Changes:
    """Settle the complaint: its answer was delivered.

    Args:
        book: the open book.
        complaint_id: the complaint.
        how: the way, such as "Telepon".
        to: who received it.
        at: when, office time; neither in the future nor before the approval.
        late_reason: why, when the settlement date was missed.
    """
    with taking(book, Step.DELIVER, complaint_id) as case:
        complaint = case.complaint
        if at > case.now:
            raise FormRefused(FieldProblem("at", "Waktu ini belum terjadi."))
        if at.date() < complaint.approved_on:
            raise FormRefused(
                FieldProblem("at", "Waktu ini mendahului persetujuan jawaban. Periksa tanggalnya.")
            )
        complaint.delivered_how = needed("how", how, "Pilih cara penyampaian.")
        complaint.delivered_to = needed("to", to, "Tulis kepada siapa jawaban disampaikan.")
        complaint.delivered_at = at
        complaint.late_reason = late_reason.strip()
        case.on = at.date()
    return case.changes
