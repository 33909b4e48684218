"""One writer per book: who has it, and whether it lies where locks can be trusted."""

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Final

from app.ground.errors import BookInUse, BookRefused
from app.ground.names import is_too_long
from models.disk import make_file
from models.sqlite.lock import FileLock

# Locks and shared memory of the write-ahead log cannot be trusted on these.
NETWORK_FILE_SYSTEMS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "webdav"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "glusterfs", "ceph"}
)
# What Windows calls a drive of another computer (GetDriveTypeW).
_DRIVE_REMOTE: Final = 4
_MOUNTS: Final = Path("/proc/self/mountinfo")


class BookLock:
    """Held as long as a book is open for writing; the system frees it even after kill -9."""

    def __init__(self, book: Path) -> None:
        self._lock = FileLock(book.with_name(book.name + ".kunci"))
        self._note = book.with_name(book.name + ".pemegang")
        self._since = ""

    def take(self, officer: str, now: datetime) -> None:
        """Take the lock and say who has it.

        Raises:
            BookInUse: another program holds it.
            OSError: the folder cannot be written.
        """
        if not self._lock.take():
            raise BookInUse(self._holder())
        self._since = now.isoformat()
        self.pass_to(officer)

    def pass_to(self, officer: str) -> None:
        """Say that another officer sits at the desk now; the lock itself does not depend on it."""
        try:
            self._say_who(officer)
        except OSError:
            return

    def _say_who(self, officer: str) -> None:
        said = {
            "komputer": computer_name(),
            "proses": os.getpid(),
            "petugas": officer,
            "sejak": self._since,
        }
        make_file(self._note)
        self._note.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let others write."""
        # Only the lock counts; a note that cannot be removed is written anew by the next holder.
        with contextlib.suppress(OSError):
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


def holding_process(book: Path) -> int | None:
    """Return the number of the process on this computer that writes in *book*, if one says so."""
    try:
        said = json.loads(book.with_name(book.name + ".pemegang").read_text(encoding="utf-8"))
        return int(said["proses"]) if said["komputer"] == computer_name() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def computer_name() -> str:
    """Return what this computer is called, empty where it has no name."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    else:  # noqa: RET505  # the type checker reads one branch on each system
        return os.uname().nodename


def ensure_nameable(path: Path) -> None:
    """Raise ``BookRefused`` when what lies beside a book at *path* would have too long a name."""
    if is_too_long(path.absolute(), is_windows=os.name == "nt"):
        raise BookRefused(
            f"Nama buku {path.name} atau foldernya terlalu panjang, belum ada yang diubah. "
            "Pilih nama dan folder yang lebih pendek."
        )


def ensure_local(path: Path) -> None:
    """Raise ``BookRefused`` when the book lies on a network share."""
    if is_network_share(path):
        raise BookRefused(
            f"Buku {path} berada di folder jaringan. Penguncian berkas di sana tidak dapat "
            "diandalkan, sehingga buku dapat rusak. Pindahkan buku ke cakram komputer ini."
        )


def is_network_share(path: Path) -> bool:
    """Tell whether *path*, which need not exist yet, lies on a file system of another computer."""
    if sys.platform == "win32":
        import ctypes

        ask = ctypes.windll.kernel32.GetDriveTypeW
        return is_windows_share(PureWindowsPath(str(path.absolute())), ask)
    else:  # noqa: RET505  # as above
        if is_windows_share(PureWindowsPath(str(path)), lambda _: 0):
            return True
        there = next((p for p in (path, *path.absolute().parents) if p.exists()), None)
        if there is None or not _MOUNTS.exists():
            return False
        device = there.stat().st_dev
        listed = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        kind = file_system_of(f"{os.major(device)}:{os.minor(device)}", listed)
        return kind in NETWORK_FILE_SYSTEMS


def is_windows_share(path: PureWindowsPath, drive_type: Callable[[str], int]) -> bool:
    r"""Tell whether *path* names another computer, or lies on a drive that stands for a share.

    *drive_type* says of a root such as ``Z:\`` what Windows' ``GetDriveTypeW`` says of it.
    ``\\?\C:\…`` is the long way to write ``C:\…`` (source: Microsoft, "Naming Files, Paths, and
    Namespaces").
    """
    plain = re.sub(r"^\\\\[?.]\\", "", str(path))
    if plain != str(path):
        if plain.upper().startswith("UNC\\"):
            return True
    elif plain.startswith("\\\\"):
        return True
    return drive_type(PureWindowsPath(plain).anchor) == _DRIVE_REMOTE


def file_system_of(device: str, mounts: str) -> str:
    """Return what kind of file system *device* carries, empty where *mounts* does not name it.

    *mounts* is what Linux says of its mounts, a line each:
    ``36 35 98:0 / /mnt rw,noatime shared:1 - ext4 /dev/sda1 rw``; the device stands third.
    """
    for line in mounts.splitlines():
        before, _, behind = line.partition(" - ")
        if before.split()[2:3] == [device] and behind:
            return behind.split()[0]
    return ""
