"""Noting that an officer is away and who stands in, and taking it back."""

from datetime import date

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.absences import absence_problem
from app.rules.events import Step
from app.rules.procedure import STEPS
from models.reference import Absence, Officer
from models.rows import find


class AbsenceRefused(UserError):
    """There is no such absence, or it was taken back already."""


def note_absence(
    book: Book, officer_id: int, first: date | None, last: date | None, substitute_id: int | None
) -> Changes:
    """Note that an officer is away from *first* to *last*, both included.

    Raises:
        FormRefused: the days make no sense, they overlap others of the same officer, or the
            officer or the substitute is not to be had; each problem names its field.
    """
    with book.transaction() as journal:
        problem = absence_problem(first, last)
        if problem or first is None or last is None:
            raise FormRefused(FieldProblem("last_day", problem))
        _ensure_known(book, "officer", officer_id)
        if substitute_id is not None:
            _ensure_known(book, "substitute", substitute_id)
        if substitute_id == officer_id:
            raise FormRefused(FieldProblem("substitute", "Pilih orang lain sebagai pengganti."))
        _ensure_apart(book, officer_id, first, last)
        row = Absence(
            officer_id=officer_id, first_day=first, last_day=last, substitute_id=substitute_id
        )
        journal.add(row, STEPS[Step.CHANGE_ABSENCES].event)
    return Changes(settings=True)


def remove_absence(book: Book, absence_id: int) -> Changes:
    """Take back an absence that was noted wrongly or ended early; its row stays, marked.

    Raises:
        AbsenceRefused: there is none.
    """
    with book.transaction() as journal:
        row = find(journal.store.database, Absence, absence_id)
        if row is None or row.is_removed:
            raise AbsenceRefused("Ketidakhadiran ini sudah tidak ada dalam daftar.")
        journal.watch(row).is_removed = True
        journal.note(row, STEPS[Step.CHANGE_ABSENCES].event)
    return Changes(settings=True)


def _ensure_known(book: Book, field: str, officer_id: int) -> None:
    officer = find(book.store.database, Officer, officer_id)
    if officer is None or officer.is_retired:
        raise FormRefused(FieldProblem(field, "Pilih petugas dari daftar."))


def _ensure_apart(book: Book, officer_id: int, first: date, last: date) -> None:
    overlapping = Absence.select().where(
        Absence.officer_id == officer_id,
        Absence.is_removed == False,  # noqa: E712  # SQL
        Absence.first_day <= last,
        Absence.last_day >= first,
    )
    if book.rows(overlapping).exists():
        raise FormRefused(
            FieldProblem("first_day", "Hari-hari ini sudah tercatat untuk petugas yang sama.")
        )
