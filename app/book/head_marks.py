"""Head marks: where the journal stood, written outside the book after each commit.

A chain of hashes does not notice when its last entries are gone: a write-ahead log that was cut,
damaged or deleted, an old copy put back in place. So the head also stands beside the book and in
the settings folder, and is looked for when the book is opened or inspected.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import Final

from app.ground.log import log_trouble
from app.ground.paths import head_marks_folder
from models.disk import make_private_folder

_BESIDE: Final = ".kepala"
# Bytes. Two slots, written in turn: a power cut tears at most the one that was being written.
_SLOT: Final = 1024
_DIGEST: Final = 64


@dataclass(frozen=True, slots=True)
class HeadMark:
    """What was written down of a journal after a commit.

    Attributes:
        first_hash: of the first entry; it tells the book from any other.
        sequence, hash: of the last entry.
        numbers: year -> highest register number that had been given out by then.
    """

    first_hash: str
    sequence: int
    hash: str
    numbers: Mapping[int, int]


def read_head_marks(path: Path) -> tuple[HeadMark, ...]:
    """Return what was written down of the book at *path*; what is no mark is left out.

    Raises:
        OSError: the system refuses to read one that is there.
    """
    marks = (_newest(_slots_in(place))[1] for place in _places(path))
    return tuple(mark for mark in marks if mark is not None)


def forget_head_marks(path: Path) -> None:
    """Take away what was written down of an earlier book at *path*."""
    for place in _places(path):
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)


class HeadMarks:
    """Writes down the head of one open book; a disk that refuses stops no step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: list[_MarkFile] = []
        self._numbers: dict[int, int] = {}
        self._is_open = False
        self._last = 0
        # Threads of one program commit in turn and write down in any order.
        self._writing = Lock()

    def note(self, first_hash: str, sequence: int, hash_: str, numbers: Mapping[int, int]) -> None:
        """Write that the journal, committed, stands at *sequence* and *hash_*.

        *numbers* are those of the years in which numbers are given now; others stay as they are.
        """
        with self._writing:
            if not self._is_open:
                self._open(first_hash)
            if sequence > self._last:
                self._last = sequence
                self._numbers |= numbers
                self._write(HeadMark(first_hash, sequence, hash_, self._numbers))

    def _write(self, mark: HeadMark) -> None:
        for file in list(self._files):
            try:
                file.write(mark)
            except OSError as error:
                log_trouble(f"Penanda akhir jurnal tidak dapat ditulis: {error.strerror}")
                self._files.remove(file)
                file.close()

    def _open(self, first_hash: str) -> None:
        self._is_open = True
        for place in _places(self._path):
            # A folder that cannot be written: the other place still tells.
            with contextlib.suppress(OSError):
                make_private_folder(place.parent)
                self._files.append(_MarkFile(place))
                self._learn(place, first_hash)

    def _learn(self, place: Path, first_hash: str) -> None:
        _, mark = _newest(_slots_in(place))
        if mark is not None and mark.first_hash == first_hash:
            for year, number in mark.numbers.items():
                self._numbers[year] = max(number, self._numbers.get(year, 0))

    def close(self) -> None:
        """Wait until what was written down is on the disk."""
        for file in self._files:
            file.flush()
            file.close()
        self._files.clear()
        self._is_open = False


class _MarkFile:
    """One place where the head is written down, kept open between the steps."""

    def __init__(self, path: Path) -> None:
        self._count = _newest(_slots_in(path))[0]
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = FileIO(os.open(path, flags, 0o600), "r+")

    def write(self, mark: HeadMark) -> None:
        self._count += 1
        self._file.seek(self._count % 2 * _SLOT)
        self._file.write(_slot(self._count, mark))

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


def _places(path: Path) -> tuple[Path, Path]:
    real = os.path.realpath(path)
    return Path(real + _BESIDE), head_marks_folder() / f"{place_digest(path)}{_BESIDE}"


def place_digest(path: Path) -> str:
    """Return by what the place of a book is called outside it: 32 hex digits."""
    real = os.path.realpath(path)
    return hashlib.sha256(os.fsencode(os.path.normcase(real))).hexdigest()[:32]


def _slot(count: int, mark: HeadMark) -> bytes:
    # Only the newest years: older ones are given no numbers any more.
    numbers = dict(sorted(mark.numbers.items())[-20:])
    said = [count, mark.first_hash, mark.sequence, mark.hash, numbers]
    text = json.dumps(said, separators=(",", ":")).encode()
    return (hashlib.sha256(text).hexdigest().encode() + text).ljust(_SLOT)


def _slots_in(path: Path) -> Iterable[bytes]:
    try:
        with path.open("rb") as file:
            return file.read(_SLOT), file.read(_SLOT)
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _newest(slots: Iterable[bytes]) -> tuple[int, HeadMark | None]:
    """Return how often was written, with what was written last; (0, None) where nothing was."""
    return max(map(_read_slot, slots), key=lambda found: found[0], default=(0, None))


def _read_slot(slot: bytes) -> tuple[int, HeadMark | None]:
    digest, text = slot[:_DIGEST], slot[_DIGEST:].rstrip()
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return 0, None
    try:
        count, first_hash, sequence, hash_, numbers = json.loads(text)
        given = {int(year): int(number) for year, number in numbers.items()}
        return int(count), HeadMark(str(first_hash), int(sequence), str(hash_), given)
    except (ValueError, TypeError, AttributeError):
        return 0, None
