"""Correcting what was recorded; the old value, who, when and why stay in the journal."""

from collections.abc import Collection, Mapping
from datetime import datetime

from app.book.book import Book
from app.book.lists import read_lists
from app.book.marks import lacking, read_marks
from app.entry.attachments import ensure_acceptable, keep, whole_texts
from app.entry.form_values import form_values
from app.entry.forms import read_changes, stored_columns
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.ground.formatting import long_date
from app.rules.channels import Channel
from app.rules.completeness import ELEMENT_FIELDS, Element
from app.rules.deadlines import due_date
from app.rules.events import Step
from app.rules.fields import OWN_COLUMN
from app.steps.box_letters import move_letter
from app.steps.record import ensure_tracking_is_new
from app.steps.storing import Case, needed, taking
from models.complaint import Complaint
from models.rows import stored_values


class NothingChanged(UserError):
    """No field holds anything else than what is recorded."""


def correct(book: Book, complaint_id: int, values: Mapping[str, str], reason: str) -> Changes:
    """Change recorded fields (text by field name) for *reason*.

    Raises:
        FormRefused: a value cannot be recorded, the receipt would follow what was done, or a
            complete complaint would not be complete any more.
        NothingChanged: every field holds what is recorded.
        TextMissing: no reason was given.
        MoveRefused: the entry is void.
    """
    reason = needed("reason", reason, "Tulis alasan perbaikan.")
    with taking(book, Step.CORRECT, complaint_id) as case:
        complaint = case.complaint
        case.remark = reason
        was_missing = lacking(complaint)
        if not apply_values(book, case, values):
            raise NothingChanged("Belum ada isian yang diubah.")
        _ensure_still_complete(complaint, was_missing)
    return case.changes


def _ensure_still_complete(complaint: Complaint, was_missing: Collection[Element]) -> None:
    """Raise ``FormRefused`` when what was declared complete would lose one of the elements."""
    if complaint.completed_on is None:
        return
    lost = [element for element in lacking(complaint) if element not in was_missing]
    if lost:
        sentence = "Pengaduan ini sudah dinyatakan lengkap, jadi isian ini tidak boleh hilang."
        raise FormRefused(*(FieldProblem(ELEMENT_FIELDS[element], sentence) for element in lost))


def apply_values(book: Book, case: Case, values: Mapping[str, str]) -> bool:
    """Set the given fields of the complaint in hand; return whether that changed anything.

    They are checked as recording checks them. A field that stays as it is recorded is not checked
    again, and stops no other. A text that its field does not hold is kept as an attachment.
    """
    complaint = case.complaint
    channel = Channel(complaint.channel)
    marks = read_marks(complaint.to_correct)
    stored = form_values(book, complaint)
    read = read_changes(channel, values, stored, book.clock.now(), read_lists(book), marks)
    columns = read.columns
    if "tracking_id" in columns:
        ensure_tracking_is_new(book, channel, columns["tracking_id"], but=complaint.id)
    before = stored_values(complaint)
    if "received_at" in columns:
        _move_receipt(book, complaint, columns.pop("received_at"))
    if channel is Channel.BOX and OWN_COLUMN in columns:
        columns = move_letter(book.store, complaint, columns)
    for name, value in stored_columns(columns).items():
        setattr(complaint, name, value)
    files = whole_texts(read.whole)
    ensure_acceptable(files)
    keep(case.journal, complaint, files)
    return stored_values(complaint) != before


def _move_receipt(book: Book, complaint: Complaint, received_at: datetime) -> None:
    """Set the receipt, and with it the first run of the distribution clock, ended or not."""
    received_on = received_at.date()
    _ensure_before_steps(complaint, received_at)
    is_same_day = received_on == complaint.received_at.date()
    complaint.received_at = received_at
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
