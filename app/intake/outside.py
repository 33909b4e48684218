"""What every outside file goes through first: size, encoding, characters."""

import codecs
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from app.ground.errors import UserError

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
# A lone half of a surrogate pair cannot be written as UTF-8, and SQLite ends a text at NUL.
_NOT_STORABLE: Final = re.compile("[\0\ud800-\udfff]")
UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What the standard library lets through when a packed file is not what it should be.
BROKEN_ARCHIVE: Final = (
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_ASCII: Final = bytes(range(128))
# Among so many foreign letters each is not asked by itself.
_MOST_FOREIGN: Final = 0.05
_FEW: Final = 10_000
_OF_WINDOWS: Final = "letters of windows"
_LONGEST_LINE: Final = 1024 * 1024
_ZIP_END_MARK: Final = b"PK\x05\x06"
_ZIP_END: Final = 22
_LONGEST_COMMENT: Final = 65_535
# What is told of a file in the list of a .zip, with a long name.
_LONGEST_ENTRY: Final = 400


class TooLargeError(ValueError):
    """A file holds more than this program reads of its kind."""


def storable(text: str) -> str:
    """Return *text* with a visible mark for each character no book and no file can hold."""
    return _NOT_STORABLE.sub(REPLACEMENT, text)


def decode(content: bytes) -> str:
    """Return the text of a file that does not say how it is encoded.

    UTF-16 is believed only by its mark; what is not UTF-8 comes from an older Windows program, also
    where it stands among UTF-8.
    """
    if content.startswith(UTF_16_MARKS):
        return storable(content.decode("utf-16", errors="replace"))
    content = content.removeprefix(codecs.BOM_UTF8)
    foreign = len(content.translate(None, _ASCII))
    if foreign > max(_FEW, len(content) * _MOST_FOREIGN):
        return storable(_of_windows(content))
    return storable(content.decode("utf-8", errors=_OF_WINDOWS))


def _of_windows(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _one_of_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as letters of Windows; the others stay as they are."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.end - error.start > 1:
        # The beginning of a letter that was cut off.
        return REPLACEMENT, error.end
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_OF_WINDOWS, _one_of_windows)


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


def ensure_few_members(path: Path, most: int, refusal: UserError) -> None:
    """Raise *refusal* when the .zip lists more than *most* files, before the list is read.

    The list of a crafted file takes minutes to read; how long it is, stands at the end.
    """
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _ZIP_END - _LONGEST_COMMENT))
        content = file.read()
    place = content.rfind(_ZIP_END_MARK)
    if place >= 0 and len(content) - place >= _ZIP_END:
        (length,) = struct.unpack_from("<L", content, place + 12)
        if length > most * _LONGEST_ENTRY:
            raise refusal


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
