"""Builds a release on Debian: ``python -m resources.packaging``, into ``build/rilis``.

Needs gcc-mingw-w64-x86-64, binutils, nsis, git and a virtual environment of the dev lock file.
The same checkout gives the same bytes, with the same Python and the same of these.
"""

import argparse
import hashlib
from pathlib import Path
from typing import Final

from resources.packaging.debian import build_deb
from resources.packaging.program import version_of
from resources.packaging.recipe import ROOT
from resources.packaging.tidy import size_of
from resources.packaging.windows import build_folder, build_installer, build_portable

_MB: Final = 1_000_000


def main() -> None:
    """Build what was asked for and say how large it became."""
    parser = argparse.ArgumentParser(prog="python -m resources.packaging")
    parser.add_argument("--keluar", type=Path, default=ROOT / "build" / "rilis", metavar="FOLDER")
    parser.add_argument("--sumber", type=Path, default=ROOT, metavar="FOLDER", help="the checkout")
    parser.add_argument("--hanya", choices=("folder", "windows", "deb"))
    given = parser.parse_args()
    work = given.keluar.resolve()
    work.mkdir(parents=True, exist_ok=True)
    source, version = given.sumber.resolve(), version_of(given.sumber)
    if given.hanya != "deb":
        home = build_folder(source, work, version)
        print(f"{home}: {size_of(home) / _MB:.1f} MB")
        if given.hanya != "folder":
            _say(build_portable(home, work / f"Buku-Pengaduan-{version}-portabel.zip"))
            name = f"Pasang-Buku-Pengaduan-{version}.exe"
            _say(build_installer(home, work, version, work / name))
    if given.hanya in (None, "deb"):
        _say(build_deb(source, work, version))


def _say(made: Path) -> None:
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    print(f"{made}: {made.stat().st_size / _MB:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
