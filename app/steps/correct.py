"""Correcting what was recorded; the old value, who, when and why stay in the journal."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.entry.form_values import form_values
from app.entry.forms import NewComplaint, read_form
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import long_date
from app.rules.channels import CHANNEL_FIELDS, COMMON_FIELDS, Channel
from app.rules.completeness import ELEMENT_FIELDS, Element
from app.rules.deadlines import due_date
from app.rules.procedure import Step
from app.steps.record import ensure_tracking_is_new
from app.steps.storing import missing_elements, needed, taking
from models.complaint import Complaint


def correct(book: Book, complaint_id: int, values: Mapping[str, str], reason: str) -> Changes:
    """Change recorded fields (text by field name) for *reason*.

    Raises:
        FormRefused: a value cannot be recorded, the receipt would follow what was done, or a
            complete complaint would not be complete any more.
        TextMissing: no reason was given.
        MoveRefused: the entry is void.
    """
    reason = needed("reason", reason, "Tulis alasan perbaikan.")
    with taking(book, Step.CORRECT, complaint_id) as case:
        complaint = case.complaint
        case.remark = reason
        was_missing = missing_elements(complaint)
        apply_values(book, complaint, values)
        _ensure_still_complete(complaint, was_missing)
    return case.changes


def _ensure_still_complete(complaint: Complaint, was_missing: Collection[Element]) -> None:
    """Raise ``FormRefused`` when what was declared complete would lose one of the elements."""
    if complaint.completed_on is None:
        return
    lost = [element for element in missing_elements(complaint) if element not in was_missing]
    if lost:
        sentence = "Pengaduan ini sudah dinyatakan lengkap, jadi isian ini tidak boleh hilang."
        raise FormRefused(*(FieldProblem(ELEMENT_FIELDS[element], sentence) for element in lost))


def apply_values(book: Book, complaint: Complaint, values: Mapping[str, str]) -> None:
    """Set the given fields of *complaint* by the same checks that recording makes.

    Only what is given is checked: what was recorded before stays valid, even when a rule, a list
    or the clock has changed since.
    """
    if not values:
        return
    channel = Channel(complaint.channel)
    recorded = form_values(book, complaint)
    asked = {**values, **_standing_in(channel, recorded, values)}
    if asked.keys() & _PLACES:
        asked = {name: recorded[name] for name in _PLACES} | asked
    new = read_form(channel, asked, book.clock.now(), read_lists(book))
    if "tracking_id" in asked:
        ensure_tracking_is_new(book, channel, new.tracking_id, but=complaint.id)
    if "received_at" in asked:
        _move_receipt(book, complaint, new)
    for name in asked.keys() & _COMMON:
        for attribute in _ATTRIBUTES.get(name, (name,)):
            setattr(complaint, attribute, getattr(new, attribute))
    complaint.kind = str(complaint.kind)
    kept = {k: v for k, v in json.loads(complaint.extra).items() if k not in asked}
    complaint.extra = json.dumps({**kept, **new.extra}, ensure_ascii=False, sort_keys=True)


# A village lies in a kecamatan: one is never read without the other.
_PLACES: Final = frozenset({"district", "village"})
_ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "district": ("district_code", "village_code"),
    "village": ("district_code", "village_code"),
    "phone": ("phone", "phone_normal"),
    "service": ("service_id",),
    "category": ("category_id",),
}
_COMMON: Final = frozenset(f.name for f in COMMON_FIELDS if f.name != "received_at") | {
    "tracking_id"
}


def _standing_in(
    channel: Channel, recorded: Mapping[str, str], values: Mapping[str, str]
) -> dict[str, str]:
    """Return the common fields, empty so far, that a channel's own field now stands in for."""
    given = {
        field.fills: values[field.name]
        for field in CHANNEL_FIELDS[channel]
        if field.fills and values.get(field.name) and not recorded.get(field.fills)
    }
    return {name: text for name, text in given.items() if name not in values}


def _move_receipt(book: Book, complaint: Complaint, new: NewComplaint) -> None:
    """Set the receipt, and with it the first run of the distribution clock, ended or not."""
    received_on = new.received_at.date()
    _ensure_before_steps(complaint, new.received_at)
    is_same_day = received_on == complaint.received_at.date()
    complaint.received_at = new.received_at
    if is_same_day:
        return  # a closed complaint keeps its date, whatever happened to the holidays since
    due_on = due_date(received_on, book.limits.distribute, book.calendar)
    if complaint.returned_on is not None:
        complaint.was_returned_late = complaint.returned_on > due_on
        if complaint.completed_on is not None:
            return  # the second run began when it was completed
    complaint.distribution_from = received_on
    complaint.distribute_by = due_on


def _ensure_before_steps(complaint: Complaint, received_at: datetime) -> None:
    """Raise ``FormRefused`` when something was done with *complaint* before it was received."""
    days = (
        complaint.returned_on,
        complaint.completed_on,
        complaint.distribution_stopped_on,
        complaint.closed_on,
    )
    first = min((day for day in days if day is not None), default=received_at.date())
    is_answered_before = complaint.is_direct and received_at > complaint.delivered_at
    if received_at.date() > first or is_answered_before:
        raise FormRefused(
            FieldProblem(
                "received_at",
                f"Pengaduan ini sudah ditangani pada {long_date(first)}, "
                "jadi tidak mungkin diterima sesudahnya.",
            )
        )
