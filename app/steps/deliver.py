"""Delivery of the answer to the complainant; here the settlement clock stops."""

from datetime import datetime

from app.book.book import Book
from app.book.journal import Event
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.rules.procedure import MoveRefused, Status
from app.steps.storing import close, needed, store, take


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
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        # The table also lets a recorded complaint be settled: by a direct answer, not by this.
        if complaint.status != Status.ANSWERED:
            raise MoveRefused(Status(complaint.status), Status.SETTLED)
        if at > book.clock.now():
            raise FormRefused(FieldProblem("at", "Waktu ini belum terjadi."))
        if at.date() < complaint.approved_on:
            raise FormRefused(
                FieldProblem("at", "Waktu ini mendahului persetujuan jawaban. Periksa tanggalnya.")
            )
        complaint.delivered_how = needed("how", how, "Pilih cara penyampaian.")
        complaint.delivered_to = needed("to", to, "Tulis kepada siapa jawaban disampaikan.")
        complaint.delivered_at = at
        complaint.late_reason = late_reason.strip()
        close(book, complaint, Status.SETTLED, on=at.date())
        store(journal, complaint, Event.DELIVERED)
    return Changes(complaints=frozenset({complaint_id}))
