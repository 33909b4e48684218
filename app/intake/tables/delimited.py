"""Records of a text table (.csv, .tsv), one wrong quotation mark costing one record only."""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from app.ground.progress import Progress
from app.intake.outside import UTF_16_MARKS, lines_of
from app.intake.tables.grid import MOST_COLUMNS, Record

# No description has more lines; beyond that a quotation mark was opened and never closed.
_MOST_LINES: Final = 200
_LONGEST_LINE: Final = 1024 * 1024
_DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLED_LINES: Final = 40
_SNIFFED: Final = 4096
_TOO_LONG: Final = "Baris ini terlalu panjang untuk dibaca."
_BROKEN: Final = "Tanda kutip pada baris ini tidak berpasangan, atau isinya terlalu panjang."


class _Line(NamedTuple):
    number: int
    text: str | None  # None when it is too long


def read_records(path: Path, known_headings: Callable[[list[str]], int]) -> Iterator[Record]:
    """Yield the records of the file, numbered by the line they begin on.

    Args:
        path: the file.
        known_headings: how many of the cells are headings; the separator that makes most is taken.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        lines = _text_lines(file)
        sample = list(islice(lines, _SAMPLED_LINES))
        declared = _declared(sample)
        if declared:
            sample = sample[1:]
        delimiter = declared or _delimiter(sample, known_headings)
        yield from _records(_Feed(_chained(sample, lines)), delimiter)


def lines_in(path: Path, progress: Progress) -> int:
    """Return how many lines the file has; records may have several, none has less than one.

    Raises:
        OSError: the file cannot be read.
        Stopped: nobody waits for it any more.
    """
    feeds = returns = 0
    with path.open("rb") as file:
        while piece := file.read(_LONGEST_LINE):
            progress.ask()
            feeds += piece.count(b"\n")
            returns += piece.count(b"\r")
    return max(feeds, returns) + 1


def _chained(sample: list[_Line], rest: Iterator[_Line]) -> Iterator[_Line]:
    yield from sample
    yield from rest


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
            yield Record(feed.first_line, [*map(_bare, cells[:MOST_COLUMNS])])


def _bare(cell: str) -> str:
    """Return a cell without the formula in which programs hide a number from Excel: ="0812"."""
    is_hidden = cell.startswith('="') and cell.endswith('"') and len(cell) > 2
    return cell[2:-1].replace('""', '"') if is_hidden else cell


class _Feed:
    """Hands lines to the csv reader and takes them back when a record proves broken."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._taken: list[_Line] = []
        self._returned: deque[_Line] = deque()

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _MOST_LINES:
            raise csv.Error("a quoted field never ends")
        line = self._returned.popleft() if self._returned else next(self._lines)
        self._taken.append(line)
        if line.text is None:
            raise csv.Error("a line is too long")
        return line.text

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
        return Record(first.number, (), _TOO_LONG if first.text is None else _BROKEN)


def _text_lines(file: BinaryIO) -> Iterator[_Line]:
    """Yield the lines as text; one with bytes that are no UTF-8 was written by older Windows."""
    start = file.read(_SNIFFED)
    file.seek(0)
    encoding = _wide_encoding(start)
    if encoding:
        yield from _wide_lines(file, encoding)
    elif b"\r" in start and b"\n" not in start:
        yield from _wide_lines(file, "utf-8-sig")
    else:
        for line in lines_of(file):
            yield _Line(line.number, None if line.content is None else _decoded(line.content))


def _wide_lines(file: BinaryIO, encoding: str) -> Iterator[_Line]:
    wrapped = TextIOWrapper(file, encoding=encoding, errors="replace")
    number = 0
    try:
        while text := wrapped.readline(_LONGEST_LINE + 1):
            number += 1
            is_too_long = len(text) > _LONGEST_LINE
            while is_too_long and text and not text.endswith("\n"):
                text = wrapped.readline(_LONGEST_LINE)
            yield _Line(number, None if is_too_long else text)
    finally:
        # The file is closed by whoever opened it.
        if not file.closed:
            wrapped.detach()


def _wide_encoding(start: bytes) -> str | None:
    """Return the name of the two-byte encoding, by its mark or by where its zeros stand."""
    if start.startswith(UTF_16_MARKS):
        return "utf-16"
    if len(start) < 4 or b"\0" not in start:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 3 < len(start):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _declared(sample: list[_Line]) -> str:
    """Return the separator that Excel names in a first line of its own: ``sep=;``."""
    first = (sample[0].text or "").strip("\r\n") if sample else ""
    first = first.strip('" ') if not first.endswith("\t") else first
    return first[4] if len(first) == 5 and first[:4].casefold() == "sep=" else ""


def _delimiter(sample: list[_Line], known_headings: Callable[[list[str]], int]) -> str:
    """Return the separator that makes most known headings in a line; Excel here writes ``;``."""
    return max(_DELIMITERS, key=lambda delimiter: _weight(sample, delimiter, known_headings))


def _weight(
    sample: list[_Line], delimiter: str, known_headings: Callable[[list[str]], int]
) -> tuple[int, int]:
    rows = [_split(line.text or "", delimiter) for line in sample]
    return (
        max((known_headings(row) for row in rows), default=0),
        sum(len(row) > 1 for row in rows),
    )


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line[:_SNIFFED]], delimiter=delimiter), [])
    except csv.Error:
        return []
