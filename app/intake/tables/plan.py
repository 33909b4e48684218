"""How a file is to be read: proposed by the program, changed by the officer, kept for later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from app.ground.neutral import quoted_name
from app.ground.progress import UNWATCHED, Progress
from app.intake.tables.columns import key_of
from app.intake.tables.dates import DateRules
from app.intake.tables.delimited import lines_in
from app.intake.tables.grid import ImportRefused, Sheet
from app.intake.tables.json_lines import read_json_rows
from app.intake.tables.layout import Layout
from app.intake.tables.raw_rows import RawRow, keyed_row, rows_below
from app.intake.tables.words import plain
from app.rules.channels import Channel

_JSON_ENDINGS: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is proposed: its heading, what it means, and some of what it holds."""

    heading: str
    key: str | None
    is_guessed: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet whose headings were found; *columns* may be given other meanings."""

    sheet: Sheet
    layout: Layout
    columns: tuple[Column, ...]
    rules: DateRules

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they are compared with those of other tables."""
        return tuple(plain(column.heading) for column in self.columns)

    def rows(self, progress: Progress) -> Iterator[RawRow]:
        """Read the rows from the beginning."""
        layout = replace(self.layout, keys=tuple(column.key for column in self.columns))
        marks = self.sheet.read_marks(progress)
        yield from rows_below(self.sheet.records(progress), layout, marks.merges, self.rules)


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file is read.

    Attributes:
        path: the file.
        tables: the sheets that are taken; none for a file whose rows carry their own headings.
        columns: the headings of such a file.
        notes: what is to be said of the file as a whole.
        default_channel: for rows that name none.
        others: names of the sheets that are not taken.
        takes_as_new: old rows too get numbers of this year and run by today's clocks.
    """

    path: Path
    tables: tuple[Table, ...] = ()
    columns: tuple[Column, ...] = ()
    notes: tuple[str, ...] = ()
    default_channel: Channel | None = None
    others: tuple[str, ...] = ()
    takes_as_new: bool = False
    choices: tuple[str, ...] = field(default=())

    @property
    def mapped(self) -> tuple[Column, ...]:
        """The columns of the first table, or of the file."""
        return self.tables[0].columns if self.tables else self.columns

    @property
    def fingerprint(self) -> str:
        """The headings in one line: by it a mapping is found again."""
        return "|".join(plain(column.heading) for column in self.mapped)

    def with_keys(self, keys: Mapping[int, str | None]) -> "Plan":
        """Return the plan with other meanings for the columns at these places."""
        changed = tuple(
            replace(column, key=keys[place], is_guessed=False) if place in keys else column
            for place, column in enumerate(self.mapped)
        )
        if not self.tables:
            return replace(self, columns=changed)
        meanings = {plain(column.heading): column.key for column in changed}
        first, *others = self.tables
        more = (replace(table, columns=_meaning(table.columns, meanings)) for table in others)
        return replace(self, tables=(replace(first, columns=changed), *more))

    def with_order(self, *, is_month_first: bool) -> "Plan":
        """Return the plan with the other order of day and month."""
        tables = (
            replace(table, rules=replace(table.rules, is_month_first=is_month_first))
            for table in self.tables
        )
        return replace(self, tables=tuple(tables))

    def size(self, progress: Progress) -> int:
        """Return how many rows there are, at most, without reading them."""
        if is_json(self.path):
            return lines_in(self.path, progress)
        return sum(table.sheet.size(progress) for table in self.tables)

    def rows(self, progress: Progress = UNWATCHED) -> Iterator[RawRow]:
        """Read all rows from the beginning of the file; a broken one does not stop the others.

        Raises:
            ImportRefused: the rest of the file cannot be read.
            Stopped: nobody waits for it any more, as *progress* says.
        """
        try:
            if is_json(self.path):
                yield from _json_rows(self.path, progress)
            for table in self.tables:
                yield from table.rows(progress)
        except OSError as error:
            raise unreadable(self.path) from error


def is_json(path: Path) -> bool:
    """Return whether the rows of the file carry their own headings."""
    return path.suffix.lower() in _JSON_ENDINGS


def unreadable(path: Path) -> ImportRefused:
    """Return the refusal of a file that the machine does not give."""
    return ImportRefused(
        f"{quoted_name(path.name)} tidak dapat dibaca. Periksa apakah Anda boleh membukanya."
    )


def _meaning(columns: tuple[Column, ...], meanings: Mapping[str, str | None]) -> tuple[Column, ...]:
    return tuple(
        replace(column, key=meanings.get(plain(column.heading), column.key)) for column in columns
    )


def _json_rows(path: Path, progress: Progress) -> Iterator[RawRow]:
    for row in read_json_rows(path, progress):
        if row.texts is None:
            yield RawRow(row.line, None, row.problem)
        else:
            yield keyed_row(row.line, row.texts, {name: key_of(name) for name in row.texts})
