"""The packages of the lock file: fetched with its hashes, unpacked without what is never loaded."""

import hashlib
import re
import sys
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from resources.packaging.recipe import LAYERS, REWRITTEN, Target, is_qt_extra, is_wanted
from resources.packaging.tidy import empty_folder, run, write

_QT: Final = ("PySide6/", "shiboken6/")
# Loaded by the modules of Qt, not named in them: they ask for it while they start.
_QT_ALWAYS: Final = re.compile(r"shiboken6/Shiboken\.(pyd|abi3\.so)$")
_IMPORTED: Final = re.compile(r"PySide6\.(Qt\w+)")
_NEEDED: Final = re.compile(r"(?:DLL Name:|NEEDED) +(\S+)")
_LICENCE: Final = re.compile(
    r"\.dist-info/(licenses?/.+|[^/]*(licen[cs]e|copying|notice|authors)[^/]*)$", re.IGNORECASE
)
_METADATA_KEPT: Final = re.compile(r"\.dist-info/(METADATA|entry_points\.txt)$")


@dataclass(frozen=True, slots=True)
class Package:
    """One package that is shipped, and the file it came in."""

    name: str
    version: str
    licence: str  # as its maker says it
    home: str
    file: str
    sha256: str


def fetch(lock: Path, folder: Path, target: Target, names: Collection[str] = ()) -> list[Path]:
    """Fetch into *folder* the wheels that *lock* has for *target*; return them in order.

    With *names* only those.
    """
    empty_folder(folder)
    wanted = folder / "wanted.txt"
    locked = locked_for(lock.read_text("utf-8"), target)
    asked = (line for line in locked if not names or line.partition("==")[0] in names)
    wanted.write_text("\n".join(asked), encoding="utf-8")
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    run(
        *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation", "cp"),
        *(part for name in target.pip_platforms for part in ("--platform", name)),
        *("--python-version", minor, "-d", folder, "-r", wanted),
    )
    return sorted(folder.glob("*.whl"), key=lambda path: path.name.lower())


def locked_for(lock: str, target: Target) -> Iterator[str]:
    """Yield the requirements of *lock*, hashes behind them, that are meant for *target*.

    pip asks the markers of the computer it runs on, whatever it fetches for.
    """
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock.replace("\\\n", " ")):
        said, *hashes = re.sub(r"(^|\s)#.*", "", entry).split("--hash=")
        if not hashes:
            continue
        requirement = Requirement(said.strip())
        if requirement.marker is None or requirement.marker.evaluate(dict(target.markers)):
            yield " --hash=".join(
                (f"{requirement.name}{requirement.specifier}", *(h.strip() for h in hashes))
            )


def unpack(wheels: Iterable[Path], packages: Path, licences: Path) -> list[Package]:
    """Unpack what is loaded into *packages*, licences into *licences*; say what was unpacked."""
    found = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            package = _package(wheel, archive, names)
            found.append(package)
            for name in names:
                if match := _LICENCE.search(name):
                    shown = match[1].replace("/", "-")
                    write(licences / package.name / shown, archive.read(name))
                if _is_kept(name):
                    write(packages / name, _content(archive, name, package))
    return found


def _is_kept(name: str) -> bool:
    if ".dist-info/" in name:
        return bool(_METADATA_KEPT.search(name))
    return name.startswith(_QT) or is_wanted(name)


def _content(archive: zipfile.ZipFile, name: str, package: Package) -> bytes:
    if name in REWRITTEN:
        return REWRITTEN[name].format(version=package.version).encode()
    return archive.read(name)


def _package(wheel: Path, archive: zipfile.ZipFile, names: Iterable[str]) -> Package:
    metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
    said = HeaderParser().parsestr(archive.read(metadata).decode())
    return Package(
        name=str(said["Name"]),
        version=str(said["Version"]),
        licence=_licence(said),
        home=str(said["Home-page"] or next(iter(said.get_all("Project-URL") or ()), "")),
        file=wheel.name,
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
    )


def _licence(said: Message) -> str:
    classified = (c for c in said.get_all("Classifier") or () if c.startswith("License ::"))
    given = said["License-Expression"] or said["License"]
    # Some put the whole text there.
    short = str(given).strip().partition("\n")[0] if given else ""
    return short[:80] or next(classified, "").rpartition(" :: ")[2]


def prune_qt(packages: Path, source: Path, target: Target, *more: str) -> None:
    """Remove of Qt what neither the program in *source* nor its libraries ask for.

    *more* are modules that somebody else imports: the tests.
    """
    modules = {name for layer in LAYERS for name in _imports_in(source / layer)} | {*more}
    qt = packages / "PySide6"
    asked = [qt / target.module.format(name) for name in sorted(modules)]
    asked += [p for p in _qt_files(packages) if is_qt_extra(_inside(p, packages))]
    asked += [p for p in _qt_files(packages) if _QT_ALWAYS.match(_shown(p, packages))]
    there = {path.name: path for path in _qt_files(packages)}
    kept: set[Path] = set()
    while asked:
        path = asked.pop()
        if path in kept:
            continue
        kept.add(path)
        if path.suffix != ".py":
            asked += [there[name] for name in needed_by(path) if name in there]
    for path in _qt_files(packages):
        if path not in kept:
            path.unlink()


def needed_by(library: Path) -> list[str]:
    """Return the names of the libraries that *library*, of Windows or Linux, is linked with."""
    return _NEEDED.findall(run("objdump", "-p", library))


def _imports_in(layer: Path) -> Iterator[str]:
    for path in layer.rglob("*.py"):
        yield from _IMPORTED.findall(path.read_text("utf-8"))


def _qt_files(packages: Path) -> list[Path]:
    return [p for part in _QT for p in sorted((packages / part).rglob("*")) if p.is_file()]


def _shown(path: Path, packages: Path) -> str:
    return path.relative_to(packages).as_posix()


def _inside(path: Path, packages: Path) -> str:
    inside = _shown(path, packages).partition("/")[2]
    return inside.removeprefix("Qt/")
