"""The completeness check: declare complete, or return to be supplemented."""

from collections.abc import Mapping

from app.book.book import Book
from app.book.journal import Event
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.completeness import ELEMENT_LABELS, Element
from app.rules.deadlines import due_date
from app.rules.procedure import Status
from app.steps.correct import apply_values
from app.steps.storing import missing_elements, move, store, take


class ElementsMissing(UserError):
    """The complaint lacks one of the four elements; *elements* says which."""

    def __init__(self, elements: tuple[Element, ...]) -> None:
        self.elements = elements
        named = ", ".join(ELEMENT_LABELS[element].lower() for element in elements)
        super().__init__(
            f"Belum lengkap: {named}. Isi yang kurang, atau kembalikan untuk dilengkapi."
        )


class NothingMissing(UserError):
    """All four elements are there, so there is nothing to return the complaint for."""


def declare_complete(
    book: Book, complaint_id: int, supplied: Mapping[str, str] | None = None
) -> Changes:
    """Accept the complaint as complete; the settlement clock starts today.

    Args:
        book: the open book.
        complaint_id: the complaint.
        supplied: what the complainant has added, text by field name.

    Raises:
        ElementsMissing: one of the four elements is still not there.
    """
    today = book.clock.today()
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        was_returned = complaint.status == Status.INCOMPLETE
        move(book, complaint, Status.COMPLETE)
        apply_values(book, complaint, supplied or {})
        lacking = missing_elements(complaint)
        if lacking:
            raise ElementsMissing(lacking)
        if was_returned:
            # The distribution clock starts again (source: complaint procedure, section 4).
            complaint.distribution_from = today
            complaint.distribute_by = due_date(today, book.limits.distribute, book.calendar)
            complaint.distribution_stopped_on = None
        # The office counts from the day the complaint is declared complete, not from receipt:
        # days spent incomplete never make us late.
        complaint.completed_on = today
        complaint.settle_by = due_date(today, book.limits.settle, book.calendar)
        store(journal, complaint, Event.DECLARED_COMPLETE)
    return Changes(complaints=frozenset({complaint_id}))


def return_to_supplement(book: Book, complaint_id: int) -> Changes:
    """Return the complaint to be supplemented; the complainant has 30 days."""
    today = book.clock.today()
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        move(book, complaint, Status.INCOMPLETE)
        if not missing_elements(complaint):
            raise NothingMissing("Keempat unsur sudah ada. Nyatakan lengkap pengaduan ini.")
        complaint.was_returned_late = today > complaint.distribute_by
        complaint.returned_on = today
        complaint.supplement_by = due_date(today, book.limits.supplement, book.calendar)
        store(journal, complaint, Event.RETURNED)
    return Changes(complaints=frozenset({complaint_id}))
