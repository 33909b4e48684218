"""The rows of one sheet of a workbook, read as they stand there, whatever they look like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Final

from app.ground.progress import Progress
from app.intake.tables.blank_cells import BLANKS, WithoutBlankCells
from app.intake.tables.dates import from_serial
from app.intake.tables.grid import MOST_COLUMNS, MOST_ROWS, BadCell, Cell, Record
from app.intake.tables.xml_events import MalformedPart, TextPieces, parse

# Excel keeps fifteen digits of a number and writes zeros for the others: a NIK is then wrong.
_FIRST_INEXACT: Final = 10**15
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOST: Final = BadCell(
    "tersimpan sebagai angka, sehingga angka terakhirnya hilang. "
    "Ubah selnya menjadi teks dan tulis lagi."
)
_FORMULA: Final = BadCell("berisi rumus. Salin selnya, lalu tempel sebagai nilai.")
_ERROR: Final = BadCell("berisi kesalahan Excel. Perbaiki selnya.")
# No sheet of Excel has more columns.
_MOST_CELLS: Final = 16_384
_TRUE: Final = frozenset({"1", "true"})
_TEXTS: Final = frozenset({"v", "t"})


@dataclass(slots=True)
class Shared:
    """What the sheets of a workbook share: texts, and which cell styles show a day."""

    texts: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    is_1904: bool = False


def read_rows(file: IO[bytes], shared: Shared, end: int, progress: Progress) -> Iterator[Record]:
    """Yield the rows that are there, numbered as Excel numbers them.

    Args:
        file: the part with the sheet.
        shared: what it shares with other sheets.
        end: behind so many bytes of the part no row has anything in it.
        progress: asked whether somebody still waits.

    Raises:
        ExpatError, MalformedPart, ValueError, IndexError: the part is damaged.
        Stopped: nobody waits for it any more.
    """
    rows = _Rows(shared)
    filled = WithoutBlankCells(file)
    for _ in parse(filled, rows, progress):
        yield from rows.finished
        rows.finished.clear()
        if rows.is_over or filled.heard >= end:
            return


class _Rows:
    """Hears of elements and makes rows of them; called millions of times."""

    def __init__(self, shared: Shared) -> None:
        self.finished: list[Record] = []
        self.is_over = False
        self._shared = shared
        self._line = 0
        self._is_hidden = False
        self._cells: list[Cell] = []
        self._seen = 0
        self._cell: _Reading | None = None
        self._is_phonetic = False
        self._is_text = False
        self._text = TextPieces()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._count(1)
            column = _column(attributes.get("r", ""), len(self._cells))
            self._cell = _Reading(column, attributes.get("t", "n"), attributes.get("s", "0"))
        elif name in _TEXTS:
            self._is_text = self._cell is not None and not self._is_phonetic
        elif name == "f" and self._cell is not None:
            self._cell.has_formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._is_phonetic = True
        elif name == BLANKS:
            self._skip(int(attributes.get("n", "0")))

    def _count(self, more: int) -> None:
        self._seen += more
        if self._seen > _MOST_CELLS:
            raise MalformedPart("too many cells in a row")

    def _skip(self, blanks: int) -> None:
        self._count(blanks)
        _put(self._cells, min(len(self._cells) + blanks, MOST_COLUMNS) - 1, "")

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._line = int(attributes.get("r", self._line + 1))
        if self._line > MOST_ROWS:
            raise MalformedPart("too many rows")
        self._is_hidden = attributes.get("hidden") in _TRUE
        self._cells = []
        self._seen = 0

    def end(self, name: str) -> None:
        if name in _TEXTS:
            self._end_text()
        elif name == "c" and self._cell is not None:
            _put(self._cells, self._cell.column, _content(self._cell, self._shared))
            self._cell = None
        elif name == "row":
            self.finished.append(Record(self._line, self._cells, is_hidden=self._is_hidden))
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "sheetData":
            self.is_over = True

    def _end_text(self) -> None:
        if self._is_text and self._cell is not None:
            self._cell.text = (self._cell.text or "") + self._text.take()
        self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text:
            self._text.add(data)


@dataclass(slots=True)
class _Reading:
    """The cell that is being read."""

    column: int
    kind: str
    style: str
    text: str | None = None
    has_formula: bool = False


def _put(cells: list[Cell], column: int, content: Cell) -> None:
    if column >= MOST_COLUMNS:
        return
    cells.extend([""] * (column - len(cells)))
    if column < len(cells):
        cells[column] = content
    else:
        cells.append(content)


def _column(reference: str, otherwise: int) -> int:
    column = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - 64
    return column - 1 if column else otherwise


def _content(cell: _Reading, shared: Shared) -> Cell:
    if cell.kind == "e":
        return _ERROR
    # A formula that gives a text may give an empty one; any other was never computed.
    if not cell.text and not (cell.kind == "str" and cell.text is not None):
        return _FORMULA if cell.has_formula else ""
    text = cell.text or ""
    if cell.kind == "s":
        return _unescaped(shared.texts[int(text)])
    if cell.kind == "b":
        return "ya" if text.strip() in _TRUE else "tidak"
    if cell.kind == "n":
        return _number(text.strip(), int(cell.style) in shared.dates, shared.is_1904)
    return _unescaped(text)


def _unescaped(text: str) -> str:
    # Excel writes a carriage return and what XML cannot hold as _x000D_.
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _number(text: str, is_date: bool, is_1904: bool) -> Cell:
    if not text:
        return ""
    value = float(text)
    # Turned round, so that what is no number at all is caught too.
    if not abs(value) < _FIRST_INEXACT:
        return _LOST
    if is_date:
        moment = from_serial(value, is_1904=is_1904)
        if moment is not None:
            return _moment(moment, value)
    if value == int(value):
        return str(int(value))
    return text if "e" not in text.casefold() else repr(value)


def _moment(moment: datetime, value: float) -> str:
    # Excel counts days in fractions: 08.05 may come out as 08.04.59,999.
    whole = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    if value < 1:
        return f"{whole.hour:02}.{whole.minute:02}"
    if (whole.hour, whole.minute, whole.second) == (0, 0, 0):
        return whole.date().isoformat()
    return whole.isoformat(timespec="seconds" if whole.second else "minutes")
