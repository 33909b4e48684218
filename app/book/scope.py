"""What whoever sits at the desk may read, and which complaints; asked where they are read."""

from typing import Any

from app.book.book import Book
from app.book.rights import NOBODY, RightRefused, officer_with, roles_in_words
from app.rules.officers import ROLE_LABELS, Role
from app.rules.readings import READINGS, Reading, may_read
from models.complaint import Complaint


def ensure_may_read(book: Book, reading: Reading) -> None:
    """Raise ``RightRefused`` where whoever sits at the desk may not read this of *book*."""
    if not book.settings.people.uses_pins:
        return
    officer = officer_with(book.store, book.holding.officer_id)
    if officer is None:
        raise RightRefused(NOBODY)
    if not may_read(officer.role, reading):
        rule = READINGS[reading]
        raise RightRefused(
            f"“{rule.label}” tidak dapat dilakukan oleh {officer.name} "
            f"({ROLE_LABELS[officer.role]}). Yang berwenang: {roles_in_words(rule.by)}."
        )


def in_scope(book: Book) -> list[Any]:
    """Return the conditions that keep from a query what may not be read; none for those who may.

    In a book that uses PINs nobody reads before signing in, and a team reads what is its own.
    """
    if not book.settings.people.uses_pins:
        return []
    officer = officer_with(book.store, book.holding.officer_id)
    if officer is None or officer.role not in READINGS[Reading.REGISTER].by:
        return [Complaint.id.is_null()]
    if officer.role is not Role.ANSWERER:
        return []
    if officer.team_id is None:
        return [Complaint.team_id.is_null(False)]
    return [Complaint.team_id == officer.team_id]


def ensure_in_scope(book: Book, complaint_id: int) -> None:
    """Raise ``RightRefused`` for a complaint that whoever sits at the desk may not read."""
    kept = in_scope(book)
    if not kept:
        return
    found = Complaint.select(Complaint.id).where(Complaint.id == complaint_id, *kept)
    if book.rows(found).get_or_none() is None:
        raise RightRefused(
            "Pengaduan ini tidak dapat dibaca oleh petugas yang sedang masuk. Tim penjawab membaca "
            "pengaduan yang didistribusikan kepadanya."
        )
