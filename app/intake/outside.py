"""What every outside file goes through first: size, encoding, characters, names."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
# A lone half of a surrogate pair cannot be written as UTF-8, and SQLite ends a text at NUL.
_NOT_STORABLE: Final = re.compile("[\0\ud800-\udfff]")
UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*]')
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Windows opens a device when a file is called so, whatever its ending.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST_LINE: Final = 1024 * 1024
_LONGEST_NAME: Final = 180
_LONGEST_ENDING: Final = 20


class TooLargeError(ValueError):
    """A file holds more than this program reads of its kind."""


def storable(text: str) -> str:
    """Return *text* with a visible mark for each character no book and no file can hold."""
    return _NOT_STORABLE.sub(_REPLACEMENT, text)


def decode(content: bytes) -> str:
    """Return the text of a file that does not say how it is encoded.

    UTF-16 is believed only by its mark; what is not UTF-8 comes from an older Windows program.
    """
    if content.startswith(UTF_16_MARKS):
        return storable(content.decode("utf-16", errors="replace"))
    try:
        return storable(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return storable(content.decode("cp1252", errors="replace"))


def read_capped(path: Path, most: int) -> bytes:
    """Return the content of the file.

    Raises:
        TooLargeError: there are more than *most* bytes.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLargeError(path.name)
    return content


class OutsideLine(NamedTuple):
    """A line of a file with its number; the content is None when it is too long to be read."""

    number: int
    content: bytes | None


def lines_of(file: BinaryIO) -> Iterator[OutsideLine]:
    """Yield the lines of *file*, never holding more of it than one line may have."""
    number = 0
    while content := file.readline(_LONGEST_LINE + 1):
        number += 1
        is_too_long = len(content) > _LONGEST_LINE
        while is_too_long and content and not content.endswith(b"\n"):
            content = file.readline(_LONGEST_LINE)
        if number == 1:
            content = content.removeprefix(codecs.BOM_UTF8)
        yield OutsideLine(number, None if is_too_long else content)


def plain_name(name: str, otherwise: str) -> str:
    """Return a file name that stays in its folder on every system, or *otherwise* if none is left.

    Folders, control characters and the marks that turn the reading direction are taken out.
    """
    last = unicodedata.normalize("NFC", storable(name)).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(" " if char in "\t\r\n" else char for char in last)
    visible = "".join(char for char in visible if unicodedata.category(char) not in _INVISIBLE)
    clean = " ".join(_NOT_IN_NAMES.sub("_", visible).split()).strip(". ")
    if _DEVICES.match(clean):
        clean = f"_{clean}"
    return _shortened(clean) or otherwise


def _shortened(name: str) -> str:
    """Return *name* in at most as many bytes as disks allow, its ending kept."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = _LONGEST_NAME - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + dot + ending
