"""The lines of the register (*buku register*): for paper, workbook and the internal recap."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.book.marks import has_district, read_marks
from app.book.scope import ensure_may_read
from app.ground.formatting import Month
from app.reading.recap.balance import RecapEntry, is_late, status_on
from app.reading.recap.entries import ENTRY_COLUMNS, Labels, entry_of, read_labels
from app.reading.recap.values import RegisterLine
from app.reading.register.rows import received_within
from app.reading.repeats import read_repeats
from app.rules.channels import CHANNEL_LABELS, COMMON, Channel
from app.rules.completeness import missing
from app.rules.fields import HIDDEN, is_withheld
from app.rules.links import LINK_WORDS, LinkKind
from app.rules.readings import Reading
from app.rules.statuses import CLOSED, STATUS_LABELS, Status
from models.complaint import Complaint

FROM_OLD_BOOK: Final = "Buku lama"
ANONYMISED_WORDS: Final = "Data pengadu sudah dihapus"

_COLUMNS: Final = (
    *ENTRY_COLUMNS,
    Complaint.name,
    Complaint.address,
    Complaint.village_code,
    Complaint.phone,
    Complaint.is_secret,
    Complaint.recorded_at,
    Complaint.description,
    Complaint.answer,
    Complaint.closing_reason,
    Complaint.forwarded_to,
    Complaint.anonymised_on,
)


def register_lines(
    book: Book,
    wanted: Month | Collection[int],
    as_of: date | None = None,
    *,
    names_secret: bool = False,
) -> tuple[RegisterLine, ...]:
    """Return the lines of the wanted complaints in the order of the register.

    Args:
        book: the open book.
        wanted: the month in which they were received, or their ids.
        as_of: tell them as they stood and were called at the end of this day; today by default.
        names_secret: name also who wants to be unnamed; whoever asks has noted why.
    """
    ensure_may_read(book, Reading.EXPORT)
    day = as_of or book.clock.today()
    labels = read_labels(book, as_of)
    rows = [row for row in _rows(book, wanted) if as_of is None or row["received_at"].date() <= day]
    repeats = read_repeats(book, [row["id"] for row in rows])
    return tuple(
        _line(
            row | {"is_withheld": row["is_secret"] and not names_secret},
            entry_of(row, labels),
            labels,
            day,
            repeats,
        )
        for row in rows
    )


def _rows(book: Book, wanted: Month | Collection[int]) -> Any:
    is_wanted = (
        received_within(wanted)
        if isinstance(wanted, Month)
        else book.store.one_of(Complaint.id, wanted)
    )
    query = Complaint.select(*_COLUMNS).where(is_wanted).order_by(Complaint.id).dicts()
    return book.rows(query).iterator()


def _line(
    row: dict[str, Any],
    entry: RecapEntry,
    labels: Labels,
    day: date,
    repeats: Mapping[int, str],
) -> RegisterLine:
    status = status_on(entry, day)
    is_closed = entry.closed_on is not None and entry.closed_on <= day
    is_distributed = entry.distributed_on is not None and entry.distributed_on <= day
    withheld = {n for n, f in COMMON.items() if is_withheld(f, is_secret=row["is_withheld"])}
    marks = read_marks(row["to_correct"])
    return RegisterLine(
        complaint_id=entry.id,
        number=entry.number,
        received_at=row["received_at"],
        channel=CHANNEL_LABELS[Channel(row["channel"])],
        name=HIDDEN.capitalize() if "name" in withheld else row["name"],
        address="" if "address" in withheld else _address(row, labels, marks),
        phone="" if "phone" in withheld else row["phone"],
        service=labels.services.get(row["service_id"], marks.get("service", "")),
        subject=entry.subject,
        description=row["description"],
        completeness=_completeness(row, marks),
        team=entry.team if is_distributed else "",
        distributed_on=entry.distributed_on if is_distributed else None,
        response=_response(row, status),
        closed_on=entry.closed_on if is_closed else None,
        working_days=entry.working_days if is_closed else None,
        remark=_remark(row, entry, status, day, repeats.get(entry.id)),
        is_void=status is Status.VOID,
        recorded_on=row["recorded_at"].date(),
    )


def _address(row: dict[str, Any], labels: Labels, marks: Mapping[str, str]) -> str:
    address = row["address"]
    parts = [address] if address else []
    village = labels.villages.get(row["village_code"], marks.get("village", ""))
    district = labels.districts.get(row["district_code"], marks.get("district", ""))
    # People often write both into the address; saying them twice helps nobody.
    if village and village.casefold() not in address.casefold():
        parts.append(village)
    if district and district.casefold() not in address.casefold():
        parts.append(f"Kec. {district}")
    return ", ".join(parts)


def _completeness(row: dict[str, Any], marks: Mapping[str, str]) -> str:
    # Only what has all four elements can be declared complete; asking again costs a phone parse.
    if row["completed_on"] is not None:
        return "Lengkap"
    if row["anonymised_on"] is not None:
        return "\N{EN DASH}"
    found = missing(
        row["name"],
        row["address"],
        has_district(row["district_code"], marks),
        row["phone"],
        row["subject"],
    )
    return f"Kurang: {', '.join(element.value for element in found)}" if found else "Lengkap"


def _response(row: dict[str, Any], status: Status) -> str:
    reason = str(row["closing_reason"])
    if status in (Status.ANSWERED, Status.SETTLED):
        return str(row["answer"])
    if status is Status.FORWARDED:
        return _joined(f"Diteruskan ke {row['forwarded_to']}", reason)
    if status is Status.WITHDRAWN:
        return _joined("Dicabut pengadu", reason)
    if status is Status.LAPSED:
        return _joined("Dianggap mencabut pengaduan", reason)
    return ""


def _remark(
    row: dict[str, Any], entry: RecapEntry, status: Status, day: date, repeated: str | None
) -> str:
    words = STATUS_LABELS[status]
    if status is Status.VOID:
        words = _joined("Batal", str(row["closing_reason"]))
    elif status is Status.SETTLED and entry.is_direct:
        words = "Dijawab langsung"
    elif is_late(entry, day):
        words = _joined(f"{words}, terlambat", entry.late_reason if status in CLOSED else "")
    if entry.is_from_old_book:
        words = f"{words}. {FROM_OLD_BOOK}"
    if repeated is not None:
        words = f"{words}. {LINK_WORDS[LinkKind.REPEAT].of_later} {repeated}"
    if row["anonymised_on"] is not None:
        return f"{words}. {ANONYMISED_WORDS}"
    is_unnamed = is_withheld(COMMON["name"], is_secret=row["is_secret"])
    return f"{words}. Identitas dirahasiakan" if is_unnamed else words


def _joined(head: str, rest: str) -> str:
    rest = rest.strip()
    return f"{head}: {rest}" if rest else head
