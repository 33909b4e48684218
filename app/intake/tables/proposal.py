"""How a file is likely to be read: what its headings and its first rows say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from app.book.lists import Lists
from app.ground.neutral import quoted_name
from app.ground.progress import UNWATCHED, Progress
from app.intake.tables.columns import (
    CHANNEL,
    IGNORED,
    NUMBER,
    POSITION,
    RECEIVED,
    STATUS,
    key_of,
    label_of,
)
from app.intake.tables.contents import Contents, KnownNames
from app.intake.tables.dates import DateRules, orders_seen
from app.intake.tables.grid import ImportRefused, Marks, Record, Sheet, TableFile
from app.intake.tables.json_lines import read_json_rows
from app.intake.tables.layout import Layout, find_layout, layout_at
from app.intake.tables.near import NameList, services_of
from app.intake.tables.opening import TABLE_ENDINGS, ensure_text_is_meant, open_table
from app.intake.tables.plan import Column, Plan, Table, is_json, unreadable
from app.intake.tables.values import likely_status, status
from app.rules.channels import Channel

_SAMPLED: Final = 400
_MOST_SHEETS: Final = 60
# What is blank for so long is taken to be blank.
_LOOKED_AT: Final = 20_000
_FEW: Final = 2
# So Excel names what it saves as Unicode text; most such files are none of a table.
_TEXT_ENDINGS: Final = (".txt",)
NO_HEADINGS: Final = (
    "Judul kolom tidak ditemukan. Beri judul pada baris pertama, misalnya Saluran, Diterima, "
    "Nama, Uraian."
)


def propose(
    path: Path,
    lists: Lists,
    sheet: str | None = None,
    line: int | None = None,
    progress: Progress = UNWATCHED,
) -> Plan:
    """Return how the file is likely to be read.

    Args:
        path: the file.
        lists: the lists of the book, which tell what a column holds.
        sheet: the name of the sheet the officer wants; by default the one with most headings, with
            all that have the same.
        line: the line on which the headings stand, as the officer says.
        progress: asked again and again whether somebody still waits.

    Raises:
        ImportRefused: there is no table in it that could be read.
        Stopped: nobody waits for it any more.
    """
    try:
        if not path.is_file():
            raise ImportRefused(f"{quoted_name(path.name)} tidak ada. Periksa nama dan foldernya.")
        if is_json(path):
            return _json_plan(path, progress)
        if path.suffix.lower() not in (*TABLE_ENDINGS, *_TEXT_ENDINGS):
            raise ImportRefused(
                f"{quoted_name(path.name)} tidak dikenal jenisnya. Pilih berkas .jsonl, .csv, atau "
                ".xlsx."
            )
        return _Proposal(path, open_table(path, progress), lists, progress).plan(sheet, line)
    except OSError as error:
        raise unreadable(path) from error


class _Proposal:
    """Looks at the beginning of each sheet."""

    def __init__(self, path: Path, file: TableFile, lists: Lists, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._file = file
        self._names = KnownNames(
            NameList(entry.name for entry in lists.districts if not entry.is_retired),
            services_of(lists),
            NameList(entry.name for entry in lists.categories if not entry.is_retired),
        )

    def plan(self, wanted: str | None, line: int | None) -> Plan:
        """Return the plan for the wanted sheet, or for the likeliest ones."""
        sheets = self._file.sheets[:_MOST_SHEETS]
        if wanted is not None:
            sheets = tuple(sheet for sheet in sheets if sheet.name == wanted)
            if not sheets:
                raise ImportRefused(f"Lembar {quoted_name(wanted)} tidak ada dalam berkas ini.")
        tables = [table for sheet in sheets if (table := self._table(sheet, line))]
        visible = [table for table in tables if not table.sheet.is_hidden] or tables
        if not visible:
            # An empty file has no rows; one with rows needs headings.
            if all(
                record.is_blank for sheet in sheets for record in self._sample(sheet, _LOOKED_AT)
            ):
                return Plan(self._path, notes=self._file.notes, choices=self._sheet_names())
            ensure_text_is_meant(self._path, self._file)
            raise ImportRefused(NO_HEADINGS)
        best = max(visible, key=lambda table: table.layout.known)
        taken = tuple(table for table in visible if table.headings == best.headings)
        return self._whole(taken)

    def _whole(self, taken: tuple[Table, ...]) -> Plan:
        names = {table.sheet.name for table in taken}
        others = tuple(sheet.name for sheet in self._file.sheets if sheet.name not in names)
        keys = {column.key for table in taken for column in table.columns}
        return Plan(
            self._path,
            tables=taken,
            notes=(
                *self._file.notes,
                *_sheet_notes(taken, self._file.sheets),
                *_notes(taken[0], taken[0].sheet.read_marks(self._progress)),
            ),
            default_channel=None if CHANNEL in keys else _likely_channel(keys),
            others=others,
            choices=self._sheet_names(),
        )

    def _sheet_names(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self._file.sheets)

    def _sample(self, sheet: Sheet, most: int) -> Iterator[Record]:
        return islice(sheet.records(self._progress), most)

    def _table(self, sheet: Sheet, line: int | None) -> Table | None:
        sample = list(self._sample(sheet, _SAMPLED))
        marks = sheet.read_marks(self._progress)
        title = sheet.name or self._path.stem
        layout = (
            layout_at(sample, marks, line, title) if line else find_layout(sample, marks, title)
        )
        if layout is None:
            return None
        below = [record for record in sample if record.line > layout.lines[-1]]
        columns = self._columns(layout, _full_rows(below))
        rules = DateRules(
            self._is_month_first(columns, below, sheet),
            sheet.is_1904,
            layout.year,
            layout.month,
        )
        return Table(sheet, layout, columns, rules)

    def _is_month_first(
        self, columns: Sequence[Column], below: Sequence[Record], sheet: Sheet
    ) -> bool:
        """Return whether days stand after months, decided over the whole column."""
        place = next((place for place, c in enumerate(columns) if c.key == RECEIVED), None)
        if place is None:
            return False
        day_first, month_first, either = orders_seen(record.text(place) for record in below)
        if either and not day_first and not month_first and len(below) >= _SAMPLED // 2:
            rest = self._sample(sheet, _LOOKED_AT)
            day_first, month_first, either = orders_seen(record.text(place) for record in rest)
        return month_first > 0 and day_first == 0

    def _columns(self, layout: Layout, below: Sequence[Record]) -> tuple[Column, ...]:
        width = max([len(layout.headings), *(len(record.cells) for record in below)])
        columns: list[Column] = []
        taken = frozenset(key for key in layout.keys if key)
        for place in range(width):
            heading = layout.headings[place] if place < len(layout.headings) else ""
            key = layout.keys[place] if place < len(layout.keys) else None
            texts = [record.text(place) for record in below]
            seen = Contents(texts, self._names)
            guessed = None if key else seen.guess(taken)
            if key in (None, STATUS) and _names_state(heading) and seen.are_ticks:
                key, guessed = None, STATUS
            columns.append(
                Column(
                    heading,
                    seen.settle(key) if key else guessed,
                    is_guessed=guessed is not None,
                    samples=tuple(dict.fromkeys(seen.texts[:_SAMPLED]))[:3],
                )
            )
            taken |= {guessed} - {STATUS} if guessed else frozenset()
        return _without_doubles(columns)


def _full_rows(below: Sequence[Record]) -> Sequence[Record]:
    """Leave out rows with a word or two: sums and signatures say nothing of a column."""
    full = [record for record in below if record.filled > _FEW]
    return full or below


def _names_state(heading: str) -> bool:
    return (status(heading) or likely_status(heading)) is not None


def _likely_channel(keys: Collection[str | None]) -> Channel:
    """Return the channel of a list that names none: one with ticket numbers is of SP4N-LAPOR!."""
    return Channel.LAPOR if "nomor_lapor" in keys else Channel.COUNTER


def _without_doubles(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Let a meaning that two headings have count for the surer one, except for texts."""
    joined = {"uraian", "tindak_lanjut", "keterangan", "telepon", "alamat"}
    kept: list[Column] = []
    for column in columns:
        first = next((other for other in kept if other.key and other.key == column.key), None)
        is_ticked = column.key == STATUS and column.is_guessed
        if first is None or column.key in joined or column.key == IGNORED or is_ticked:
            kept.append(column)
        elif column.key == NUMBER and not any(other.key == POSITION for other in columns):
            kept.append(replace(column, key=POSITION))
        else:
            kept.append(replace(column, key=None))
    return tuple(kept)


def _sheet_notes(taken: Sequence[Table], sheets: Sequence[Sheet]) -> Iterator[str]:
    names = [table.sheet.name for table in taken]
    if len(names) > 1:
        yield f"Lembar yang dibaca: {', '.join(map(quoted_name, names))}."
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.name not in names]
    if hidden:
        yield f"Lembar tersembunyi {', '.join(map(quoted_name, hidden))} tidak dibaca."
    others = [s.name for s in sheets if not s.is_hidden and s.name not in names]
    if others:
        yield f"Lembar lain tidak dibaca: {', '.join(map(quoted_name, others))}."
    if any(table.sheet.is_hidden for table in taken):
        yield "Lembar yang dibaca tersembunyi di Excel."


def _notes(table: Table, marks: Marks) -> Iterator[str]:
    """Yield what is to be said of the columns of *table*."""
    if table.layout.lines[0] > 1:
        yield f"Judul kolom ditemukan pada baris {table.layout.lines[0]}."
    for place, column in enumerate(table.columns):
        name = quoted_name(column.heading) if column.heading else f"ke-{place + 1}"
        if column.key is None and column.samples:
            yield f"Kolom {name} tidak dikenal dan tidak dicatat."
        elif column.is_guessed and column.key:
            yield f"Kolom {name} dibaca sebagai {label_of(column.key)} karena isinya."
        if place in marks.hidden_columns and column.samples and column.key:
            yield f"Kolom {name} tersembunyi di Excel dan ikut dibaca."
    if table.rules.is_month_first:
        yield "Tanggal dibaca bulan lebih dahulu, seperti 11/23/2026."


def _json_plan(path: Path, progress: Progress) -> Plan:
    columns: dict[str, Column] = {}
    for row in islice(read_json_rows(path, progress), _SAMPLED):
        for heading, text in (row.texts or {}).items():
            if heading not in columns:
                columns[heading] = Column(heading, key_of(heading), samples=(text,))
    unknown = [name for name, column in columns.items() if column.key is None]
    notes = tuple(f"Kolom {quoted_name(name)} tidak dikenal dan tidak dicatat." for name in unknown)
    return Plan(path, columns=tuple(columns.values()), notes=notes)
