"""Rows that are in the book already: the same file a second time, the same mail twice."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from app.book.book import Book
from app.ground.folding import folded
from app.intake.tables.entries import Entry
from app.rules.channels import Channel
from models.complaint import Complaint

_FINGERPRINT: Final = (
    Complaint.received_at,
    Complaint.number,
    Complaint.name,
    Complaint.subject,
    Complaint.description,
)
_Print = tuple[str, ...]


class Repeats:
    """Knows what the book held before an import began.

    Two rows of one file that read the same are two letters; but as many of them as the book
    already held on that day, with the same name and text, came in with an earlier import.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        newest = book.rows(Complaint.select(Complaint.id).order_by(Complaint.id.desc()).limit(1))
        last = newest.get_or_none()
        self._last_id = int(last.id) if last is not None else 0
        self._left: dict[date, Counter[_Print]] = {}
        self._numbers: dict[date, dict[str, str]] = {}
        self._message_ids: dict[str, str] | None = None

    def number_of(self, entry: Entry) -> str | None:
        """Return the number under which the book has *entry* already, None when it is new."""
        message_id = entry.new.extra.get("message_id", "")
        if message_id:
            known = self._mails()
            if message_id in known:
                return known[message_id]
        if self._last_id == 0:
            return None
        return self._of_that_day(entry)

    def remember(self, entry: Entry, number: str) -> None:
        """Know that *entry* has been recorded as *number*."""
        message_id = entry.new.extra.get("message_id", "")
        if message_id:
            self._mails()[message_id] = number

    def _of_that_day(self, entry: Entry) -> str | None:
        day = entry.new.received_at.date()
        left = self._day(day)
        print_ = _print(entry.new.name, entry.new.subject, entry.new.description)
        old_number = entry.old.number if entry.old is not None else ""
        if left[print_] > 0:
            left[print_] -= 1
            return self._numbers[day].get("\0".join(print_), "")
        if old_number and old_number in self._numbers[day].values():
            return old_number
        return None

    def _day(self, day: date) -> Counter[_Print]:
        if day not in self._left:
            start = datetime.combine(day, time.min)
            query = Complaint.select(*_FINGERPRINT).where(
                Complaint.received_at >= start,
                Complaint.received_at < start + timedelta(days=1),
                Complaint.id <= self._last_id,
            )
            rows = [
                (_print(row.name, row.subject, row.description), str(row.number))
                for row in self._book.rows(query)
            ]
            self._left[day] = Counter(print_ for print_, _ in rows)
            self._numbers[day] = {"\0".join(print_): number for print_, number in rows}
        return self._left[day]

    def _mails(self) -> dict[str, str]:
        """Return the Message-IDs of all mails in the book, read when the first is asked for."""
        if self._message_ids is None:
            query = Complaint.select(Complaint.number, Complaint.extra).where(
                Complaint.channel == Channel.EMAIL.value
            )
            self._message_ids = {}
            for row in self._book.rows(query):
                extra: Mapping[str, str] = json.loads(row.extra)
                if extra.get("message_id"):
                    self._message_ids[extra["message_id"]] = str(row.number)
        return self._message_ids


def _print(*texts: str) -> _Print:
    return tuple(folded(text) for text in texts)
