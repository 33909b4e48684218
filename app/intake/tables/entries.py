"""From the values of a row to an entry that the steps can record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.book.book import Book
from app.book.lists import Lists
from app.entry.forms import NewComplaint, read_form
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.ground.folding import folded
from app.ground.formatting import parse_day
from app.ground.neutral import quoted
from app.intake.tables.columns import (
    CHANNEL,
    CLOSED_ON,
    COMPLETED_ON,
    DIRECT_ANSWER,
    DISTRIBUTED_ON,
    FIELDS,
    IS_DIRECT,
    NUMBER,
    RESPONSE,
    STATUS,
    TEAM,
    label_of,
)
from app.intake.tables.reading import OLD_KEYS
from app.rules.channels import CHANNEL_LABELS, Channel, fields_of
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.answer import answer_directly, direct_answer
from app.steps.record import ensure_tracking_is_new, record
from app.steps.record_old import OldEntry, ensure_possible, record_old


class RowRefused(UserError):
    """A row that cannot become a complaint."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be recorded.

    Attributes:
        new: what the citizen said.
        old: what an older book says of it, None for a complaint of today.
        answer: what was answered on the spot, empty when nothing was.
    """

    new: NewComplaint
    old: OldEntry | None
    answer: str


def entry_of(book: Book, lists: Lists, values: Mapping[str, str]) -> Entry:
    """Return the entry that *values* (text by key) make.

    Raises:
        UserError: they cannot be recorded; ``reason_of`` says why.
    """
    channel = _channel(values.get(CHANNEL, ""))
    names = {field.key: field.name for field in fields_of(channel)}
    named = {names[key]: text for key, text in values.items() if key in names}
    new = read_form(channel, named, book.clock.now(), lists)
    answer = values.get(DIRECT_ANSWER, "").strip()
    if any(values.get(key) for key in OLD_KEYS):
        old = _old(values, lists, answer)
        ensure_possible(book, new, old)
        return Entry(new, old, "")
    if answer:
        direct_answer(book, answer, new.received_at, new.received_at)
    return Entry(new, None, answer)


def ensure_new(book: Book, entry: Entry) -> None:
    """Raise ``FormRefused`` when the book already has the tracking ID of *entry*."""
    ensure_tracking_is_new(book, entry.new.channel, entry.new.tracking_id)


def record_entry(book: Book, entry: Entry) -> Changes:
    """Record *entry* by the ordinary steps.

    Raises:
        UserError: the step refused it; nothing was written.
    """
    if entry.old is not None:
        return record_old(book, entry.new, entry.old)
    changes = record(book, entry.new)
    if entry.answer:
        complaint_id = next(iter(changes.complaints))
        answer_directly(book, complaint_id, entry.answer, entry.new.received_at)
    return changes


def reason_of(error: UserError) -> str:
    """Return why a row was refused, each field named by its label."""
    if not isinstance(error, FormRefused):
        return str(error)
    labels = {field.name: label_of(key) for key, field in FIELDS.items()}
    labels["closed_on"] = label_of(CLOSED_ON)
    return " ".join(_labelled(problem, labels) for problem in error.problems)


def _labelled(problem: FieldProblem, labels: Mapping[str, str]) -> str:
    return f"{labels.get(problem.field, problem.field)}: {problem.sentence}"


def _channel(text: str) -> Channel:
    try:
        return Channel(text.strip())
    except ValueError:
        known = ", ".join(CHANNEL_LABELS.values())
        raise RowRefused(f"Saluran harus salah satu dari {known}.") from None


def _old(values: Mapping[str, str], lists: Lists, answer: str) -> OldEntry:
    team = next((t.id for t in lists.teams if t.name == values.get(TEAM)), None)
    return OldEntry(
        number=values.get(NUMBER, ""),
        status=_status(values.get(STATUS, "")),
        closed_on=_day(values, CLOSED_ON),
        response=values.get(RESPONSE, "") or answer,
        is_direct=values.get(IS_DIRECT) == "ya" or bool(answer),
        team_id=team,
        distributed_on=_day(values, DISTRIBUTED_ON),
        completed_on=_day(values, COMPLETED_ON),
    )


def _status(text: str) -> Status:
    by_label = {folded(label): status for status, label in STATUS_LABELS.items()}
    try:
        return by_label.get(folded(text)) or Status(text or Status.RECORDED.value)
    except ValueError:
        raise RowRefused(f"Status {quoted(text)} tidak dikenal.") from None


def _day(values: Mapping[str, str], key: str) -> date | None:
    text = values.get(key, "")
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise RowRefused(f"{label_of(key)} {quoted(text)} bukan tanggal.") from None
