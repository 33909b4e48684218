"""One writer per book: who has it, and whether it lies where locks can be trusted."""

import json
import os
import socket
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from filelock import FileLock, Timeout

from app.errors import BookInUse, BookRefused

# Locks and shared memory of the write-ahead log cannot be trusted on these.
NETWORK_FILE_SYSTEMS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "webdav"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "glusterfs", "ceph"}
)


class Mount(Protocol):
    """What is known of one mounted file system."""

    @property
    def mountpoint(self) -> str:
        """Return the folder under which it appears."""
        ...

    @property
    def fstype(self) -> str:
        """Return its kind."""
        ...

    @property
    def opts(self) -> str:
        """Return its options, separated by commas."""
        ...


class BookLock:
    """Held as long as a book is open for writing; the system frees it even after kill -9."""

    def __init__(self, book: Path) -> None:
        self._lock = FileLock(book.with_name(book.name + ".kunci"), timeout=0)
        self._note = book.with_name(book.name + ".pemegang")
        self._since = ""

    def take(self, officer: str, now: datetime) -> None:
        """Take the lock and say who has it.

        Raises:
            BookInUse: another program holds it.
        """
        try:
            self._lock.acquire()
        except Timeout as error:
            raise BookInUse(self._holder()) from error
        self._since = now.isoformat()
        self._say_who(officer)

    def pass_to(self, officer: str) -> None:
        """Say that another officer sits at the desk now; the lock itself does not depend on it."""
        try:
            self._say_who(officer)
        except OSError:
            return

    def _say_who(self, officer: str) -> None:
        said = {
            "komputer": socket.gethostname(),
            "proses": os.getpid(),
            "petugas": officer,
            "sejak": self._since,
        }
        self._note.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let others write."""
        self._note.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        try:
            said = json.loads(self._note.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(said["sejak"])
            who = f"{said['petugas']} " if said["petugas"] else ""
            return (
                f"{who}di komputer {said['komputer']} sejak {since:%d-%m-%Y %H.%M}"
                f" (proses {said['proses']})"
            )
        except (OSError, ValueError, KeyError, TypeError):
            return "program lain"


def is_network_share(path: Path, mounts: Iterable[Mount]) -> bool:
    """Tell whether *path* lies on a file system of another computer."""
    if str(path).startswith(("\\\\", "//")):
        return True
    best = ""
    is_remote = False
    for mount in mounts:
        point = mount.mountpoint
        inside = path == Path(point) or Path(point) in path.parents
        if inside and len(point) >= len(best):
            best = point
            # psutil names a Windows network drive by its options, not by its file system.
            is_remote = mount.fstype in NETWORK_FILE_SYSTEMS or "remote" in mount.opts.split(",")
    return is_remote


def ensure_local(path: Path) -> None:
    """Raise ``BookRefused`` when the book lies on a network share."""
    import psutil

    if is_network_share(path.absolute(), psutil.disk_partitions(all=True)):
        raise BookRefused(
            f"Buku {path} berada di folder jaringan. Penguncian berkas di sana tidak dapat "
            "diandalkan, sehingga buku dapat rusak. Pindahkan buku ke cakram komputer ini."
        )
