"""A disk that is written down: every change of a folder's files, in the order it was asked for.

SQLite's writes come through a VFS. What Python writes is found by looking at the files whenever a
name changes or something is flushed; what lies between two looks was not flushed, so its order
means nothing to a disk.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import apsw

from tests.faults.disk_layer import DiskLayer

# Larger files are taken for changed only when their time or size says so.
_ALWAYS_READ = 64 * 1024
_NEW_LOGS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


class Link(NamedTuple):
    """A file, by its number, gets a name."""

    path: str
    file: int


class Unlink(NamedTuple):
    """A name goes."""

    path: str


class Move(NamedTuple):
    """A file has another name from now on, and whatever had that one is gone."""

    source: str
    target: str
    file: int


class Write(NamedTuple):
    """Bytes of a file."""

    file: int
    offset: int
    content: bytes


class Resize(NamedTuple):
    """A file is cut, or grows by zeros."""

    file: int
    size: int


class Sync(NamedTuple):
    """What was written into a file is on the disk."""

    file: int


class SyncFolder(NamedTuple):
    """The names in a folder are on the disk."""

    folder: str


class Promise(NamedTuple):
    """From now on somebody relies on what is said."""

    said: object


Operation = Link | Unlink | Move | Write | Resize | Sync | SyncFolder | Promise


class Disk:
    """Writes down what happens to the files in *folder*; ``operations`` has it afterwards.

    Attributes:
        begin: what was there before: path -> number and content of the file.
        said_before: what somebody relied on then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.operations: list[Operation] = []
        self.begin: dict[str, tuple[int, bytes]] = {}
        self.said_before: object = None
        self._numbers = count(1)
        self._names: dict[str, int] = {}
        self._contents: dict[int, bytes] = {}
        self._times: dict[int, tuple[int, int]] = {}
        self._of_sqlite: set[int] = set()
        self._is_looking = False

    @contextmanager
    def recording(self) -> Iterator["Disk"]:
        """Write down what happens within the block."""
        self.look()
        self.operations.clear()
        for path, file in self._names.items():
            self.begin[path] = (file, (self.folder / path).read_bytes())
        vfs = _Vfs(self)
        with ExitStack() as stack:
            stack.callback(vfs.unregister)
            # Copied within the kernel, nothing would be seen of it before the end.
            stack.enter_context(patch("shutil._USE_CP_SENDFILE", new=False))
            for name in ("replace", "rename"):
                stack.enter_context(patch.object(os, name, self._moving(getattr(os, name))))
            for name in ("unlink", "remove", "rmdir", "mkdir"):
                stack.enter_context(patch.object(os, name, self._naming(getattr(os, name))))
            stack.enter_context(patch.object(os, "fsync", self._flushing(os.fsync)))
            yield self
        self.look()

    def promise(self, said: object) -> None:
        """Write down that somebody relies on *said* from here on."""
        self.look()
        self.operations.append(Promise(said))

    def look(self) -> None:
        """Find what Python has changed since the last look."""
        if self._is_looking:
            return
        self._is_looking = True
        try:
            found = dict(_files(self.folder))
            for path in self._names.keys() - found.keys():
                del self._names[path]
                self.operations.append(Unlink(path))
            for path, status in found.items():
                self._look_at(path, status)
        finally:
            self._is_looking = False

    def _look_at(self, path: str, status: os.stat_result) -> None:
        file = self._number(path)
        if file in self._of_sqlite:
            return
        times = (status.st_mtime_ns, status.st_size)
        if status.st_size > _ALWAYS_READ and self._times.get(file) == times:
            return
        self._times[file] = times
        old, new = self._contents.get(file, b""), (self.folder / path).read_bytes()
        self._contents[file] = new
        if len(old) == len(new):
            self._write_changed(file, old, new)
        else:
            self.operations += (Resize(file, 0), Write(file, 0, new))

    def _write_changed(self, file: int, old: bytes, new: bytes) -> None:
        if old == new:
            return
        first = next(i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
        behind = next(i for i in range(len(new), 0, -1) if old[i - 1] != new[i - 1])
        self.operations.append(Write(file, first, new[first:behind]))

    def _number(self, path: str) -> int:
        if path not in self._names:
            self._names[path] = next(self._numbers)
            self.operations.append(Link(path, self._names[path]))
        return self._names[path]

    def relative(self, path: str) -> str | None:
        """Return what a file is called here; None for one that lies elsewhere."""
        try:
            return Path(path).absolute().relative_to(self.folder).as_posix()
        except ValueError:
            return None

    def opened(self, path: str) -> int:
        """Return the number of a file that SQLite is about to write."""
        file = self._number(path)
        self._of_sqlite.add(file)
        return file

    def deleted(self, path: str, *, is_flushed: bool) -> None:
        """Write down that SQLite has deleted a file."""
        if self._names.pop(path, None) is not None:
            self.operations.append(Unlink(path))
        if is_flushed:
            self.operations.append(SyncFolder(_parent(path)))

    def _moving(self, real: Callable[..., None]) -> Callable[..., None]:
        def move(source: str, target: str, **named: object) -> None:
            self.look()
            real(source, target, **named)
            was, now = self.relative(os.fspath(source)), self.relative(os.fspath(target))
            if was in self._names and now is not None:
                self._names[now] = self._names.pop(was)
                self.operations.append(Move(was, now, self._names[now]))

        return move

    def _naming(self, real: Callable[..., None]) -> Callable[..., None]:
        def name(path: str, *arguments: object, **named: object) -> None:
            real(path, *arguments, **named)
            self.look()

        return name

    def _flushing(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def flush(descriptor: int) -> None:
            self.look()
            real(descriptor)
            status = os.fstat(descriptor)
            for path, other in _files(self.folder):
                if os.path.samestat(status, other):
                    self.operations.append(Sync(self._names[path]))
            for folder in (self.folder, *(p for p in self.folder.rglob("*") if p.is_dir())):
                if os.path.samestat(status, folder.stat()):
                    self.operations.append(SyncFolder(_name(folder, self.folder)))

        return flush


def _name(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix()


def _parent(path: str) -> str:
    return Path(path).parent.as_posix()


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield each file below *folder*; shared memory is none."""
    for root, _, names in os.walk(folder):
        for name in names:
            if not name.endswith("-shm"):
                path = Path(root) / name
                yield path.relative_to(folder).as_posix(), path.stat()


class _File(apsw.VFSFile):
    def __init__(self, base: str, name: object, flags: list[int], disk: Disk) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        # As SQLite does on Linux: the first flush of a log that it may have made also flushes its
        # name.
        may_be_new = flags[0] & apsw.SQLITE_OPEN_CREATE and flags[0] & _NEW_LOGS
        super().__init__(base, name, flags)
        here = disk.relative(path) if isinstance(path, str) else None
        self._disk = disk
        self._file = 0
        if here is not None and flags[1] & apsw.SQLITE_OPEN_READWRITE:
            self._file = disk.opened(here)
        self._new_in = _parent(here) if here and may_be_new else None

    def xLock(self, level: int) -> None:  # noqa: N802
        try:
            super().xLock(level)
        except apsw.IOError as error:
            # Closing asks for a lock that a file opened for reading cannot have; SQLite goes on
            # without a word, but an exception would come out of the driver.
            raise apsw.BusyError from error

    def xWrite(self, content: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(content, offset)
        if self._file:
            self._disk.operations.append(Write(self._file, offset, bytes(content)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        if self._file:
            self._disk.operations.append(Resize(self._file, size))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        if self._file:
            self._disk.operations.append(Sync(self._file))
        if self._new_in is not None:
            self._disk.operations.append(SyncFolder(self._new_in))
            self._new_in = None


class _Vfs(DiskLayer):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__("written-down")

    def xOpen(self, name: object, flags: list[int]) -> _File:  # noqa: N802
        return _File(self.base, name, flags, self._disk)

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: N802
        super().xDelete(name, sync_folder)
        here = self._disk.relative(name)
        if here is not None:
            self._disk.deleted(here, is_flushed=bool(sync_folder))
