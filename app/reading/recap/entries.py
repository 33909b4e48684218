"""Loading what a recap counts: only the complaints that were in the book during its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from app.book.book import Book
from app.book.journal import changes_of
from app.book.marks import read_marks
from app.reading.recap.balance import RecapEntry, Span
from app.rules.channels import Channel, ComplaintKind
from app.rules.events import Event
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import Status
from models.complaint import Complaint
from models.journal import JournalEntry
from models.reference import Category, District, ListEntry, Service, Team, Village

UNKNOWN_DISTRICT: Final = "Tidak diketahui"
NOT_FILLED: Final = "Belum diisi"
# Of a service or category that is on no list only that much is counted: the recap is published, and
# what was typed may say anything.
OFF_LIST: Final = "Di luar daftar"

ENTRY_COLUMNS: Final = (
    Complaint.id,
    Complaint.number,
    Complaint.year,
    Complaint.channel,
    Complaint.kind,
    Complaint.received_at,
    Complaint.status,
    Complaint.subject,
    Complaint.service_id,
    Complaint.category_id,
    Complaint.district_code,
    Complaint.team_id,
    Complaint.distribute_by,
    Complaint.distribution_stopped_on,
    Complaint.distributed_on,
    Complaint.was_returned_late,
    Complaint.returned_on,
    Complaint.completed_on,
    Complaint.settle_by,
    Complaint.approved_on,
    Complaint.is_direct,
    Complaint.closed_on,
    Complaint.working_days,
    Complaint.days_late,
    Complaint.late_reason,
    Complaint.to_correct,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The words behind the keys a complaint holds, retired entries included."""

    services: Mapping[int | None, str]
    categories: Mapping[int | None, str]
    districts: Mapping[str | None, str]
    villages: Mapping[str | None, str]
    teams: Mapping[int | None, str]


def read_labels(book: Book, as_of: date | None = None) -> Labels:
    """Return the labels of the open book's lists, as they were at the end of a day; now without.

    Services and categories get a new entry with a new name. What has a code of its own keeps its
    entry, so that the journal tells how it was called when an old month ended.
    """
    districts = {row.code: row.name for row in book.rows(District.select())}
    villages = {row.code: row.name for row in book.rows(Village.select())}
    teams = {row.id: row.short_name for row in book.rows(Team.select())}
    return Labels(
        services={row.id: row.name for row in book.rows(Service.select())},
        categories={row.id: row.name for row in book.rows(Category.select())},
        districts=districts | _once(book, District, "name", as_of),
        villages=villages | _once(book, Village, "name", as_of),
        teams=teams | _once(book, Team, "short_name", as_of),
    )


def _once(book: Book, table: type[ListEntry], column: str, as_of: date | None) -> dict[Any, str]:
    """Return how the entries that were renamed after the end of *as_of* were called until then."""
    if as_of is None:
        return {}
    entity = table._meta.table_name
    key: Any = table._meta.primary_key
    renamed: Any = (
        JournalEntry.select(JournalEntry.entity_id)
        .where(
            (JournalEntry.entity == entity)
            & (JournalEntry.event == Event.LIST_CHANGED.value)
            & (JournalEntry.at_office >= str(as_of + timedelta(days=1)))
        )
        .distinct()
        .tuples()
    )
    found: dict[Any, str] = {}
    for (entity_id,) in book.rows(renamed):
        later = [c for c in changes_of(book, entity, entity_id) if c.at.date() > as_of]
        names = [str(change.old[column]) for change in later if column in change.old]
        if names:
            found[key.python_value(entity_id)] = names[0]
    return found


def entry_of(row: dict[str, Any], labels: Labels) -> RecapEntry:
    """Return the entry that a row with ``ENTRY_COLUMNS`` stands for."""
    marks = read_marks(row["to_correct"])
    return RecapEntry(
        id=row["id"],
        number=row["number"],
        channel=Channel(row["channel"]),
        kind=ComplaintKind(row["kind"]),
        received_on=row["received_at"].date(),
        status=Status(row["status"]),
        subject=row["subject"],
        service=labels.services.get(row["service_id"], _unlisted("service", marks)),
        category=labels.categories.get(row["category_id"], _unlisted("category", marks)),
        district=labels.districts.get(row["district_code"], UNKNOWN_DISTRICT),
        team=labels.teams.get(row["team_id"], ""),
        distribute_by=row["distribute_by"],
        distribution_stopped_on=row["distribution_stopped_on"],
        distributed_on=row["distributed_on"],
        was_returned_late=row["was_returned_late"],
        returned_on=row["returned_on"],
        completed_on=row["completed_on"],
        settle_by=row["settle_by"],
        approved_on=row["approved_on"],
        is_direct=row["is_direct"],
        closed_on=row["closed_on"],
        working_days=row["working_days"],
        late_reason=row["late_reason"],
        is_from_old_book=row["year"] == OLD_BOOK,
        days_late=row["days_late"],
    )


def _unlisted(field: str, marks: Mapping[str, str]) -> str:
    return OFF_LIST if field in marks else NOT_FILLED


def read_entries(book: Book, span: Span) -> list[RecapEntry]:
    """Return the complaints that were open or received or closed within *span*."""
    start = datetime.combine(span.first, time.min)
    end = datetime.combine(span.last + timedelta(days=1), time.min)
    received_within = (Complaint.received_at >= start) & (Complaint.received_at < end)
    was_open = (Complaint.received_at < start) & (
        Complaint.closed_on.is_null() | (Complaint.closed_on >= span.first)
    )
    # Nothing sound is closed before it is received, but what is must be found and named.
    closed_within = Complaint.closed_on.between(span.first, span.last)
    query: Any = (
        Complaint.select(*ENTRY_COLUMNS)
        .where(received_within | was_open | closed_within)
        .order_by(Complaint.id)
        .dicts()
    )
    labels = read_labels(book, span.last)
    return [entry_of(row, labels) for row in book.rows(query).iterator()]


def count_received(book: Book, span: Span) -> int:
    """Return how many complaints were received within *span*."""
    start = datetime.combine(span.first, time.min)
    end = datetime.combine(span.last + timedelta(days=1), time.min)
    query = Complaint.select().where(Complaint.received_at >= start, Complaint.received_at < end)
    return int(book.rows(query).count())
