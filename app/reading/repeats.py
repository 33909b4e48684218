"""Which complaints are known to repeat an earlier one."""

from collections.abc import Collection
from typing import Any, Final

from app.book.book import Book
from app.rules.links import LinkKind
from app.rules.statuses import Status
from models.complaint import Complaint, ComplaintLink

_EARLIER: Final = Complaint.alias()


def read_repeats(book: Book, ids: Collection[int]) -> dict[int, str]:
    """Return for each complaint of *ids* that is a repeat the number of the one it repeats.

    As it is known now, like service and category. What repeats a void entry repeats nothing: that
    was written down by mistake. Of several the one linked last stands for all.
    """
    query = _in_force(ComplaintLink.later_id, _EARLIER.number)
    query = query.where(book.store.one_of(ComplaintLink.later_id, ids)).order_by(ComplaintLink.id)
    found: Any = book.rows(query.tuples())
    return dict(found)


def is_repeat() -> Any:
    """Return the condition that a complaint repeats an earlier one."""
    return Complaint.id << _in_force(ComplaintLink.later_id)


def _in_force(*columns: Any) -> Any:
    return (
        ComplaintLink.select(*columns)
        .join(_EARLIER, on=(_EARLIER.id == ComplaintLink.earlier_id))
        .where(
            ComplaintLink.kind == LinkKind.REPEAT.value,
            ComplaintLink.is_undone == False,  # noqa: E712  # SQL
            _EARLIER.status != Status.VOID.value,
        )
    )
