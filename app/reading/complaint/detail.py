"""Reading one complaint whole, with its timeline."""

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.book.journal import Change, changes_of, last_altering, standing
from app.book.lists import name_of
from app.book.marks import lacking, read_marks
from app.book.scope import ensure_in_scope
from app.ground.errors import UserError
from app.ground.formatting import long_date, moment
from app.reading.complaint.doubts import doubts_of
from app.reading.complaint.links import link_changes, read_links
from app.reading.complaint.looks import look_words, whole_exports
from app.reading.complaint.openings import read_box_opening
from app.reading.complaint.shown import shown
from app.reading.complaint.values import (
    AttachmentInfo,
    ComplaintDetail,
    LabelledValue,
    TimelineEntry,
)
from app.reading.meetings.of_complaint import meeting_changes
from app.reading.milestones import milestones
from app.rules.channels import (
    ALL_FIELDS,
    CHANNEL_FIELDS,
    COMMON_FIELDS,
    Channel,
    ComplaintKind,
)
from app.rules.deadlines import (
    describe,
    distribution_deadline,
    governing_deadline,
    settlement_deadline,
)
from app.rules.events import Event
from app.rules.fields import OWN_COLUMN, Field, FieldKind, Privacy
from app.rules.identity import mask_nik
from app.rules.procedure import RULE_OF
from app.rules.statuses import CLOSED, Status
from models.complaint import Attachment, Complaint
from models.reference import Category, District, Officer, Service, Team, Village
from models.rows import find


class ComplaintGone(UserError):
    """No complaint has this id."""


def read_detail(book: Book, complaint_id: int) -> ComplaintDetail:
    """Return everything that is known of one complaint.

    Raises:
        ComplaintGone: there is no such complaint.
        RightRefused: whoever sits at the desk may not read it.
    """
    row = find(book.store.database, Complaint, complaint_id)
    if row is None:
        raise ComplaintGone("Pengaduan ini tidak ada dalam buku.")
    ensure_in_scope(book, complaint_id)
    today = book.clock.today()
    dates = milestones(row)
    clocks = (dates, book.calendar, book.limits, today)
    extra = json.loads(row.extra)
    marks = read_marks(row.to_correct)
    channel = Channel(row.channel)
    changes = changes_of(book, "complaint", complaint_id)
    last = last_altering(changes)
    listed = {
        "district": name_of(book, District, row.district_code),
        "village": name_of(book, Village, row.village_code),
        "service": name_of(book, Service, row.service_id),
        "category": name_of(book, Category, row.category_id),
    }
    listed = {name: text or marks.get(name, "") for name, text in listed.items()}
    as_stored: dict[str, Any] = {name: getattr(row, name) for name in _AS_STORED} | listed
    return ComplaintDetail(
        **as_stored,
        channel=channel,
        kind=ComplaintKind(row.kind),
        status=Status(row.status),
        extra=extra,
        common_values=_labelled(COMMON_FIELDS, _common_texts(row, listed)),
        channel_values=_labelled(CHANNEL_FIELDS[channel], _own_texts(channel, extra, row)),
        box_opening=(
            None if row.box_opening_id is None else read_box_opening(book, row.box_opening_id)
        ),
        attachments=read_attachments(book, complaint_id),
        links=read_links(book, complaint_id),
        # What is closed is not waited for any more, whatever it was recorded without.
        missing=() if Status(row.status) in CLOSED else lacking(row),
        doubts=doubts_of(book, row),
        team=name_of(book, Team, row.team_id),
        assignee=name_of(book, Officer, row.assignee_id),
        has_answer=bool(row.answer),
        distribution=distribution_deadline(*clocks),
        settlement=settlement_deadline(*clocks),
        deadline=governing_deadline(*clocks),
        deadline_words=describe(governing_deadline(*clocks), book.limits),
        timeline=_timeline(book, complaint_id, changes),
        counter_step=RULE_OF[last.event].undone_by if last is not None else None,
        standing=standing(book),
    )


# What is said of a complaint as its row holds it.
_AS_STORED: Final = {each.name for each in dataclasses.fields(ComplaintDetail)} & {
    column.name for column in Complaint._meta.sorted_fields
} - {"channel", "kind", "status", "extra"}


def _labelled(fields: Iterable[Field], texts: Mapping[str, str]) -> tuple[LabelledValue, ...]:
    return tuple(
        LabelledValue(
            field.name,
            field.short_label,
            texts[field.name],
            is_personal=field.tells_who,
            is_free=field.privacy is Privacy.APART,
        )
        for field in fields
        if texts.get(field.name)
    )


def _common_texts(row: Complaint, listed: Mapping[str, str]) -> dict[str, str]:
    """Return the common fields as people read them; a NIK is masked wherever it is read."""
    texts = {each.name: _common_text(each, getattr(row, each.column)) for each in COMMON_FIELDS}
    return texts | dict(listed)


def _common_text(field: Field, stored: Any) -> str:
    if field.kind is FieldKind.MOMENT:
        return moment(stored)
    if field.kind is FieldKind.NIK:
        return mask_nik(stored)
    if field.kind is FieldKind.FLAG:
        return "Ya" if stored else ""
    return dict(field.choices).get(stored, str(stored or ""))


def _own_texts(channel: Channel, extra: Mapping[str, str], row: Complaint) -> dict[str, str]:
    fields = CHANNEL_FIELDS[channel]
    columns = {each.name: getattr(row, each.column) or "" for each in fields if not each.is_own}
    texts = {**extra, **columns}
    return {each.name: shown(each, texts[each.name]) for each in fields if texts.get(each.name)}


def read_settle_by(book: Book, complaint_id: int) -> date | None:
    """Return the settlement date of one complaint, None before it is complete."""
    query = Complaint.select(Complaint.settle_by).where(Complaint.id == complaint_id)
    found: date | None = book.rows(query).get().settle_by
    return found


def is_secret(book: Book, complaint_id: int) -> bool:
    """Return whether the complainant wants to stay unnamed."""
    query = Complaint.select(Complaint.is_secret).where(Complaint.id == complaint_id)
    found = book.rows(query).get_or_none()
    return found is not None and bool(found.is_secret)


def read_numbers(book: Book, ids: Collection[int]) -> tuple[tuple[int, str], ...]:
    """Return id and register number of the complaints *ids*, in their order in the book."""
    query = Complaint.select(Complaint.id, Complaint.number).where(
        book.store.one_of(Complaint.id, ids)
    )
    return tuple((row.id, row.number) for row in book.rows(query.order_by(Complaint.id)))


def read_attachments(book: Book, complaint_id: int) -> tuple[AttachmentInfo, ...]:
    """Return the files that came with a complaint, in the order in which they were added."""
    query = Attachment.select().where(Attachment.complaint_id == complaint_id)
    rows = book.rows(query.order_by(Attachment.id))
    return tuple(AttachmentInfo(row.id, row.name, row.media_type, row.size) for row in rows)


def _timeline(
    book: Book, complaint_id: int, changes: Sequence[Change]
) -> tuple[TimelineEntry, ...]:
    """Return what happened to the complaint, and to what links it with others, in order."""
    told = [
        (change, (look_words if RULE_OF[change.event].is_look else _remark)(book, change))
        for change in changes
    ]
    told += [
        (change, _joined(about, change.remark and f"Alasan: {change.remark}"))
        for change, about in link_changes(book, complaint_id)
    ]
    told += meeting_changes(book, complaint_id)
    told += [(change, look_words(book, change)) for change in whole_exports(book, complaint_id)]
    ordered = sorted(told, key=lambda one: one[0].sequence)
    gone = max((c.sequence for c in changes if c.event is Event.ANONYMISED), default=0)
    return tuple(
        _timeline_entry(change, remark, "" if change.sequence < gone else _NOT_WHOLE)
        for change, remark in ordered
    )


def _timeline_entry(change: Change, remark: str, lost: str) -> TimelineEntry:
    """Return the entry; *lost* is said where what it told of is not there any more."""
    rule = RULE_OF[change.event]
    return TimelineEntry(
        at=change.at,
        title=rule.happened,
        remark=remark if change.is_whole else lost,
        officer=change.officer,
        is_internal=not rule.is_told,
        is_personal=change.event in _QUOTING and not _SAYING_WHO.isdisjoint(change.new),
        is_signed=change.officer_id is not None,
        is_look=rule.is_look,
        fields=_corrected(change) if change.event is Event.CORRECTED else (),
    )


_NOT_WHOLE: Final = "Rincian langkah ini tidak lengkap dalam jurnal"


def _remark(book: Book, change: Change) -> str:
    new = change.new
    if change.event is Event.DECLARED_COMPLETE:
        return f"Batas penyelesaian {_day(new.get('settle_by'))}"
    if change.event is Event.RETURNED:
        return f"Dapat dilengkapi sampai {_day(new.get('supplement_by'))}"
    if change.event is Event.DISTRIBUTED:
        reason = f"Alasan: {change.remark}" if change.remark else ""
        note = new.get("distribution_note")
        return _joined(f"Ke {_taker(book, new)}", reason, note, _dropped(change))
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


def _taker(book: Book, new: Mapping[str, object]) -> str:
    person = new.get("assignee_id")
    name = name_of(book, Officer, int(str(person))) if person else ""
    return ", ".join(filter(None, (_team(book, new.get("team_id")), name)))


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


def _corrected(change: Change) -> tuple[str, ...]:
    return tuple(_CORRECTED[name] for name in change.new if name in _CORRECTED)


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
    f.column for f in ALL_FIELDS if f.column in _READABLE and f.tells_who
}
