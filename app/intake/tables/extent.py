"""How much stands in a sheet, found before anything in it is read.

A sheet is looked through as bytes, some thirty times as fast as it is read: so what is damaged or
too much is refused at once, and rows that are only coloured, often a million, are never read.
"""

import re
from dataclasses import dataclass
from typing import IO, Final

from app.ground.progress import Progress
from app.intake.tables.grid import MOST_ROWS, ImportRefused, Marks, Merge
from app.intake.tables.xml_events import pieces

TOO_LARGE: Final = "Buku kerja ini terlalu besar. Bagi menjadi beberapa berkas."
# Cells are four to six tags each: some 60,000 rows of 30 columns.
_MOST_TAGS: Final = 12_000_000
_MOST_MERGES: Final = 20_000
_LAST_HIDDEN: Final = 500
_MERGE: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_SHEET_END: Final = re.compile(rb"</(?:\w+:)?sheetData")
_PLACE: Final = re.compile(r"([A-Z]+)(\d+)")
_ROW_END: Final = b"row>"
# Tags around what a cell holds, whatever their namespace is called.
_VALUE_ENDS: Final = (b"v>", b"t>", b"f>", b"<f ")


@dataclass(frozen=True, slots=True)
class Extent:
    """What a sheet holds.

    Attributes:
        end: behind so many bytes of its part no row has anything in it.
        rows: so many rows, at most, have.
        marks: merged areas and hidden columns.
    """

    end: int
    rows: int
    marks: Marks


def extent_of(file: IO[bytes], progress: Progress) -> Extent:
    """Look through the part of a sheet.

    Raises:
        ImportRefused: there is more in it than is read.
        ExpatError, MalformedPart, ValueError: the part is damaged.
        Stopped: nobody waits for it any more.
    """
    look = _Look()
    for piece in pieces(file, progress):
        look.take(piece)
    return look.extent


class _Look:
    """Hears the pieces of a sheet in their order."""

    def __init__(self) -> None:
        self._held = b""
        self._before = 0
        self._rows = 0
        self._tags = 0
        self._end = 0
        self._filled_rows = 0
        # A value was seen whose row has not ended yet.
        self._is_open = False
        self._is_over = False
        self._merges: list[Merge] = []
        self._hidden: set[int] = set()

    @property
    def extent(self) -> Extent:
        marks = Marks(tuple(self._merges[:_MOST_MERGES]), frozenset(self._hidden))
        end = self._before + len(self._held) if self._is_open else self._end
        return Extent(end, self._filled_rows, marks)

    def take(self, piece: bytes) -> None:
        text = self._held + piece
        # What may go on in the next piece is looked at again with it.
        whole = text.rfind(b">") + 1
        if not self._is_over:
            self._take_rows(text[:whole])
        if b"mergeCell" in text and len(self._merges) < _MOST_MERGES:
            self._merges += [_merge(*match.groups()) for match in _MERGE.finditer(text, 0, whole)]
        if b"col" in text:
            for match in _COLUMN.finditer(text, 0, whole):
                self._hidden |= _hidden_columns(match[0].decode("ascii", "ignore"))
        self._before += whole
        self._held = text[whole:]

    def _take_rows(self, text: bytes) -> None:
        over = _SHEET_END.search(text) if b"sheetData" in text else None
        self._is_over = over is not None
        text = text[: over.start()] if over else text
        self._rows += text.count(b"/row>") or text.count(b":row>")
        self._tags += text.count(b"<")
        last = max(text.rfind(end) for end in _VALUE_ENDS)
        if last < 0 and not self._is_open:
            return
        closed = text.find(_ROW_END, max(last, 0))
        self._is_open = closed < 0
        self._end = self._before + closed + len(_ROW_END)
        self._filled_rows = self._rows
        if self._rows > MOST_ROWS or self._tags > _MOST_TAGS:
            raise ImportRefused(TOO_LARGE)


def _merge(first: bytes, last: bytes) -> Merge:
    left, top = _place(first.decode())
    right, bottom = _place(last.decode())
    return Merge(min(top, bottom), max(top, bottom), min(left, right), max(left, right))


def _place(reference: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(match[2])


def _hidden_columns(tag: str) -> set[int]:
    said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    if said.get("hidden") not in ("1", "true"):
        return set()
    first, last = int(said.get("min", 1)), int(said.get("max", 1))
    # Excel hides all columns up to the last possible one at once.
    return set(range(first - 1, min(last, _LAST_HIDDEN)))
