"""What came to closed months after they were closed (*koreksi bulan lalu*).

Found where it happened, in the journal: of each complaint touched since, the state of then is its
row with the changes taken back, and what a recap says of both is compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.book.book import Book
from app.book.journal import Change
from app.book.later_changes import changes_since, touched_since
from app.ground.formatting import Month
from app.reading.recap.balance import RecapEntry, Span
from app.reading.recap.entries import ENTRY_COLUMNS, Labels, entry_of, read_labels
from app.reading.recap.facts import alterations, facts_of
from app.reading.recap.values import Alteration, CorrectionLine
from app.rules.events import Event
from app.rules.procedure import RULE_OF
from models.complaint import Complaint

_ENTITY: Final = "complaint"
# What the list of a recap prints of a complaint beside what its tables count: named when it was
# corrected, but not said again, since the paper may be read by others than the list.
_LISTED: Final[Mapping[str, str]] = {
    "name": "Nama",
    "address": "Alamat",
    "village_code": "Desa/kelurahan",
    "phone": "Telepon/WA",
    "description": "Uraian",
    "answer": "Tanggapan",
}
_CORRECTED: Final = "diperbaiki"
_COLUMNS: Final = (*ENTRY_COLUMNS, *(getattr(Complaint, name) for name in _LISTED))


@dataclass(frozen=True, slots=True)
class _Touched:
    """A complaint as it is now, and what happened to it, in order."""

    row: Mapping[str, Any]
    changes: Sequence[Change]

    def before(self, baseline: int) -> dict[str, Any] | None:
        """Return the row as it was at the journal entry *baseline*; None before it was recorded."""
        row = dict(self.row)
        columns = Complaint._meta.columns
        for change in reversed(self.changes):
            if change.sequence <= baseline:
                break
            if change.event in (Event.RECORDED, Event.COPIED):
                return None
            for column, old in change.old.items():
                if column in row:
                    row[column] = columns[column].python_value(old)
        return row

    def reaches(self, month: Month, baseline: int) -> bool:
        """Return whether it was altered behind *baseline*, and then or now stood in *month*."""
        if not self.changes or self.changes[-1].sequence <= baseline:
            return False
        states = (self.row, self.before(baseline))
        return any(row is not None and _stands_in(row, month) for row in states)


def read_corrections(book: Book, told: Mapping[Month, int]) -> tuple[CorrectionLine, ...]:
    """Return what has come to closed months, each behind the journal entry that *told* gives it.

    A line for each complaint: it counts in every month in which it was open, and is told at the
    earliest.
    """
    if not told:
        return ()
    touched = _touched(book, min(told.values()), max(told).last)
    lines: dict[int, CorrectionLine] = {}
    for month in sorted(told):
        near = {
            id_: complaint
            for id_, complaint in touched.items()
            if id_ not in lines and complaint.reaches(month, told[month])
        }
        if not near:
            continue
        labels = read_labels(book, month.last)
        for id_, complaint in near.items():
            line = _line(complaint, month, told[month], labels)
            if line is not None:
                lines[id_] = line
    return tuple(lines[id_] for id_ in sorted(lines))


def _touched(book: Book, since: int, last: date) -> dict[int, _Touched]:
    """Return the complaints touched behind *since* that were or are received until *last*."""
    ids = [int(id_) for id_ in touched_since(book, _ENTITY, since)]
    query: Any = Complaint.select(*_COLUMNS).where(book.store.one_of(Complaint.id, ids)).dicts()
    rows = {row["id"]: row for row in book.rows(query)}
    moved = {int(id_) for id_ in touched_since(book, _ENTITY, since, Event.CORRECTED)}
    near = {id_ for id_, row in rows.items() if row["received_at"].date() <= last or id_ in moved}
    changes = changes_since(book, _ENTITY, since, near)
    return {id_: _Touched(rows[id_], changes.get(str(id_), ())) for id_ in sorted(near)}


def _stands_in(row: Mapping[str, Any], month: Month) -> bool:
    closed_on = row["closed_on"]
    is_gone = closed_on is not None and closed_on < month.first
    received_on: date = row["received_at"].date()
    return received_on <= month.last and (received_on >= month.first or not is_gone)


def _line(
    complaint: _Touched, month: Month, baseline: int, labels: Labels
) -> CorrectionLine | None:
    span = Span(month.first, month.last)
    old, new = complaint.before(baseline), complaint.row
    then, now = _entry(old, labels), entry_of(dict(new), labels)
    altered = alterations(facts_of(then, span), facts_of(now, span))
    if then is not None and then.received_on in span and now.received_on in span:
        altered += _listed(old or {}, new)
    if not altered:
        return None
    later = [change for change in complaint.changes if change.sequence > baseline]
    return CorrectionLine(
        month=month,
        number=now.number,
        subject=now.subject,
        told_on=later[-1].at.date(),
        officer=later[-1].officer,
        happened=_happened(later),
        reason="; ".join(dict.fromkeys(c.remark for c in later if c.remark)),
        alterations=altered,
    )


def _entry(row: dict[str, Any] | None, labels: Labels) -> RecapEntry | None:
    return None if row is None else entry_of(row, labels)


def _listed(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Alteration, ...]:
    """Return which printed texts were corrected; an answer only where one stood there."""
    return tuple(
        Alteration(label, "", _CORRECTED)
        for column, label in _LISTED.items()
        if old[column] != new[column] and (column != "answer" or _is_settled(old))
    )


def _is_settled(row: Mapping[str, Any]) -> bool:
    return row["closed_on"] is not None


def _happened(changes: Sequence[Change]) -> str:
    return "; ".join(dict.fromkeys(RULE_OF[change.event].happened for change in changes))
