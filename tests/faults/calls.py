"""Every call with which the program or SQLite changes a disk, counted and, when wanted, refused."""

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import apsw

from tests.faults.disk_layer import DiskLayer

_SYSTEM = ("replace", "rename", "unlink", "remove", "rmdir", "mkdir", "fsync", "open")
Before = Callable[["Call"], None]


class Call:
    """One call: the how-manieth, what is done, to which file, and whether SQLite does it."""

    def __init__(self, number, what, path, *, is_sqlite):
        self.number = number
        self.what = what
        self.path = path
        self.is_sqlite = is_sqlite

    def __repr__(self):
        return f"{self.number}: {'sqlite ' * self.is_sqlite}{self.what} {self.path}"

    def refuse(self):
        """Fail as the system or the driver does."""
        if self.is_sqlite:
            raise apsw.FullError(f"refused: {self}")
        raise OSError(errno.EACCES, f"refused: {self}")


class _Counter:
    def __init__(self, folder, before):
        self._folder = str(folder)
        self._before = before
        self._last = None
        self._number = 0
        self._is_looking = False

    def look(self, what, path, *, is_sqlite=False):
        """Tell whoever listens of a call on a file of the folder; not of their own calls."""
        if self._is_looking or (what != "fsync" and self._folder not in str(path)):
            return
        # SQLite writes page after page: that is one call here.
        if is_sqlite and (what, path) == self._last:
            return
        self._last = (what, path)
        self._number += 1
        self._is_looking = True
        try:
            name = os.path.relpath(str(path), self._folder) if what != "fsync" else ""
            self._before(Call(self._number, what, name, is_sqlite=is_sqlite))
        finally:
            self._is_looking = False


class _File(apsw.VFSFile):
    def __init__(self, base, name, flags, look):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._look = lambda what: look(what, path, is_sqlite=True)
        self._look("open")
        super().__init__(base, name, flags)

    def xLock(self, level):  # noqa: N802
        try:
            super().xLock(level)
        except apsw.IOError as error:
            # Closing asks for a lock that a file opened for reading cannot have; SQLite goes on
            # without a word, but an exception would come out of the driver.
            raise apsw.BusyError from error

    def xWrite(self, content, offset):  # noqa: N802
        self._look("write")
        super().xWrite(content, offset)

    def xTruncate(self, size):  # noqa: N802
        self._look("truncate")
        super().xTruncate(size)

    def xSync(self, flags):  # noqa: N802
        self._look("sync")
        super().xSync(flags)


class _Vfs(DiskLayer):
    def __init__(self, look):
        self._look = look
        super().__init__("counting")

    def xOpen(self, name, flags):  # noqa: N802
        return _File(self.base, name, flags, self._look)

    def xDelete(self, name, sync_folder):  # noqa: N802
        # While closing SQLite tries to delete the log, and does not mind when it cannot.
        if not name.endswith("-wal"):
            self._look("delete", name, is_sqlite=True)
        super().xDelete(name, sync_folder)


def _counted(what, real, look):
    def call(path, *arguments, **named):
        look(what, path)
        return real(path, *arguments, **named)

    return call


@contextmanager
def watching(folder: Path, before: Before, *, sqlite: bool = True) -> Iterator[None]:
    """Within the block *before* is told of each call that concerns *folder*, and may raise.

    Without *sqlite* only what the program itself calls is told.
    """
    look = _Counter(folder, before).look
    with ExitStack() as stack:
        for name in _SYSTEM:
            stack.enter_context(patch.object(os, name, _counted(name, getattr(os, name), look)))
        stack.enter_context(patch.object(io, "open", _counted("open", builtins.open, look)))
        if sqlite:
            stack.callback(_Vfs(look).unregister)
        yield
