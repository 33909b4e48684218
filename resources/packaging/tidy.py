"""Same input, same bytes: times, order and rights of whatever is packed, and compiled modules."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

# The moment that every packed file bears: a zip knows none before 1980.
EPOCH: Final = 1_600_000_000
_ZIP_TIME: Final = (2020, 9, 13, 12, 26, 40)
# Sets in compiled modules are kept in the order of their hashes.
STILL: Final = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(EPOCH), "TZ": "UTC", "LC_ALL": "C"}


def run(*command: object, cwd: Path | None = None) -> str:
    """Run *command*, whose failure ends the build; return what it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **STILL},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=True,
    )
    return done.stdout


def files_in(folder: Path) -> list[Path]:
    """Return the files below *folder* in an order that no file system decides."""
    return sorted(p for p in folder.rglob("*") if p.is_file())


def size_of(folder: Path) -> int:
    """Return the bytes of all files below *folder*."""
    return sum(path.stat().st_size for path in files_in(folder))


def empty_folder(folder: Path) -> Path:
    """Return *folder*, which now is there and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write(target: Path, content: bytes) -> None:
    """Write *content*, making the folders it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def compile_modules(folder: Path, shown: str) -> None:
    """Put a compiled module in the place of each source below *folder*; traces name *shown*.

    In a process of its own and one at a time: what was compiled before changes a module's bytes.
    """
    run(
        *(sys.executable, "-m", "compileall", "-q", "-b", "-j", "1", "-s", folder, "-p", shown),
        *("--invalidation-mode", "unchecked-hash", folder),
    )
    for path in files_in(folder):
        if path.suffix == ".py":
            path.unlink()


def settle(folder: Path) -> None:
    """Give everything below *folder* the same time and plain rights; empty folders go."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
            continue
        is_program = path.is_dir() or (path.stat().st_mode & 0o100 and path.suffix != ".so")
        path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (EPOCH, EPOCH))


def zip_files(target: Path, files: Iterable[tuple[str, Path]], *, packs: bool = True) -> None:
    """Write *files*, named, into a zip; without *packs* they are only put together."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files:
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())


def below(folder: Path, shown: str = "") -> Iterator[tuple[str, Path]]:
    """Yield each file below *folder* with its path there, behind *shown*."""
    for path in files_in(folder):
        yield f"{shown}{path.relative_to(folder).as_posix()}", path
