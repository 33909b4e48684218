"""The rows of a table by the keys their columns mean, before any value is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from app.ground.neutral import quoted, quoted_name
from app.intake.outside import storable
from app.intake.tables.columns import IGNORED, POSITION, RECEIVED, STATUS, label_of
from app.intake.tables.dates import DateRules, month_named, names_only_a_month, read_when
from app.intake.tables.grid import Cell, Merge, Record, is_filled
from app.intake.tables.layout import Layout, is_numbered
from app.intake.tables.words import means, plain

# A row of a real table says more than this; below, it is a title, a sum or a signature.
_FEW: Final = 3
_NARROW: Final = 3
_SAYING: Final = frozenset({"uraian", "objek"})
_SUMS: Final = frozenset({"jumlah", "total", "jml", "rekapitulasi", "rekap"})
_JOINED_BY_LINE: Final = frozenset({"uraian", "tindak_lanjut", "keterangan"})


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its text by key, or the sentence why it is not taken.

    Attributes:
        line: its number in the file.
        values: text by key; None where nothing could be read.
        problem: why it cannot be taken as it stands there.
        skipped: what it says where it is no complaint at all: a sum, a title, a signature.
        notes: sentences about what was not read as it stands there.
        cells: the row as it stands there.
        rules: how its days are read.
        is_keyed: whether it came with keys of its own, from a program and not from people.
    """

    line: int
    values: dict[str, str] | None
    problem: str | None = None
    skipped: str = ""
    notes: tuple[str, ...] = ()
    cells: Sequence[Cell] = ()
    rules: DateRules = field(default_factory=DateRules)
    is_keyed: bool = False


def rows_below(
    records: Iterable[Record],
    layout: Layout,
    merges: Sequence[Merge] = (),
    rules: DateRules | None = None,
) -> Iterator[RawRow]:
    """Yield the rows below the headings.

    Args:
        records: all rows of the sheet from its beginning.
        layout: where the table begins and what its columns mean.
        merges: the merged areas of the sheet.
        rules: how its days are read.
    """
    table = _Table(layout, rules or DateRules(year=layout.year, month=layout.month))
    last = layout.lines[-1] if layout.lines else 0
    below = (record for record in _unmerged(records, merges) if record[0].line > last)
    for record, filled in below:
        row = None if record.is_blank else table.read(record, filled)
        if row is not None:
            yield row


def _unmerged(
    records: Iterable[Record], merges: Sequence[Merge]
) -> Iterator[tuple[Record, frozenset[int]]]:
    """Yield the rows with what a cell merged over several lines says, and in which columns."""
    waiting = sorted((m for m in merges if m.bottom > m.top), key=lambda m: m.top)
    running: list[tuple[Merge, Cell]] = []
    for record in records:
        running = [(area, cell) for area, cell in running if area.bottom >= record.line]
        cells, filled = list(record.cells), set[int]()
        for area, cell in running:
            if area.left >= len(cells):
                cells.extend([""] * (area.left + 1 - len(cells)))
            if not is_filled(cells[area.left]):
                cells[area.left] = cell
                filled.add(area.left)
        while waiting and waiting[0].top <= record.line:
            area = waiting.pop(0)
            if area.top == record.line and area.left < len(cells):
                running.append((area, cells[area.left]))
        whole = Record(record.line, cells, record.problem, record.is_hidden) if filled else record
        yield whole, frozenset(filled)


class _Table:
    """Reads the rows of one table in their order."""

    def __init__(self, layout: Layout, rules: DateRules) -> None:
        self._layout = layout
        self._rules = rules
        self._columns = [(n, key) for n, key in enumerate(layout.keys) if key and key != IGNORED]
        self._is_narrow = len({key for _, key in self._columns}) <= _NARROW
        self._headings = tuple(plain(heading) for heading in layout.headings)
        self._dates = [n for n, key in self._columns if key == RECEIVED]
        self._is_foot = False

    def read(self, record: Record, merged: frozenset[int]) -> RawRow | None:
        """Return the row, None for one that only repeats the headings."""
        if record.problem:
            return RawRow(record.line, None, record.problem, cells=record.cells)
        is_beside = self._stands_apart if self._is_narrow else self._is_beside
        if is_beside(record):
            return self._beside(record)
        return RawRow(
            record.line,
            self._values(record),
            self._bad_cell(record) or None,
            notes=tuple(self._notes(record, merged)),
            cells=record.cells,
            rules=self._rules,
        )

    def _is_beside(self, record: Record) -> bool:
        """Return whether the row says too little, or the wrong things, to be a complaint."""
        filled = record.filled
        if filled > _FEW:
            repeats = tuple(plain(record.text(n)) for n in range(len(self._headings)))
            return repeats == self._headings or is_numbered(record)
        if filled == 1 or self._is_foot:
            return not self._has_day(record)
        return self._first_words(record) and not self._has_day(record)

    def _stands_apart(self, record: Record) -> bool:
        """Return whether a row of few columns is a sum, a month, or what stands at the foot."""
        if record.filled >= _FEW or self._has_day(record):
            return False
        is_told = self._first_words(record)
        texts = [record.text(n) for n in range(len(record.cells)) if record.text(n)]
        if len(texts) > 1:
            return is_told and _is_sum(texts[0])
        return bool(texts) and (is_told or names_only_a_month(texts[0]))

    def _has_day(self, record: Record) -> bool:
        days = (record.text(column) for column in self._dates)
        is_day = any(text and read_when(text, self._rules).day is not None for text in days)
        return is_day and record.filled > 1

    def _first_words(self, record: Record) -> bool:
        texts = [record.text(n) for n in range(len(record.cells)) if record.text(n)]
        self._is_foot = self._is_foot or any(means(text, "kaki") for text in texts)
        return self._is_foot or (bool(texts) and _is_sum(texts[0]))

    def _beside(self, record: Record) -> RawRow | None:
        texts = [record.text(n) for n in range(len(record.cells)) if record.text(n)]
        month, year = month_named(" ".join(texts))
        said_column = next((k for n, k in self._columns if record.text(n)), None)
        if month or year:
            self._rules = replace(
                self._rules,
                year=year or self._rules.year,
                month=month or self._rules.month,
            )
        elif len(texts) == 1 and said_column in _SAYING and not self._first_words(record):
            sentence = (
                f"Baris ini hanya berisi {label_of(said_column)}; "
                "mungkin lanjutan baris di atasnya."
            )
            return RawRow(record.line, None, sentence, cells=record.cells)
        else:
            self._first_words(record)
        is_repeated = len(texts) > _FEW
        if is_repeated:
            return None
        said = " ".join(texts)
        return RawRow(record.line, None, skipped=quoted(said), cells=record.cells)

    def _bad_cell(self, record: Record) -> str:
        for column, key in self._columns:
            cell = record.cells[column] if column < len(record.cells) else ""
            if not isinstance(cell, str) and key != POSITION:
                heading = self._layout.headings[column] or label_of(key)
                return f"Kolom {quoted_name(heading)} {cell.reason}"
        return ""

    def _values(self, record: Record) -> dict[str, str]:
        values: dict[str, str] = {}
        cells, width = record.cells, len(record.cells)
        for column, key in self._columns:
            cell = cells[column] if column < width else None
            if not isinstance(cell, str):
                continue
            if key == STATUS and means(cell, "ya"):
                # A column for each state, one of them ticked.
                cell = self._layout.headings[column]
            if key in values and values[key].strip():
                if cell.strip():
                    between = "\n" if key in _JOINED_BY_LINE else " / "
                    values[key] += between + storable(cell)
            else:
                values[key] = storable(cell)
        return values

    def _notes(self, record: Record, merged: frozenset[int]) -> Iterator[str]:
        if record.is_hidden:
            yield "Baris ini tersembunyi di Excel dan ikut dicatat."
        for column, key in self._columns:
            if column in merged:
                yield f"{label_of(key)} diambil dari sel gabungan di atasnya."


def _is_sum(text: str) -> bool:
    return plain(text).partition(" ")[0] in _SUMS


def keyed_row(line: int, pairs: Mapping[str, str], keys: Mapping[str, str | None]) -> RawRow:
    """Return a row whose cells carry their own headings."""
    values: dict[str, str] = {}
    for heading, text in pairs.items():
        key = keys.get(heading)
        if key and key != IGNORED:
            values[key] = storable(text)
    return RawRow(line, values, is_keyed=True)


def all_of(*parts: Iterable[RawRow]) -> Iterator[RawRow]:
    """Yield the rows of several tables, one after the other."""
    return chain.from_iterable(parts)
