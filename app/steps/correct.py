"""Correcting what was recorded; the old value, who, when and why stay in the journal."""

import dataclasses
import json
from collections.abc import Mapping

from app.book import Book
from app.changes import Changes
from app.channels import Channel
from app.deadlines import due_date
from app.errors import UserError
from app.forms import NewComplaint, read_form
from app.journal import Event
from app.reading.form_values import form_values
from app.reading.lists import read_lists
from app.steps.record import ensure_tracking_is_new
from app.steps.storing import needed, store, take
from app.workflow import Status
from models.complaint import Complaint


class VoidStays(UserError):
    """A voided entry is not corrected any more."""


def correct(book: Book, complaint_id: int, values: Mapping[str, str], reason: str) -> Changes:
    """Change recorded fields (text by field name) for *reason*.

    Raises:
        FormRefused: a value cannot be recorded.
        TextMissing: no reason was given.
        VoidStays: the entry is void.
    """
    reason = needed("reason", reason, "Tulis alasan perbaikan.")
    with book.transaction() as journal:
        complaint = take(journal, complaint_id)
        if complaint.status == Status.VOID:
            raise VoidStays("Pengaduan yang sudah batal tidak dapat diperbaiki.")
        apply_values(book, complaint, values)
        store(journal, complaint, Event.CORRECTED, reason)
    return Changes(complaints=frozenset({complaint_id}))


def apply_values(book: Book, complaint: Complaint, values: Mapping[str, str]) -> None:
    """Set the given fields of *complaint* by the same checks that recording makes."""
    if not values:
        return
    channel = Channel(complaint.channel)
    merged = {**form_values(complaint), **values}
    if "received_at" not in values:
        # What was recorded stays valid, even when the clock has since been set back.
        merged.pop("received_at")
    new = read_form(channel, merged, book.clock.now(), read_lists())
    ensure_tracking_is_new(channel, new.tracking_id, but=complaint.id)
    if "received_at" in values:
        _move_receipt(book, complaint, new)
    for field in dataclasses.fields(NewComplaint):
        if field.name not in _NOT_COPIED:
            setattr(complaint, field.name, getattr(new, field.name))
    complaint.kind = new.kind.value
    complaint.extra = json.dumps(dict(new.extra), ensure_ascii=False, sort_keys=True)


_NOT_COPIED = frozenset({"channel", "received_at", "kind", "extra"})


def _move_receipt(book: Book, complaint: Complaint, new: NewComplaint) -> None:
    complaint.received_at = new.received_at
    is_first_run = complaint.returned_on is None
    if is_first_run and complaint.distribution_stopped_on is None:
        received_on = new.received_at.date()
        complaint.distribution_from = received_on
        complaint.distribute_by = due_date(received_on, book.limits.distribute, book.calendar)
