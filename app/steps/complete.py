"""The completeness check: declare complete, or return to be supplemented."""

from collections.abc import Mapping

from app.book.book import Book
from app.book.marks import lacking
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.completeness import ELEMENT_LABELS, Element
from app.rules.deadlines import due_date
from app.rules.events import Step
from app.rules.statuses import Status
from app.steps.correct import apply_values
from app.steps.storing import taking


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
    with taking(book, Step.DECLARE_COMPLETE, complaint_id) as case:
        complaint, today = case.complaint, case.today
        apply_values(book, case, supplied or {})
        still_missing = lacking(complaint)
        if still_missing:
            raise ElementsMissing(still_missing)
        if complaint.status == Status.INCOMPLETE:
            # The distribution clock starts again (source: complaint procedure, section 4).
            complaint.distribution_from = today
            complaint.distribute_by = due_date(today, book.limits.distribute, book.calendar)
            complaint.distribution_stopped_on = None
        # The office counts from the day the complaint is declared complete, not from receipt:
        # days spent incomplete never make us late.
        complaint.completed_on = today
        complaint.settle_by = due_date(today, book.limits.settle, book.calendar)
    return case.changes


def return_to_supplement(book: Book, complaint_id: int) -> Changes:
    """Return the complaint to be supplemented; the complainant has 30 days."""
    with taking(book, Step.RETURN, complaint_id) as case:
        complaint, today = case.complaint, case.today
        if not lacking(complaint):
            raise NothingMissing("Keempat unsur sudah ada. Nyatakan lengkap pengaduan ini.")
        complaint.was_returned_late = today > complaint.distribute_by
        complaint.returned_on = today
        complaint.supplement_by = due_date(today, book.limits.supplement, book.calendar)
    return case.changes
