"""The openings of the complaint box: a list, what became of each, and which has letters to come."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from app.book.book import Book
from app.book.journal import Change, changes_of
from app.ground.folding import folded
from app.reading.complaint.shown import shown
from app.reading.complaint.values import BoxOpeningInfo, TimelineEntry
from app.rules.channels import CHANNEL_FIELDS, Channel
from app.rules.events import Event
from app.rules.fields import Field
from app.rules.procedure import RULE_OF
from app.rules.statuses import Status
from models.complaint import BoxOpening, Complaint
from models.rows import find

# A box that was opened longer ago is put right in the list; nobody goes on with it by chance.
_FRESH_DAYS: Final = 14
_MOST_OFFERED: Final = 200
_FIELDS: Final[Mapping[str, Field]] = {f.name: f for f in CHANNEL_FIELDS[Channel.BOX]}


def opening_ids(book: Book) -> list[int]:
    """Return the ids of all openings, newest first, voided ones among them."""
    query = BoxOpening.select(BoxOpening.id)
    ordered = query.order_by(BoxOpening.opened_at.desc(), BoxOpening.id.desc())
    return [row.id for row in book.rows(ordered)]


def read_openings(book: Book, ids: Sequence[int]) -> tuple[BoxOpeningInfo, ...]:
    """Return the openings of *ids*, in no order."""
    query = BoxOpening.select().where(book.store.one_of(BoxOpening.id, ids))
    return _openings(book, list(book.rows(query)))


def read_box_opening(book: Book, opening_id: int) -> BoxOpeningInfo | None:
    """Return one opening, None when the book has none of this id."""
    return next(iter(read_openings(book, [opening_id])), None)


def opening_of_letter(book: Book, complaint_id: int) -> BoxOpeningInfo | None:
    """Return the opening that a complaint came from, None where it came otherwise."""
    letter = find(book.store.database, Complaint, complaint_id)
    opening_id = letter.box_opening_id if letter is not None else None
    return None if opening_id is None else read_box_opening(book, opening_id)


def was_opened_at(book: Book, opening_id: int, opened_at: datetime) -> bool:
    """Return whether this opening is, or was before a correction, recorded for that moment.

    Where a backup was restored, another opening may have the key of one that is gone.
    """
    told = (change.new.get("opened_at") for change in changes_of(book, "box_opening", opening_id))
    return str(opened_at) in told


def letters_of_opening(book: Book, opening_id: int) -> tuple[tuple[str, str], ...]:
    """Return number and subject of the complaints from one opening that are not void, in order."""
    query = Complaint.select(Complaint.number, Complaint.subject).where(
        Complaint.box_opening_id == opening_id, Complaint.status != Status.VOID.value
    )
    return tuple((row.number, row.subject) for row in book.rows(query.order_by(Complaint.id)))


def unfinished_opening(book: Book) -> BoxOpeningInfo | None:
    """Return the latest opening of these days of which letters are still to be recorded."""
    since = datetime.combine(book.clock.today() - timedelta(days=_FRESH_DAYS), datetime.min.time())
    query = BoxOpening.select().where(
        BoxOpening.opened_at >= since,
        BoxOpening.voided_at.is_null(),
        BoxOpening.missing_reason == "",
        BoxOpening.letter_count > 0,
    )
    ordered = query.order_by(BoxOpening.opened_at.desc(), BoxOpening.id.desc())
    rows = _openings(book, list(book.rows(ordered)))
    return next((opening for opening in rows if opening.missing), None)


def earlier_places(book: Book) -> tuple[str, ...]:
    """Return where boxes were opened before, the latest first, each once."""
    return _offered(row.box_location for row in _latest(book))


def earlier_witnesses(book: Book) -> tuple[str, ...]:
    """Return who witnessed the openings before, the latest first, each once."""
    return _offered(name for row in _latest(book) for name in (row.witness_1, row.witness_2))


def opening_history(book: Book, opening_id: int) -> tuple[TimelineEntry, ...]:
    """Return what happened to one opening, oldest first, with the old and new values."""
    return tuple(
        TimelineEntry(
            change.at,
            RULE_OF[change.event].happened,
            _remark(change),
            change.officer,
            is_internal=True,
            is_signed=change.officer_id is not None,
        )
        for change in changes_of(book, "box_opening", opening_id)
    )


def _latest(book: Book) -> list[BoxOpening]:
    query = BoxOpening.select().where(BoxOpening.voided_at.is_null())
    ordered = query.order_by(BoxOpening.opened_at.desc(), BoxOpening.id.desc())
    return list(book.rows(ordered.limit(_MOST_OFFERED)))


def _offered(texts: Iterable[str]) -> tuple[str, ...]:
    """Return *texts* in their order, one of those that differ only in capitals or spaces."""
    kept: dict[str, str] = {}
    for text in texts:
        if text:
            kept.setdefault(folded(text), text)
    return tuple(kept.values())


def _openings(book: Book, rows: Sequence[BoxOpening]) -> tuple[BoxOpeningInfo, ...]:
    counts = _recorded(book, [row.id for row in rows])
    return tuple(
        BoxOpeningInfo(
            id=row.id,
            opened_at=row.opened_at,
            box_location=row.box_location,
            witness_1=row.witness_1,
            witness_2=row.witness_2,
            letter_count=row.letter_count,
            recorded=counts[row.id],
            voided_at=row.voided_at,
            void_reason=row.void_reason,
            missing_reason=row.missing_reason,
        )
        for row in rows
    )


def _recorded(book: Book, ids: Sequence[int]) -> Counter[int | None]:
    """Return how many letters that are not void came from each opening that has any."""
    query = (
        Complaint.select(Complaint.box_opening_id)
        .where(book.store.one_of(Complaint.box_opening_id, ids))
        .where(Complaint.status != Status.VOID.value)
    )
    return Counter(row.box_opening_id for row in book.rows(query))


def _remark(change: Change) -> str:
    if change.event is Event.BOX_OPENED:
        return ""
    parts = [
        f"{field.short_label}: “{_said(field, change.old.get(name))}” menjadi "
        f"“{_said(field, value)}”"
        for name, value in change.new.items()
        if (field := _FIELDS.get(name))
    ]
    reasons = (change.remark, change.new.get("void_reason"), change.new.get("missing_reason"))
    return ". ".join([*parts, *(f"Alasan: {reason}" for reason in reasons if reason)])


def _said(field: Field, stored: object) -> str:
    return "" if stored is None else shown(field, str(stored))
