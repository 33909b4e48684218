"""The answer: on the spot, or written by the team and approved."""

from datetime import datetime

from app.book.book import Book
from app.book.rights import officer_with
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.events import Step
from app.rules.officers import Role
from app.steps.storing import needed, taking
from models.reference import Officer


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
    with taking(book, Step.ANSWER_DIRECTLY, complaint_id) as case:
        complaint = case.complaint
        at = at or case.now
        case.on = at.date()
        complaint.answer = direct_answer(book, answer, complaint.received_at, at)
        complaint.answered_by = book.officer
        complaint.answered_on = at.date()
        complaint.is_direct = True
        complaint.delivered_at = at
        complaint.delivered_how = "Langsung saat pengaduan diterima"
        complaint.delivered_to = complaint.name
    return case.changes


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
    """Keep the team's answer; an approved one that is written anew needs approval again.

    Raises:
        RightRefused: whoever signed in with a PIN answers for another team.
    """
    with taking(book, Step.WRITE_ANSWER, complaint_id) as case:
        complaint = case.complaint
        writer = officer_with(book, book.holding.officer_id)
        if writer is not None:
            writer.ensure_of_team(complaint.team_id)
        complaint.answer = needed("answer", answer, "Tulis jawaban tim penjawab.")
        complaint.answered_by = book.officer
        complaint.answered_on = case.today
        complaint.approved_by = ""
        complaint.approved_on = None
    return case.changes


def approve_answer(book: Book, complaint_id: int, approved_by: str) -> Changes:
    """Approve the written answer in the name of the pejabat; it can now be delivered.

    Raises:
        NoAnswerYet: there is nothing to approve.
        FormRefused: *approved_by* is no pejabat of the office, not whoever signed in, or wrote the
            answer in an office where four eyes look at it.
    """
    with taking(book, Step.APPROVE_ANSWER, complaint_id) as case:
        complaint = case.complaint
        if not complaint.answer:
            raise NoAnswerYet("Jawaban belum ditulis, jadi belum dapat disetujui.")
        name = _manager(book, approved_by)
        _ensure_own(book, name, complaint.answered_by)
        complaint.approved_by = name
        complaint.approved_on = case.today
    return case.changes


def _ensure_own(book: Book, name: str, answered_by: str) -> None:
    people = book.settings.people
    if people.uses_pins and name != book.officer:
        raise _not_by(f"{book.officer} hanya dapat menyetujui atas namanya sendiri.")
    if people.four_eyes and name == answered_by:
        raise _not_by(f"{name} menulis jawaban ini. Pejabat lain yang harus menyetujuinya.")


def _not_by(sentence: str) -> FormRefused:
    return FormRefused(FieldProblem("approved_by", sentence))


def _manager(book: Book, name: str) -> str:
    """Return *name* if it is that of a pejabat in use."""
    name = needed("approved_by", name, "Pilih pejabat yang menyetujui.")
    wanted = (Officer.name == name) & (Officer.role == Role.MANAGER.value)
    in_use = Officer.is_retired == False  # noqa: E712  # SQL
    if not book.rows(Officer.select().where(wanted & in_use)).exists():
        raise FormRefused(
            FieldProblem("approved_by", f"“{name}” bukan pejabat dalam daftar petugas kantor.")
        )
    return name
