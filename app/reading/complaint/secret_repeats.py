"""Whether somebody who wants to stay unnamed has complained before, or again.

While an entry is typed nothing of a secret complainant is compared: trying numbers would confirm
one. Only two *recorded* complaints are compared, and only exact keys; which other complaint it is
stands nowhere until somebody has said why it is wanted, and then in the journal of both.
"""

from app.book.book import Book
from app.rules.identity import clean_nik
from app.rules.statuses import Status
from models.complaint import Complaint, has_email, has_nik
from models.rows import find

_MOST = 20


def secret_repeats(book: Book, complaint_id: int) -> tuple[int, ...]:
    """Return the complaints with the same number, NIK or e-mail, one of each pair being secret."""
    row = find(book.store.database, Complaint, complaint_id)
    if row is None or row.status == Status.VOID.value:
        return ()
    conditions = []
    if row.phone_normal:
        conditions.append(Complaint.phone_normal == row.phone_normal)
    if clean_nik(row.nik):
        conditions.append(has_nik(row.nik))
    if row.email.strip():
        conditions.append(has_email(row.email.strip().lower()))
    found: set[int] = set()
    # One index each: together they would be asked of every complaint.
    for condition in conditions:
        query = Complaint.select(Complaint.id, Complaint.is_secret, Complaint.status).where(
            condition
        )
        for other in book.rows(query.order_by(Complaint.id.desc()).limit(_MOST)):
            is_pair = other.id != row.id and (row.is_secret or other.is_secret)
            if is_pair and other.status != Status.VOID.value:
                found.add(other.id)
    return tuple(sorted(found))
