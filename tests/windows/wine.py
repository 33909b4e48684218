"""A Windows made of Wine: what has to be known of Wine 8 (Debian 12) stands here.

- A Unix file as standard output or input is a handle that Wine cannot describe: Python then ends
  with "can't initialize sys standard streams". Pipes are fine.
- Variables that begin with QT_ are dropped; WINEQT_QPA_PLATFORM arrives as QT_QPA_PLATFORM.
- There are no icuuc.dll and no bcryptprimitives.dll, which Windows 10 has: Qt6Core and cryptography
  do not load without the stubs.
- wine64 alone starts no 32-bit program and says nothing about it.
"""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
CROSS = "x86_64-w64-mingw32-gcc"
# Seconds; a Wine that hangs is ended, and that is said.
USUAL = 120


class Wine:
    """One prefix; a command in it ends, or is ended, with all that it started."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self._wine = shutil.which("wine64") or "/usr/lib/wine/wine64"

    def make(self) -> None:
        """Make the prefix: a Windows 10 that has what Qt asks of one."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        self.run("wineboot", "-i", limit=240)
        system = self.drive / "windows" / "system32"
        bare = ("-O1", "-shared", "-nostdlib", "-e", "DllMainCRTStartup", "-o")
        for stub in HERE.glob("*_stub.c"):
            dll = system / f"{stub.stem.removesuffix('_stub')}.dll"
            subprocess.run([CROSS, *bare, dll, stub, "-ladvapi32"], check=True)
        self.run("winecfg", "-v", "win10")

    def run(
        self, *command: str, limit: int = USUAL, folder: Path | None = None, **variables: str
    ) -> tuple[int, str]:
        """Run *command* for at most *limit* seconds; return its exit code and what it printed."""
        process = self.start(*command, folder=folder, **variables)
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            self.end()
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
            return 124, f"{said}\n{' '.join(command)}: ended after {limit} seconds"
        return process.returncode, said

    def start(
        self, *command: str, folder: Path | None = None, **variables: str
    ) -> "subprocess.Popen[str]":
        """Start *command* and return at once."""
        return subprocess.Popen(
            [self._wine, *command],
            cwd=folder or self.prefix,
            env={**_environment(self.prefix), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def end(self) -> None:
        """End every program of this prefix."""
        subprocess.run(
            ["/usr/lib/wine/wineserver", "-k"], env=_environment(self.prefix), check=False
        )

    def inside(self, path: Path) -> str:
        r"""Return how a file below the drive is called there: ``C:\…``."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def user_folder(self) -> Path:
        r"""Return ``%LOCALAPPDATA%`` of the person Wine runs for."""
        users = self.drive / "users"
        return next(p for p in users.iterdir() if p.name != "Public") / "AppData" / "Local"


def _environment(prefix: Path) -> dict[str, str]:
    own = {
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # No window that offers to install what nothing here needs.
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "BUKU_PENGADUAN_TANPA_PESAN": "1",
    }
    kept = {k: v for k, v in os.environ.items() if not re.match(r"WINE|QT_|PYTHON", k)}
    return {**kept, **own}
