"""Records of a CSV file, read so that one wrong quotation mark costs one record only."""

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from app.intake.outside import OutsideLine, lines_of
from app.intake.tables import Record, key_of

_CHUNK: Final = 1024 * 1024
# No description has more lines; beyond that a quotation mark was opened and never closed.
_MOST_LINES: Final = 200
_TOO_LONG: Final = "Baris ini terlalu panjang untuk dibaca."
_BROKEN: Final = "Tanda kutip pada baris ini tidak berpasangan, atau isinya terlalu panjang."


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of the file, numbered by the line they begin on.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        encoding = _encoding(file)
        delimiter = _delimiter(file, encoding)
        yield from _records(_Feed(lines_of(file), encoding), delimiter)


def _records(feed: "_Feed", delimiter: str) -> Iterator[Record]:
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield feed.give_up_record()
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
        else:
            yield Record(feed.first_line, cells)


class _Feed:
    """Hands lines to the csv reader and takes them back when a record proves broken."""

    def __init__(self, lines: Iterator[OutsideLine], encoding: str) -> None:
        self._lines = lines
        self._encoding = encoding
        self._taken: list[OutsideLine] = []
        self._returned: deque[OutsideLine] = deque()

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _MOST_LINES:
            raise csv.Error("a quoted field never ends")
        line = self._returned.popleft() if self._returned else next(self._lines)
        self._taken.append(line)
        if line.content is None:
            raise csv.Error("a line is too long")
        return line.content.decode(self._encoding, errors="replace")

    @property
    def first_line(self) -> int:
        """The number of the line the record begins on."""
        return self._taken[0].number

    def start_record(self) -> None:
        """Forget the lines of the record before."""
        self._taken = []

    def give_up_record(self) -> Record:
        """Return the first line as a problem; the lines behind it are read again."""
        first, *others = self._taken
        self._returned.extendleft(reversed(others))
        return Record(first.number, (), _TOO_LONG if first.content is None else _BROKEN)


def _encoding(file: BinaryIO) -> str:
    """Return the encoding of the whole file; Excel on older Windows still writes cp1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """Return the separator that makes more known headings; Indonesian Excel writes ``;``."""
    file.seek(0)
    contents = (line.content or b"" for line in lines_of(file))
    heading = next((content for content in contents if content.strip()), b"")
    text = heading.decode(encoding, errors="replace")
    file.seek(0)
    return max(";,", key=lambda delimiter: _known_headings(text, delimiter))


def _known_headings(line: str, delimiter: str) -> int:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(key_of(cell) is not None for cell in cells)
