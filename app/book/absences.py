"""The absences of the open book."""

from datetime import date

from app.book.book import Book
from app.book.lists import read_lists
from app.rules.absences import AbsenceEntry
from models.reference import Absence


def read_absences(book: Book, since: date) -> tuple[AbsenceEntry, ...]:
    """Return who is away on *since* or later, by the day on which that begins."""
    names = {officer.id: officer.name for officer in read_lists(book).officers}
    query = (
        Absence.select()
        .where(Absence.is_removed == False, Absence.last_day >= since)  # noqa: E712  # SQL
        .order_by(Absence.first_day, Absence.id)
    )
    return tuple(
        AbsenceEntry(
            row.id,
            row.officer_id,
            names.get(row.officer_id, ""),
            row.first_day,
            row.last_day,
            row.substitute_id,
            names.get(row.substitute_id or 0, ""),
        )
        for row in book.rows(query)
    )


def away_on(book: Book, day: date) -> dict[int, AbsenceEntry]:
    """Return who is away on *day*, by the officer's id."""
    return {each.officer_id: each for each in read_absences(book, day) if each.covers(day)}
