"""All rows of a file as they would be recorded, to be looked at and put right by hand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.errors import UserError
from app.ground.formatting import moment, parse_moment, short_date
from app.ground.progress import Progress
from app.intake.tables.columns import (
    CHANNEL,
    CLOSED_ON,
    COMPLETED_ON,
    DISTRIBUTED_ON,
    FIELDS,
    NUMBER,
    POSITION,
    RECEIVED,
    RESPONSE,
    STATUS,
    TEAM,
    label_of,
)
from app.intake.tables.importing import TO_CORRECT, Fate, Importing, Outcome, read_rows
from app.intake.tables.leftovers import Leftovers
from app.intake.tables.plan import Plan, unreadable
from app.intake.tables.raw_rows import RawRow
from app.intake.tables.reading import Options, ReadRow, RowReader
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.fields import FieldKind
from app.rules.statuses import STATUS_LABELS, Status

# All rows are held while they are looked at; longer files are for the command line.
MOST_ROWS: Final = 60_000
_OLD_DAYS: Final = (CLOSED_ON, COMPLETED_ON, DISTRIBUTED_ON)
_FIRST: Final = (
    NUMBER,
    RECEIVED,
    CHANNEL,
    "nama",
    "telepon",
    "alamat",
    "kecamatan",
    "desa",
    "objek",
    "uraian",
    "layanan",
    "kategori",
    STATUS,
    CLOSED_ON,
    RESPONSE,
    TEAM,
    DISTRIBUTED_ON,
)


class TooManyRows(UserError):
    """A file with more rows than can be looked at."""


class Preview:
    """The rows of one file with what would become of each."""

    def __init__(self, book: Book, plan: Plan, outcomes: list[Outcome]) -> None:
        self.plan = plan
        self.outcomes = outcomes
        self._checking = Importing(book, is_trial=True)
        options = Options(plan.default_channel, plan.takes_as_new, book.clock.zone)
        self._reader = RowReader(read_lists(book), book.clock.now(), options)
        self.keys = self._used_keys()

    def _used_keys(self) -> tuple[str, ...]:
        used = {key for outcome in self.outcomes for key in outcome.row.values}
        rest = sorted(used - {*_FIRST, POSITION}, key=label_of)
        return (*(key for key in _FIRST if key in used), *rest)

    def counts(self) -> Counter[Fate]:
        """Return how many rows meet which fate."""
        return Counter(outcome.fate for outcome in self.outcomes)

    def text(self, place: int, key: str) -> str:
        """Return what a cell shows: days as lists write them, channels by their names."""
        return shown(key, self.outcomes[place].row.values.get(key, ""))

    def change(self, place: int, key: str, text: str) -> Outcome:
        """Put a cell right; the whole row is read and checked anew."""
        row = self.outcomes[place].row
        raw = RawRow(
            row.raw.line,
            {**row.values, key: text},
            cells=row.raw.cells,
            rules=row.raw.rules,
            is_keyed=True,
        )
        read = self._reader.read(raw)
        # What was said of the other cells is still so.
        word = label_of(key).split("/")[0]
        kept = [note for note in row.notes if not note.startswith((word, TO_CORRECT))]
        notes = tuple(dict.fromkeys([*kept, *read.notes]))
        outcome = self._checking.check(replace(read, notes=notes))
        self.outcomes[place] = outcome
        return outcome

    def to_record(self) -> Iterator[ReadRow]:
        """Yield the rows that can be recorded."""
        return (each.row for each in self.outcomes if each.fate is Fate.RECORDED)

    def leftovers(self, after: Sequence[Outcome]) -> Leftovers:
        """Return the rows that were not taken: before, or as *after* says while recording."""
        left = Leftovers(self.plan)
        not_taken = (Fate.REFUSED, Fate.REPEATED)
        for outcome in (*self.outcomes, *after):
            if outcome.fate in not_taken:
                left.add(outcome)
        return left


def read_preview(book: Book, plan: Plan, progress: Progress) -> Preview:
    """Read all rows of the file and try whether they can be recorded; takes seconds.

    Args:
        book: the open book.
        plan: how the file is read.
        progress: is told how many rows there are, at most, and how many have been read.

    Raises:
        TooManyRows: there are more than can be looked at.
        ImportRefused: the file cannot be read.
        Stopped: nobody waits for it any more.
    """
    progress.total = _size(plan, progress)
    outcomes: list[Outcome] = []
    rows = read_rows(book, plan, progress=progress)
    for lot in Importing(book, is_trial=True).take_all(rows):
        outcomes += map(_without_raw_values, lot)
        progress.tell(len(outcomes))
        if len(outcomes) > MOST_ROWS:
            raise _too_many()
    return Preview(book, plan, outcomes)


def _size(plan: Plan, progress: Progress) -> int:
    """Return how many rows there are; too many are refused before they are read."""
    try:
        size = plan.size(progress)
    except OSError as error:
        raise unreadable(plan.path) from error
    if size > MOST_ROWS:
        raise _too_many()
    return size


def _too_many() -> TooManyRows:
    return TooManyRows(
        f"Berkas ini berisi lebih dari {MOST_ROWS // 1000}.000 baris. Bagi menjadi beberapa "
        "berkas, atau catat dengan perintah impor."
    )


def _without_raw_values(outcome: Outcome) -> Outcome:
    """Let go of what the file said by key: what was read of it is enough."""
    raw = outcome.row.raw
    if raw.is_keyed:
        return outcome
    return replace(outcome, row=replace(outcome.row, raw=replace(raw, values=None)))


def shown(key: str, text: str) -> str:
    """Return a value as people read it."""
    if not text:
        return ""
    if key == CHANNEL:
        return CHANNEL_LABELS[Channel(text)] if text in set(Channel) else text
    if key == STATUS:
        return STATUS_LABELS[Status(text)] if text in set(Status) else text
    kind = FIELDS[key].kind if key in FIELDS else None
    if kind in (FieldKind.MOMENT, FieldKind.DAY) or key in (
        CLOSED_ON,
        COMPLETED_ON,
        DISTRIBUTED_ON,
    ):
        return _shown_day(text)
    if kind is FieldKind.CHOICE:
        return dict(FIELDS[key].choices).get(text, text)
    return text


def _shown_day(text: str) -> str:
    try:
        when = parse_moment(text)
    except ValueError:
        return text
    return moment(when) if "T" in text else short_date(when)
