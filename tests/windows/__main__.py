"""Tries the Windows folder: ``python -m tests.windows FOLDER [--gambar DIR] [paths of tests]``.

On Debian under Wine (wine64, gcc-mingw-w64-x86-64, nsis; a screen in DISPLAY for the pictures), on
Windows with the Python that has the packages of the tests. FOLDER is what ``python -m
resources.packaging`` calls "Buku Pengaduan". What is not so is said; the exit code counts it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tests.windows.commands import Runner, try_commands
from tests.windows.suite import PATHS, tried_on_windows, tried_under_wine
from tests.windows.wine import Wine


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.windows")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gambar", type=Path, default=Path("build/gambar"))
    parser.add_argument("--tanpa-uji", action="store_true", help="without the suite")
    parser.add_argument("paths", nargs="*", default=list(PATHS))
    given = parser.parse_args()
    home = given.folder.resolve()
    version = (home / "versi.txt").read_text("ascii").strip()
    if sys.platform == "win32":
        faults = list(try_commands(_on_windows(home), version, home.parent))
        code = 0 if given.tanpa_uji else tried_on_windows(tuple(given.paths))
    else:
        # Loaded where there is no Windows: it asks for what only Debian has.
        from tests.windows.installing import try_under_wine

        wine = Wine(home.parent / "wine")
        wine.make()
        given.gambar.mkdir(parents=True, exist_ok=True)
        faults = list(try_under_wine(wine, home, version, given.gambar))
        code = 0 if given.tanpa_uji else tried_under_wine(wine, home, version, tuple(given.paths))
        wine.end()
    for fault in faults:
        print(f"SALAH: {fault}")
    return min(len(faults), 1) or code


def _on_windows(home: Path) -> Runner:
    def run(*arguments: str) -> tuple[int, str]:
        told = subprocess.run(
            [home / "buku.exe", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return told.returncode, told.stdout

    return run


if __name__ == "__main__":
    raise SystemExit(main())
