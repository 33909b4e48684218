"""Reading one complaint whole, with its timeline."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from app.book.book import Book
from app.book.journal import Change, changes_of, fingerprint, last_entry
from app.book.lists import name_of
from app.book.marks import lacking, read_marks
from app.ground.errors import UserError
from app.ground.formatting import long_date
from app.reading.complaint.doubts import doubts_of
from app.reading.complaint.links import link_changes, read_links
from app.reading.complaint.openings import read_box_opening
from app.reading.complaint.shown import shown
from app.reading.complaint.values import (
    AttachmentInfo,
    ComplaintDetail,
    LabelledValue,
    TimelineEntry,
)
from app.reading.milestones import milestones
from app.rules.channels import ALL_FIELDS, CHANNEL_FIELDS, Channel, ComplaintKind
from app.rules.deadlines import (
    describe,
    distribution_deadline,
    governing_deadline,
    settlement_deadline,
)
from app.rules.fields import OWN_COLUMN, FieldKind, Privacy
from app.rules.procedure import RULE_OF, Event, Status
from models.complaint import Attachment, Complaint
from models.reference import Category, District, Service, Team, Village
from models.rows import find


class ComplaintGone(UserError):
    """No complaint has this id."""


def read_detail(book: Book, complaint_id: int) -> ComplaintDetail:
    """Return everything that is known of one complaint."""
    row = find(book.store.database, Complaint, complaint_id)
    if row is None:
        raise ComplaintGone("Pengaduan ini tidak ada dalam buku.")
    today = book.clock.today()
    dates = milestones(row)
    clocks = (dates, book.calendar, book.limits, today)
    extra = json.loads(row.extra)
    marks = read_marks(row.to_correct)
    channel = Channel(row.channel)
    head = last_entry(book)
    changes = changes_of(book, "complaint", complaint_id)
    return ComplaintDetail(
        id=row.id,
        number=row.number,
        channel=channel,
        kind=ComplaintKind(row.kind),
        status=Status(row.status),
        received_at=row.received_at,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        check_value=row.check_value,
        name=row.name,
        address=row.address,
        district=name_of(book, District, row.district_code) or marks.get("district", ""),
        village=name_of(book, Village, row.village_code) or marks.get("village", ""),
        district_code=row.district_code,
        village_code=row.village_code,
        phone=row.phone,
        phone_normal=row.phone_normal,
        email=row.email,
        nik=row.nik,
        is_secret=row.is_secret,
        subject=row.subject,
        description=row.description,
        expectation=row.expectation,
        service=name_of(book, Service, row.service_id) or marks.get("service", ""),
        service_id=row.service_id,
        category=name_of(book, Category, row.category_id) or marks.get("category", ""),
        category_id=row.category_id,
        extra=extra,
        channel_values=_channel_values(channel, extra, row.tracking_id),
        box_opening=(
            None if row.box_opening_id is None else read_box_opening(book, row.box_opening_id)
        ),
        attachments=read_attachments(book, complaint_id),
        links=read_links(book, complaint_id),
        missing=lacking(row),
        doubts=doubts_of(book, row),
        returned_on=row.returned_on,
        supplement_by=row.supplement_by,
        completed_on=row.completed_on,
        settle_by=row.settle_by,
        distribute_by=row.distribute_by,
        team_id=row.team_id,
        team=name_of(book, Team, row.team_id),
        distributed_on=row.distributed_on,
        distribution_note=row.distribution_note,
        has_answer=bool(row.answer),
        answer=row.answer,
        answered_by=row.answered_by,
        answered_on=row.answered_on,
        approved_by=row.approved_by,
        approved_on=row.approved_on,
        is_direct=row.is_direct,
        delivered_at=row.delivered_at,
        delivered_how=row.delivered_how,
        delivered_to=row.delivered_to,
        closed_on=row.closed_on,
        closing_reason=row.closing_reason,
        forwarded_to=row.forwarded_to,
        working_days=row.working_days,
        distribution=distribution_deadline(*clocks),
        settlement=settlement_deadline(*clocks),
        deadline=governing_deadline(*clocks),
        deadline_words=describe(governing_deadline(*clocks), book.limits),
        timeline=_timeline(book, complaint_id, changes),
        counter_step=RULE_OF[changes[-1].event].undone_by if changes else None,
        head=head.sequence if head else 0,
        fingerprint=fingerprint(head.hash) if head else "",
    )


def read_settle_by(book: Book, complaint_id: int) -> date | None:
    """Return the settlement date of one complaint, None before it is complete."""
    query = Complaint.select(Complaint.settle_by).where(Complaint.id == complaint_id)
    found: date | None = book.rows(query).get().settle_by
    return found


def read_attachments(book: Book, complaint_id: int) -> tuple[AttachmentInfo, ...]:
    """Return the files that came with a complaint, in the order in which they were added."""
    query = Attachment.select().where(Attachment.complaint_id == complaint_id)
    rows = book.rows(query.order_by(Attachment.id))
    return tuple(AttachmentInfo(row.id, row.name, row.media_type, row.size) for row in rows)


def _channel_values(
    channel: Channel, extra: Mapping[str, str], tracking_id: str | None
) -> tuple[LabelledValue, ...]:
    values = {**extra, "tracking_id": tracking_id or ""}
    return tuple(
        LabelledValue(
            field.label, shown(field, values[field.name]), field.privacy is Privacy.WITHHELD
        )
        for field in CHANNEL_FIELDS[channel]
        if values.get(field.name)
    )


def _timeline(
    book: Book, complaint_id: int, changes: Iterable[Change]
) -> tuple[TimelineEntry, ...]:
    """Return what happened to the complaint, and to what links it with others, in order."""
    told = [(change, _remark(book, change)) for change in changes]
    told += [
        (change, _joined(about, change.remark and f"Alasan: {change.remark}"))
        for change, about in link_changes(book, complaint_id)
    ]
    ordered = sorted(told, key=lambda one: one[0].sequence)
    return tuple(_timeline_entry(change, remark) for change, remark in ordered)


def _timeline_entry(change: Change, remark: str) -> TimelineEntry:
    rule = RULE_OF[change.event]
    return TimelineEntry(
        at=change.at,
        title=rule.happened,
        remark=remark if change.is_whole else _NOT_WHOLE,
        officer=change.officer,
        is_internal=not rule.is_told,
        is_personal=change.event in _QUOTING and not _SAYING_WHO.isdisjoint(change.new),
    )


_NOT_WHOLE: Final = "Rincian langkah ini tidak lengkap dalam jurnal"


def _remark(book: Book, change: Change) -> str:
    new = change.new
    if change.event is Event.DECLARED_COMPLETE:
        return f"Batas penyelesaian {_day(new.get('settle_by'))}"
    if change.event is Event.RETURNED:
        return f"Dapat dilengkapi sampai {_day(new.get('supplement_by'))}"
    if change.event is Event.DISTRIBUTED:
        return _joined(
            f"Ke {_team(book, new.get('team_id'))}", new.get("distribution_note"), _dropped(change)
        )
    if change.event is Event.DELIVERED:
        return _joined(new.get("delivered_how"), f"kepada {new.get('delivered_to')}")
    if change.event is Event.DUE_DATE_MOVED:
        return _moved(change)
    if change.event is Event.CORRECTED:
        return _joined(_corrections(change), f"Alasan: {change.remark}")
    if change.event is Event.ANSWER_APPROVED:
        return f"Oleh {new.get('approved_by')}"
    return _joined(new.get("forwarded_to"), new.get("closing_reason"))


def _dropped(change: Change) -> str:
    """Return the answer of the team before, which no longer stands in the complaint."""
    answer = change.old.get("answer")
    return f"Jawaban tim sebelumnya: “{answer}”" if answer else ""


def _joined(*parts: object) -> str:
    return ". ".join(str(part).rstrip(".") for part in parts if part)


def _day(stored: object) -> str:
    return long_date(date.fromisoformat(str(stored))) if stored else "–"


def _team(book: Book, team_id: object) -> str:
    return name_of(book, Team, int(str(team_id))) if team_id else "tim yang sama"


def _moved(change: Change) -> str:
    labels = {"distribute_by": "Distribusi", "settle_by": "Penyelesaian"}
    return _joined(
        *(
            f"{label}: {_day(change.old.get(name))} menjadi {_day(change.new[name])}"
            for name, label in labels.items()
            if name in change.new
        )
    )


def _corrections(change: Change) -> str:
    return ", ".join(
        f"{_CORRECTED[name]}: “{change.old.get(name) or ''}” menjadi “{value or ''}”"
        if name in _READABLE
        else _CORRECTED[name]
        for name, value in change.new.items()
        if name in _CORRECTED
    )


_CORRECTED: Final[Mapping[str, str]] = {f.column: f.short_label for f in ALL_FIELDS} | {
    OWN_COLUMN: "Isian saluran"
}
# Short texts that read in a sentence; a NIK is masked wherever it is read.
_READABLE: Final = frozenset(
    f.column
    for f in ALL_FIELDS
    if not f.is_own and f.kind in {FieldKind.LINE, FieldKind.PHONE, FieldKind.EMAIL}
)
_QUOTING: Final = frozenset({Event.CORRECTED, Event.DELIVERED})
# What a remark quotes of who the complainant is; an answer goes to nobody else, mostly.
_SAYING_WHO: Final = {"delivered_to"} | {
    f.column for f in ALL_FIELDS if f.column in _READABLE and f.privacy is Privacy.WITHHELD
}
