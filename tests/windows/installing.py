"""The installer under Wine: installed, opened, renewed, refused while it runs, removed."""

import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from resources.packaging.recipe import APP
from resources.packaging.tidy import empty_folder
from resources.packaging.windows import build_installer
from tests.windows.commands import try_commands
from tests.windows.wine import Wine

_REFUSED = 5
# Seconds until the window has been drawn, on a busy machine too.
_PATIENCE = 120
_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BukuPengaduan"


def try_under_wine(wine: Wine, home: Path, version: str, pictures: Path) -> Iterator[str]:
    """Yield what is not so; pictures of the window go into *pictures*."""
    setup = build_installer(
        home,
        home.parent,
        version,
        wine.drive / "pasang.exe",
        # Wine without its 32-bit half; packed quickly.
        "-DTARGET=amd64-unicode",
        "-DFAST",
    )
    place = wine.user_folder() / "Programs" / APP
    installed = partial(_install, wine, setup)
    yield from installed(place, version, "the first time")
    buku = wine.inside(place / "buku.exe")
    empty_folder(wine.drive / "uji-perintah")
    run = partial(wine.run, buku, WINEQT_QPA_PLATFORM="offscreen", limit=300)
    yield from try_commands(run, version, "C:\\uji-perintah")
    yield from _try_missing(wine, place, version)
    book = wine.user_folder() / "buku-pengaduan" / "buku.db"
    wine.run(
        buku, "contoh", "--buku", wine.inside(book), "--jumlah", "40", "--sampai", "2026-11-24"
    )
    yield from installed(place, f"{version}-2", "again")
    if not list((book.parent / "cadangan").glob("*.cadangan")):
        yield "no backup was made before the program was renewed"
    if os.environ.get("DISPLAY"):
        yield from _try_window(wine, place, setup, pictures)
    yield from _remove(wine, place, book)


def _install(wine: Wine, setup: Path, place: Path, folder: str, when: str) -> Iterator[str]:
    code, said = wine.run(wine.inside(setup), "/S", limit=300)
    if code:
        yield f"installing {when}: {code} {said}"
    named = (place / "versi.txt").read_text("ascii").strip() if place.exists() else "nothing"
    folders = sorted(p.name for p in place.iterdir() if p.is_dir()) if place.exists() else []
    if (named, folders) != (folder, [folder]):
        yield f"installing {when}: {named} is started, there are {folders}"
    if "0x0" in wine.run("reg", "query", _KEY, "/v", "EstimatedSize")[1].split():
        yield f"installing {when}: no size among the programs of Windows"


def _try_missing(wine: Wine, place: Path, version: str) -> Iterator[str]:
    """A library that a virus scanner has taken is named."""
    library = place / version / "lib" / "packages" / "PySide6" / "Qt6Core.dll"
    aside = library.rename(library.with_suffix(".karantina"))
    code, said = wine.run(wine.inside(place / "buku.exe"), "--versi")
    aside.rename(library)
    if code != 3 or "Qt6Core.dll" not in said:
        yield f"without Qt6Core.dll: {code} {said}"


def _try_window(wine: Wine, place: Path, setup: Path, pictures: Path) -> Iterator[str]:
    window = wine.start(wine.inside(place / f"{APP}.exe"))
    if not _is_shown(APP):
        yield "no window was shown"
    time.sleep(5)
    _shoot(pictures / "windows-jendela.png")
    code, _ = wine.run(wine.inside(setup), "/S", limit=300)
    if code != _REFUSED:
        yield f"installing over the open program: {code} instead of {_REFUSED}"
    wine.end()
    window.wait(60)
    asked = wine.start(wine.inside(setup))
    if not _is_shown(f"Instalasi {APP}|{APP}"):
        yield "the installer showed no window"
    time.sleep(3)
    _shoot(pictures / "windows-pemasang.png")
    wine.end()
    asked.wait(60)


def _is_shown(title: str) -> bool:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            capture_output=True,
            check=False,
        )
        if found.stdout.strip():
            return True
        time.sleep(1)
    return False


def _shoot(target: Path) -> None:
    subprocess.run(["import", "-window", "root", target], check=False, timeout=60)


def _remove(wine: Wine, place: Path, book: Path) -> Iterator[str]:
    remover = place / "Hapus Buku Pengaduan.exe"
    # In place: otherwise a copy of it does the work, and outlives the program that is waited for.
    code, said = wine.run(wine.inside(remover), "/S", f"_?={wine.inside(place)}", limit=300)
    left = sorted(p.name for p in place.iterdir()) if place.exists() else []
    if code or left not in ([], [remover.name]):
        yield f"removing: {code} {said}, left are {left}"
    if not book.exists() or not list((book.parent / "cadangan").glob("*.cadangan")):
        yield "removing took the book or its backups"
    if "BukuPengaduan" in wine.run("reg", "query", _KEY)[1]:
        yield "removing left the program among the programs of Windows"
