"""Taking a wrong step back, where the table of steps names the counter-step."""

from collections.abc import Iterable

from app.book.book import Book
from app.book.journal import Change, last_change
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.deadlines import due_date
from app.rules.events import Step
from app.rules.procedure import RULE_OF, STEPS
from app.steps.storing import Case, in_hand, store
from models.complaint import Complaint


class NothingToUndo(UserError):
    """The last step cannot be taken back, or something has followed it."""


def undo(book: Book, complaint_id: int) -> Changes:
    """Take back the last step on a complaint, as long as nothing has followed it.

    The complaint is again where the journal says it was, and its clock runs on; both entries stay.

    Raises:
        NothingToUndo: the last step has no counter-step.
    """
    with in_hand(book, complaint_id) as case:
        last, counter = _last_step(book, complaint_id)
        _put_back(book, case, last)
        store(case.journal, case.complaint, STEPS[counter].event)
    return case.changes


def undo_all(book: Book, ids: Iterable[int]) -> Changes:
    """Take back the last step on each of these complaints, or none of them.

    Raises:
        NothingToUndo: the last step of one of them has no counter-step.
    """
    wanted = frozenset(ids)
    with book.transaction():
        for complaint_id in sorted(wanted):
            undo(book, complaint_id)
    return Changes(complaints=wanted)


def _last_step(book: Book, complaint_id: int) -> tuple[Change, Step]:
    last = last_change(book, "complaint", complaint_id)
    counter = RULE_OF[last.event].undone_by if last is not None else None
    if last is None or counter is None:
        raise NothingToUndo("Langkah ini tidak dapat diurungkan lagi, sudah ada langkah lain.")
    if not last.is_whole:
        raise NothingToUndo(
            "Langkah ini tidak dapat diurungkan: isi catatannya tidak lengkap dalam jurnal."
        )
    return last, counter


def _put_back(book: Book, case: Case, last: Change) -> None:
    complaint = case.complaint
    columns = Complaint._meta.columns
    for name, value in last.old.items():
        setattr(complaint, columns[name].name, columns[name].python_value(value))
    if complaint.distribution_stopped_on is None:
        # While the clock stood, holidays and limits moved without it.
        start, limit = complaint.distribution_from, book.limits.distribute
        complaint.distribute_by = due_date(start, limit, book.calendar)
