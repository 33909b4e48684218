"""Names of files that every system accepts: the one place where they are made."""

import re
import unicodedata
from collections.abc import Container
from pathlib import PurePath
from typing import Final

# UTF-16 units, as Windows counts: a folder of the program before it stays below its 260.
LONGEST_NAME: Final = 120
# Disks count bytes: 255, of which scratch files and numbers need some.
_LONGEST_BYTES: Final = 180
# What is longer is no ending but the rest of a sentence.
_LONGEST_ENDING: Final = 20
# The name of a book, in bytes: what lies beside it (lock, log, kept copies) has longer ones.
_LONGEST_BOOK_NAME: Final = 160
# Where Windows ends a whole path, less what is written beside it.
_LONGEST_WINDOWS_PATH: Final = 259
_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|]+')
# Windows opens a device when a file is called so, whatever its ending and with spaces before it
# (source: Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?",
    re.IGNORECASE,
)


def safe_file_name(text: str) -> str:
    """Return *text* as a file name every system accepts: ``007/PGD/X/2026`` → ``007-PGD-X-2026``.

    Spaces stay; what no file name may hold becomes a hyphen; control characters and the marks that
    turn the reading direction go. A name that is too long keeps its ending. A safe name stays as
    it is.
    """
    shown = unicodedata.normalize("NFC", "".join(_visible(char) for char in text))
    name = " ".join(_FORBIDDEN.sub("-", word) for word in shown.split()).strip(" .-")
    if not name or _DEVICE.fullmatch(name):
        name = f"_{name}"
    return _shortened(name)


def own_name(path: str, otherwise: str) -> str:
    """Return the safe last part of a *path* from any system, or *otherwise* if none is left."""
    name = safe_file_name(path.replace("\\", "/").rsplit("/", 1)[-1])
    return otherwise if name == "_" else name


def free_name(name: str, taken: Container[str]) -> str:
    """Return *name*, numbered before its ending while *taken* has it, in lower case, already."""
    path, number, free = PurePath(name), 2, name
    while free.casefold() in taken:
        mark = f" ({number}){path.suffix}"
        free, number = _cut(path.stem, mark) + mark, number + 1
    return free


def is_too_long(path: PurePath, *, is_windows: bool) -> bool:
    """Return whether a file or what is written beside it under its name cannot be called *path*."""
    if len(path.name.encode(errors="replace")) > _LONGEST_BOOK_NAME:
        return True
    return is_windows and _units(str(path)) > _LONGEST_WINDOWS_PATH


def _visible(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char)[0] == "C" else char


def _shortened(name: str) -> str:
    if _fits(name):
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        # Without an ending; the cut must not make one of what stands before.
        return _cut(name.replace(".", "-"), "")
    return _cut(stem, dot + ending) + dot + ending


def _cut(stem: str, ending: str) -> str:
    """Return as much of *stem* as fits before *ending*."""
    stem = stem[:LONGEST_NAME]
    while not _fits(stem + ending):
        stem = stem[:-1]
    return stem.rstrip(" .-")


def _fits(name: str) -> bool:
    return _units(name) <= LONGEST_NAME and len(name.encode()) <= _LONGEST_BYTES


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
