"""Which complaints are known to repeat an earlier one."""

from collections.abc import Collection
from typing import Any

from app.book.book import Book
from app.rules.links import LinkKind
from app.rules.statuses import Status
from models.complaint import Complaint, ComplaintLink


def read_repeats(book: Book, ids: Collection[int]) -> dict[int, str]:
    """Return for each complaint of *ids* that is a repeat the number of the one it repeats.

    As it is known now, like service and category. What repeats a void entry repeats nothing: that
    was written down by mistake. Of several the one linked last stands for all.
    """
    query = (
        ComplaintLink.select(ComplaintLink.later_id, Complaint.number)
        .join(Complaint, on=(Complaint.id == ComplaintLink.earlier_id))
        .where(
            book.store.one_of(ComplaintLink.later_id, ids),
            ComplaintLink.kind == LinkKind.REPEAT.value,
            ComplaintLink.is_undone == False,  # noqa: E712  # SQL
            Complaint.status != Status.VOID.value,
        )
        .order_by(ComplaintLink.id)
    )
    found: Any = book.rows(query.tuples())
    return dict(found)
