"""A complaint that somebody has broken: it keeps its line in the lists, and the others go on."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from peewee import ColumnBase

from app.book.book import Book
from app.ground.stored import UnknownValue
from app.reading.register.values import ComplaintRow
from app.rules.channels import Channel
from app.rules.deadlines import Deadline, DueClock, Urgency
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import Status
from models.base import moment_of
from models.complaint import Complaint
from models.trouble import UnreadableValue

# What a value raises that no program of ours has written.
BROKEN: Final = (UnknownValue, UnreadableValue)
_SAID: Final = "Baris ini rusak; periksa buku di Pengaturan, Keutuhan buku"
_COLUMNS: Final = (
    Complaint.id,
    Complaint.number,
    Complaint.year,
    Complaint.sequence,
    Complaint.channel,
    Complaint.status,
    Complaint.received_at,
)
Read = TypeVar("Read")


def damaged_row(book: Book, id_: int, scope: Sequence[ColumnBase]) -> ComplaintRow | None:
    """Return the line of a complaint that cannot be read as it is; None for an unknown id.

    It has the number, and of the rest what is still what it should be.
    """
    query = Complaint.select(*_COLUMNS).where(Complaint.id == id_, *scope)
    for key, number, year, sequence, channel, status, received_at in book.stored(query):
        return ComplaintRow(
            id=key,
            number=str(number),
            sequence=int(sequence),
            received_at=_or(moment_of, received_at, book.clock.now()),
            channel=_or(Channel, channel, Channel.COUNTER),
            subject=_SAID,
            name="",
            is_secret=False,
            service_id=None,
            service="",
            team_id=None,
            team="",
            status=_or(Status, status, Status.RECORDED),
            is_direct=False,
            has_answer=False,
            supplement_by=None,
            deadline=Deadline(
                DueClock.DISTRIBUTION,
                Urgency.NOT_RUNNING,
                None,
                None,
                book.limits.distribute.unit,
            ),
            deadline_words="Tidak terbaca",
            is_from_old_book=year == OLD_BOOK,
        )
    return None


def _or(read: Callable[[str], Read], stored: str, instead: Read) -> Read:
    try:
        return read(stored)
    except BROKEN:
        return instead
