"""What a power cut leaves of a written down disk: what was flushed, and any part of the rest."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from pathlib import Path

from tests.survival.disk import (
    Disk,
    Link,
    Move,
    Operation,
    Promise,
    Resize,
    Sync,
    SyncFolder,
    Unlink,
    Write,
)

# A log's shared memory is no file that is ever flushed: whatever lies there is rubbish.
_RUBBISH = 32 * 1024
# Operations in the memory of a disk that says it has written them.
_MOST_HELD = 400


class Rest(Enum):
    """What becomes of what was not flushed."""

    NONE = "nothing"
    ALL = "all"
    BEGIN = "the first of each file"
    SOME = "some, in any order"
    TORN_512 = "pieces of 512 bytes"
    TORN_4096 = "pieces of 4 KB"


_PIECES = {Rest.TORN_512: 512, Rest.TORN_4096: 4096}
_Naming = Link | Unlink | Move


@dataclass
class _Content:
    kept: bytearray = field(default_factory=bytearray)
    rest: list[Write | Resize] = field(default_factory=list)

    def flush(self) -> None:
        for operation in self.rest:
            _apply(self.kept, operation)
        self.rest.clear()

    def after(self, rest: Rest, chance: random.Random) -> bytes:
        content = bytearray(self.kept)
        for operation in _surviving(self.rest, rest, chance):
            _apply(content, operation)
        return bytes(content)


@dataclass(frozen=True)
class Cut:
    """One cut: the files that are left, by path, and what had been promised before it."""

    number: int
    rest: Rest
    files: dict[str, bytes]
    said: object

    def lay_out(self, folder: Path) -> None:
        """Make *folder*, which is empty but for the office's own folder, what the cut left."""
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


class _State:
    """What is on the disk, and what is on its way there, after some operations."""

    def __init__(self, disk: Disk) -> None:
        begin = disk.begin
        self._contents = {n: _Content(bytearray(content)) for n, content in begin.values()}
        self._names = {path: n for path, (n, _) in begin.items()}
        self._naming: list[_Naming] = []
        self.said = disk.said_before

    def take(self, operation: Operation) -> None:
        """Let one operation happen."""
        if isinstance(operation, Write | Resize):
            self._contents.setdefault(operation.file, _Content()).rest.append(operation)
        elif isinstance(operation, Link | Unlink | Move):
            self._naming.append(operation)
        elif isinstance(operation, Promise):
            self.said = operation.said
        elif isinstance(operation, Sync):
            self._contents.setdefault(operation.file, _Content()).flush()
        else:
            self._flush_names(operation.folder)

    def flush(self) -> None:
        """Let everything reach the disk."""
        for content in self._contents.values():
            content.flush()
        for naming in self._naming:
            _rename(self._names, naming)
        self._naming.clear()

    def _flush_names(self, folder: str) -> None:
        for naming in [n for n in self._naming if folder in _folders(n)]:
            _rename(self._names, naming)
            self._naming.remove(naming)

    def left(self, rest: Rest, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are there after a cut here."""
        names = dict(self._names)
        # Names wait in a journal of the file system, which is mostly played in order.
        fate = Rest.BEGIN if rest in _PIECES or chance.random() < 0.7 else rest
        for naming in _surviving(self._naming, fate if rest is not Rest.ALL else rest, chance):
            _rename(names, naming)
        files = {
            path: self._contents.get(file, _Content()).after(rest, chance)
            for path, file in sorted(names.items())
        }
        for path in [path for path in files if path.endswith("-wal")]:
            if chance.random() < 0.3:
                files[path.removesuffix("-wal") + "-shm"] = chance.randbytes(_RUBBISH)
        return files


def cuts(disk: Disk, number: int, chance: random.Random) -> Iterator[Cut]:
    """Yield *number* cuts of what *disk* has written down, at any points."""
    state = _State(disk)
    points = sorted(chance.randrange(len(disk.operations) + 1) for _ in range(number))
    done = 0
    for at in points:
        for operation in disk.operations[done:at]:
            state.take(operation)
        done = at
        yield _cut(state, at, chance)


def cuts_of_a_liar(disk: Disk, number: int, chance: random.Random) -> Iterator[Cut]:
    """Yield cuts of a disk that says it has flushed what still is in its own, volatile memory."""
    for _ in range(number):
        at = chance.randrange(len(disk.operations) + 1)
        held = chance.randint(1, _MOST_HELD)
        state = _State(disk)
        for operation in disk.operations[: max(at - held, 0)]:
            state.take(operation)
        state.flush()
        for operation in disk.operations[max(at - held, 0) : at]:
            if not isinstance(operation, Sync | SyncFolder):
                state.take(operation)
        yield _cut(state, at, chance)


def _cut(state: _State, at: int, chance: random.Random) -> Cut:
    rest = chance.choice(list(Rest))
    return Cut(at, rest, state.left(rest, chance), state.said)


def _surviving(
    waiting: Sequence[Operation], rest: Rest, chance: random.Random
) -> Iterable[Operation]:
    if rest is Rest.NONE:
        return
    if rest is Rest.BEGIN:
        waiting = waiting[: chance.randint(0, len(waiting))]
    for operation in waiting:
        if rest in _PIECES and isinstance(operation, Write):
            yield from _torn(operation, _PIECES[rest], chance)
        elif rest in (Rest.ALL, Rest.BEGIN) or chance.random() < 0.5:
            yield operation


def _torn(write: Write, size: int, chance: random.Random) -> Iterator[Write]:
    end = write.offset + len(write.content)
    # The sectors of the disk, whatever the program writes across them.
    marks = [write.offset, *range(write.offset // size * size + size, end, size), end]
    for begin, behind in pairwise(marks):
        if chance.random() < 0.5:
            content = write.content[begin - write.offset : behind - write.offset]
            yield Write(write.file, begin, content)


def _apply(content: bytearray, operation: Write | Resize) -> None:
    if isinstance(operation, Resize):
        del content[operation.size :]
        content.extend(bytes(operation.size - len(content)))
        return
    content.extend(bytes(max(operation.offset - len(content), 0)))
    content[operation.offset : operation.offset + len(operation.content)] = operation.content


def _rename(names: dict[str, int], operation: _Naming) -> None:
    if isinstance(operation, Link):
        names[operation.path] = operation.file
    elif isinstance(operation, Unlink):
        names.pop(operation.path, None)
    else:
        if names.get(operation.source) == operation.file:
            del names[operation.source]
        names[operation.target] = operation.file


def _folders(operation: _Naming) -> set[str]:
    paths = (
        [operation.source, operation.target] if isinstance(operation, Move) else [operation.path]
    )
    return {Path(path).parent.as_posix() for path in paths}
