"""A damaged file read page by page, without SQLite, which finds rows through the pages above them.

Where one of those is damaged, all below it is out of SQLite's reach, though it lies there unharmed.
The format: https://www.sqlite.org/fileformat2.html
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from
from typing import Final, NamedTuple, TypeAlias

Stored: TypeAlias = str | bytes | int | float | None

_USUAL_SIZE: Final = 4096
_HEADER: Final = 100
_INNER, _LEAF = 5, 13
# Bytes of whole numbers by serial type.
_NUMBERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS: Final = 200
_WAL_HEADER: Final = 32
_FRAME_HEADER: Final = 24


class Row(NamedTuple):
    """One row as it lies in a page; the key of the table's own numbering stands apart."""

    key: int
    values: tuple[Stored, ...]


class Unreadable(Exception):
    """What lies there is no row, or no page of rows."""


class Pages:
    """The pages that *content* consists of; a page in *newer* counts instead of the one there."""

    def __init__(self, content: bytes | mmap, newer: Mapping[int, bytes]) -> None:
        self._content = content
        self.size = page_size(content)
        reserved = self._content[20] if len(self._content) > _HEADER else 0
        self.usable = self.size - (reserved if reserved <= 64 else 0)
        self._newer = newer
        whole = -(-len(self._content) // self.size)
        self.count = max([whole, *self._newer])

    def page(self, number: int) -> bytes:
        """Return one page, counted from 1; zeros where the file was cut off."""
        if number in self._newer:
            return self._newer[number]
        begin = (number - 1) * self.size
        return self._content[begin : begin + self.size].ljust(self.size, b"\0")

    def version(self) -> int:
        """Return what the header says of the form of the file; 0 where it says nothing."""
        return int(unpack_from(">I", self.page(1), 60)[0])

    def free(self) -> frozenset[int]:
        """Return the pages that hold nothing any more, as far as they can be listed."""
        found: set[int] = set()
        (trunk,) = unpack_from(">I", self.page(1), 32)
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, number = unpack_from(">II", page, 0)
            found.update(unpack_from(f">{min(number, self.usable // 4 - 2)}I", page, 8))
        return frozenset(found)

    def below(self, root: int) -> set[int]:
        """Return the leaves of a table that can be reached from its *root*."""
        leaves, seen, waiting = set(), set(), [root]
        while waiting:
            number = waiting.pop()
            if number in seen or not 0 < number <= self.count:
                continue
            seen.add(number)
            page, begin = self.page(number), _begin(number)
            if page[begin] == _LEAF:
                leaves.add(number)
            elif page[begin] == _INNER:
                waiting += self._children(page, begin)
        return leaves

    def _children(self, page: bytes, begin: int) -> Iterator[int]:
        yield int(unpack_from(">I", page, begin + 8)[0])
        for at in _cells(page, begin, begin + 12):
            if at + 4 <= self.size:
                yield int(unpack_from(">I", page, at)[0])

    def is_leaf(self, number: int) -> bool:
        """Return whether a page may hold rows of a table."""
        return self.page(number)[_begin(number)] == _LEAF

    def rows(self, number: int) -> Iterator[Row]:
        """Yield the rows of a leaf; those that cannot be read are left out."""
        page, begin = self.page(number), _begin(number)
        for at in _cells(page, begin, begin + 8):
            try:
                yield self._row(page, at)
            except (Unreadable, IndexError, ValueError):
                continue

    def _row(self, page: bytes, at: int) -> Row:
        length, at = _varint(page, at)
        key, at = _varint(page, at)
        return Row(_signed(key), _values(self._payload(page, at, length)))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """Return the bytes of a row, of which a long one goes on in pages of its own."""
        if length > self.count * self.size:
            raise Unreadable
        here = _kept_here(length, self.usable)
        content = page[at : at + here]
        if len(content) < here:
            raise Unreadable
        if here == length:
            return content
        parts, left = [content], length - here
        (following,) = unpack_from(">I", page, at + here)
        while left > 0:
            if not 0 < following <= self.count:
                raise Unreadable
            more = self.page(following)
            (following,) = unpack_from(">I", more, 0)
            parts.append(more[4 : 4 + min(left, self.usable - 4)])
            left -= len(parts[-1])
        return b"".join(parts)


@contextmanager
def pages_of(path: Path) -> Iterator[Pages]:
    """Yield the pages of the plain file at *path*, with what its log beside it adds.

    Raises:
        OSError: the system refuses.
    """
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield Pages(b"", {})
            return
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            log = path.with_name(f"{path.name}-wal")
            yield Pages(content, _logged(log, page_size(content)))


def page_size(content: bytes | mmap) -> int:
    """Return how large the pages are that *content* says it has."""
    said = int.from_bytes(content[16:18], "big")
    said = 65536 if said == 1 else said
    return said if said >= 512 and said & (said - 1) == 0 else _USUAL_SIZE


def _begin(number: int) -> int:
    return _HEADER if number == 1 else 0


def _cells(page: bytes, begin: int, pointers: int) -> Iterator[int]:
    (number,) = unpack_from(">H", page, begin + 3)
    for place in range(min(number, (len(page) - pointers) // 2)):
        (at,) = unpack_from(">H", page, pointers + 2 * place)
        if pointers < at < len(page):
            yield at


def _kept_here(length: int, usable: int) -> int:
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - 4)
    return kept if kept <= most else least


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = content[at + place]
        if place == 8:  # the ninth byte counts whole
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise Unreadable


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _values(payload: bytes) -> tuple[Stored, ...]:
    behind, at = _varint(payload, 0)
    kinds = []
    while at < behind:
        kind, at = _varint(payload, at)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS:
            raise Unreadable
    found = []
    at = behind
    for kind in kinds:
        value, at = _value(payload, at, kind)
        found.append(value)
    if at != len(payload):
        raise Unreadable
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[Stored, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    if kind == 7:
        return unpack_from(">d", payload, at)[0], at + 8
    if kind in (10, 11):
        raise Unreadable
    behind = at + (_NUMBERS[kind] if kind in _NUMBERS else (kind - 12) // 2)
    content = payload[at:behind]
    if kind in _NUMBERS:
        return int.from_bytes(content, "big", signed=True), behind
    return (content.decode("utf-8", "replace") if kind % 2 else content), behind


def _logged(log: Path, size: int) -> dict[int, bytes]:
    """Return the newest whole state of each page that was committed into the *log*.

    Each frame is proved by itself with the sum that the one before it says, so that a damaged one
    hides none behind it.
    """
    try:
        content = log.read_bytes()
    except OSError:
        return {}
    if len(content) < _WAL_HEADER or unpack_from(">I", content, 8)[0] != size:
        return {}
    order = ">" if content[3] & 1 else "<"
    salts, before = content[16:24], unpack_from(">II", content, 24)
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    step = _FRAME_HEADER + size
    for at in range(_WAL_HEADER, len(content) - step + 1, step):
        frame = content[at : at + step]
        number, commits = unpack_from(">II", frame, 0)
        if frame[8:16] != salts:
            break
        said = unpack_from(">II", frame, 16)
        if _sum(frame[:8] + frame[_FRAME_HEADER:], order, before) == said:
            waiting[number] = frame[_FRAME_HEADER:]
            if commits:
                committed |= waiting
                waiting = {}
        before = said
    return committed


def _sum(content: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    first, second = before
    words = unpack_from(f"{order}{len(content) // 4}I", content)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & 0xFFFFFFFF
        second = (second + words[place + 1] + first) & 0xFFFFFFFF
    return first, second
