"""The rows of a file into the book, or only as if: one outcome for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final

from app.book.book import Book
from app.book.lists import Lists, read_lists
from app.book.marks import marked_labels
from app.ground.errors import UserError
from app.ground.progress import UNWATCHED, Progress
from app.intake.tables.entries import (
    Entry,
    RowRefused,
    ensure_new,
    entry_of,
    reason_of,
    record_entry,
)
from app.intake.tables.plan import Plan
from app.intake.tables.reading import Options, ReadRow, RowReader
from app.intake.tables.repeats import Repeats
from app.rules.channels import Channel
from app.rules.identity import plain_ticket

# Rows recorded together. More would save little and let the person wait for the first number.
_BATCH: Final = 50
CAN_BE_RECORDED: Final = "dapat dicatat"
# How the note begins that names what was taken as it stands there.
TO_CORRECT: Final = "Dicatat seperti tertulis, perlu diperbaiki"


class Fate(StrEnum):
    """What became of a row."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; *said* is its number, or the reason."""

    row: ReadRow
    fate: Fate
    said: str
    complaint_id: int | None = None


def read_rows(
    book: Book, plan: Plan, lists: Lists | None = None, progress: Progress = UNWATCHED
) -> Iterator[ReadRow]:
    """Yield the rows of the file as they would be recorded.

    Raises:
        ImportRefused: the rest of the file cannot be read.
        Stopped: nobody waits for it any more, as *progress* says.
    """
    options = Options(plan.default_channel, plan.takes_as_new, book.clock.zone)
    reader = RowReader(lists or read_lists(book), book.clock.now(), options)
    return map(reader.read, plan.rows(progress))


class Importing:
    """One import: remembers what the rows before have taken."""

    def __init__(self, book: Book, *, is_trial: bool) -> None:
        self._book = book
        self._lists = read_lists(book)
        self._repeats = Repeats(book)
        self._is_trial = is_trial
        self._tracking: set[tuple[Channel, str]] = set()

    def take_all(self, rows: Iterator[ReadRow]) -> Iterator[list[Outcome]]:
        """Yield what became of the rows, some at a time; what was yielded is safely on disk.

        The disk is waited for once for each lot and not for every row; a refused row leaves
        nothing behind. Whoever has had enough takes no further lot.
        """
        while batch := list(islice(rows, _BATCH)):
            if self._is_trial:
                yield self._take(batch)
            else:
                with self._book.transaction():
                    outcomes = self._take(batch)
                yield outcomes

    def check(self, row: ReadRow) -> Outcome:
        """Return whether a row that was put right by hand can be recorded."""
        try:
            entry = self._entry(row)
            ensure_new(self._book, entry)
        except UserError as error:
            return Outcome(row, Fate.REFUSED, reason_of(error))
        return Outcome(_noted(row, entry), Fate.RECORDED, CAN_BE_RECORDED)

    def _take(self, rows: Sequence[ReadRow]) -> list[Outcome]:
        return [self._outcome(row) for row in rows]

    def _entry(self, row: ReadRow) -> Entry:
        if row.problem:
            raise RowRefused(row.problem)
        return entry_of(self._book, self._lists, row.values)

    def _outcome(self, row: ReadRow) -> Outcome:
        if row.raw.skipped:
            return Outcome(row, Fate.SKIPPED, row.raw.skipped)
        try:
            entry = self._entry(row)
            row = _noted(row, entry)
            number = self._repeats.number_of(entry)
            if number is not None:
                known = f" sebagai {number}" if number else ""
                return Outcome(row, Fate.REPEATED, f"Sudah ada dalam buku{known}.")
            return self._tried(row, entry) if self._is_trial else self._recorded(row, entry)
        except UserError as error:
            return Outcome(row, Fate.REFUSED, reason_of(error))

    def _recorded(self, row: ReadRow, entry: Entry) -> Outcome:
        changes = record_entry(self._book, entry)
        number = str(changes.number)
        self._repeats.remember(entry, number)
        return Outcome(row, Fate.RECORDED, number, next(iter(changes.complaints)))

    def _tried(self, row: ReadRow, entry: Entry) -> Outcome:
        ensure_new(self._book, entry)
        self._take_tracking(entry)
        self._repeats.remember(entry, "baris lain berkas ini")
        return Outcome(row, Fate.RECORDED, CAN_BE_RECORDED)

    def _take_tracking(self, entry: Entry) -> None:
        if entry.new.tracking_id is None:
            return
        taken = (entry.new.channel, plain_ticket(entry.new.tracking_id))
        if taken in self._tracking:
            raise RowRefused("Nomor tiket ini sudah dipakai baris lain di berkas ini.")
        self._tracking.add(taken)


def _noted(row: ReadRow, entry: Entry) -> ReadRow:
    """Return *row* with a note that names what is to be put right in *entry*."""
    labels = marked_labels(entry.new.to_correct or {})
    if not labels:
        return row
    return replace(row, notes=(*row.notes, f"{TO_CORRECT}: {', '.join(labels)}."))
