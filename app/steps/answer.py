"""The answer: on the spot, or written by the team and approved."""

from datetime import datetime

from app.book.book import Book
from app.book.journal import Event
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.procedure import MoveRefused, Status
from app.steps.storing import close, move, needed, store, take


class NoAnswerYet(UserError):
    """There is no answer to approve."""


def answer_directly(
    book: Book, complaint_id: int, answer: str, at: datetime | None = None
) -> Changes:
    """Settle a complaint that was answered on the spot; it keeps its line, counted apart.

    Args:
        book: the open book.
        complaint_id: the complaint.
        answer: what was said.
        at: when, office time; now by default. Who records a call of this morning gives its time.
    """
    at = at or book.clock.now()
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        # The table also lets a ready answer be settled: by its delivery, not by this.
        if complaint.status != Status.RECORDED:
            raise MoveRefused(Status(complaint.status), Status.SETTLED)
        complaint.answer = direct_answer(book, answer, complaint.received_at, at)
        close(book, complaint, Status.SETTLED, on=at.date())
        complaint.answered_by = book.officer
        complaint.answered_on = at.date()
        complaint.is_direct = True
        complaint.delivered_at = at
        complaint.delivered_how = "Langsung saat pengaduan diterima"
        complaint.delivered_to = complaint.name
        store(journal, complaint, Event.ANSWERED_DIRECTLY)
    return Changes(complaints=frozenset({complaint_id}))


def direct_answer(book: Book, answer: str, received_at: datetime, at: datetime) -> str:
    """Return *answer* trimmed; whoever records and answers at once asks before recording.

    Raises:
        FormRefused: it has no words, or was given before the receipt or after now.
    """
    if not received_at <= at <= book.clock.now():
        raise FormRefused(
            FieldProblem("at", "Waktu jawaban harus antara waktu terima dan sekarang.")
        )
    return needed("answer", answer, "Tulis jawaban yang telah disampaikan.")


def write_answer(book: Book, complaint_id: int, answer: str) -> Changes:
    """Keep the team's answer; an approved one that is written anew needs approval again."""
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        if complaint.status not in (Status.DISTRIBUTED, Status.ANSWERED):
            raise MoveRefused(Status(complaint.status), Status.ANSWERED)
        complaint.answer = needed("answer", answer, "Tulis jawaban tim penjawab.")
        complaint.answered_by = book.officer
        complaint.answered_on = book.clock.today()
        if complaint.status == Status.ANSWERED:
            move(book, complaint, Status.DISTRIBUTED)
            complaint.approved_by = ""
            complaint.approved_on = None
        store(journal, complaint, Event.ANSWER_WRITTEN)
    return Changes(complaints=frozenset({complaint_id}))


def approve_answer(book: Book, complaint_id: int, approved_by: str) -> Changes:
    """Approve the written answer in the name of the pejabat; it can now be delivered."""
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        move(book, complaint, Status.ANSWERED)
        if not complaint.answer:
            raise NoAnswerYet("Jawaban belum ditulis, jadi belum dapat disetujui.")
        complaint.approved_by = needed("approved_by", approved_by, "Pilih pejabat yang menyetujui.")
        complaint.approved_on = book.clock.today()
        store(journal, complaint, Event.ANSWER_APPROVED)
    return Changes(complaints=frozenset({complaint_id}))
