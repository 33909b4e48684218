"""Recording a complaint, with the opening of the box that a letter came from."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.book.book import Book
from app.book.requests import recorded_by
from app.book.search_words import words_of
from app.entry.attachments import IncomingFile, ensure_acceptable, keep, whole_texts
from app.entry.forms import NewComplaint, stored_columns
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.rules.channels import Channel
from app.rules.deadlines import due_date
from app.rules.events import Event
from app.rules.identity import plain_ticket
from app.rules.numbering import format_number
from app.rules.statuses import Status
from app.steps.box_letters import opening_of
from models.complaint import Complaint, has_ticket
from models.journal import Request
from models.rows import find, made


def record(
    book: Book,
    new: NewComplaint,
    attachments: Sequence[IncomingFile] = (),
    *,
    key: str = "",
    check_value: str | None = None,
) -> Changes:
    """Write a complaint into the book and give it its number.

    *check_value* is what its receipt will show; a row that comes from a file has none.
    Whatever is missing, the complaint is recorded; ``FormRefused`` is raised only for a tracking
    ID used before, a receipt in the future, an attachment too large, or a letter from a box that
    was empty. Asked for a second time with the same *key* it is not recorded again: the complaint
    it became is returned.
    """
    files = (*whole_texts(new.whole), *attachments)
    ensure_acceptable(files)
    now = book.clock.now()
    if new.received_at > now:
        raise FormRefused(
            FieldProblem("received_at", "Waktu terima belum terjadi. Periksa tanggal dan jamnya.")
        )
    with book.transaction() as journal:
        if (before := recorded_before(book, key)) is not None:
            return before
        ensure_tracking_is_new(book, new.channel, new.tracking_id)
        complaint = _new_row(book, new, now)
        complaint.check_value = check_value
        if new.channel is Channel.BOX:
            opening = opening_of(journal, new.extra)
            complaint.box_opening_id = None if opening is None else opening.id
        journal.add(complaint, Event.RECORDED)
        if key:
            journal.settle(key)
        journal.store.index_words(complaint.id, words_of(complaint), is_new=True)
        keep(journal, complaint, files)
    return Changes(complaints=frozenset({complaint.id}), number=complaint.number)


def recorded_before(book: Book, key: str) -> Changes | None:
    """Return the complaint that was recorded with this *key*, None when there is none."""
    # Almost every key is new, and a row is looked up much faster than a query is built.
    if not key or find(book.store.database, Request, key) is None:
        return None
    done = recorded_by(book, [key])[key]
    return Changes(complaints=frozenset({done.complaint_id}), number=done.number)


def ensure_tracking_is_new(
    book: Book, channel: Channel, tracking_id: str | None, *, but: int | None = None
) -> None:
    """Raise ``FormRefused`` when a complaint of *channel* other than *but* has this tracking ID.

    Capitals, spaces and hyphens make no other ticket of it. A voided entry frees its tracking ID,
    so that a slip can be entered anew.
    """
    if tracking_id is None:
        return
    same = Complaint.select().where(
        has_ticket(plain_ticket(tracking_id)),
        Complaint.channel == channel.value,
        Complaint.status != Status.VOID.value,
        Complaint.id != (but or 0),
    )
    other = book.rows(same).get_or_none()
    if other is not None:
        raise FormRefused(
            FieldProblem("tracking_id", f"Nomor tiket ini sudah dipakai pengaduan {other.number}.")
        )


def _new_row(book: Book, new: NewComplaint, now: datetime) -> Complaint:
    day = now.date()
    received_on = new.received_at.date()
    complaint = complaint_of(new)
    complaint.year = day.year
    complaint.sequence = book.next_number(day.year)
    complaint.number = format_number(book.settings.number_pattern, complaint.sequence, day)
    complaint.recorded_at = now
    complaint.recorded_by = book.officer
    complaint.status = Status.RECORDED.value
    complaint.distribution_from = received_on
    complaint.distribute_by = due_date(received_on, book.limits.distribute, book.calendar)
    return complaint


_COLUMNS: Final = tuple(
    field.name for field in dataclasses.fields(NewComplaint) if field.name != "whole"
)


def complaint_of(new: NewComplaint) -> Complaint:
    """Return a row with what *new* says, without number, status and clocks."""
    columns = {name: getattr(new, name) for name in _COLUMNS}
    return made(Complaint, stored_columns(columns))
