"""winmail.dat: the files that Outlook packs for Outlook alone ([MS-OXTNEF]).

The reader on PyPI (tnefparse) is under the LGPL and has not been looked after since 2021; the few
attributes that carry files are read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.intake.mail.charsets import decoded

MEDIA_TYPES: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_MAGIC: Final = b"\x78\x9f\x3e\x22"
_HEAD: Final = 6
_ATTRIBUTE: Final = 9
_CHECK_SUM: Final = 2
_MOST_FILES: Final = 200
_NEW_FILE, _TITLE, _DATA, _PROPERTIES, _CODE_PAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9007
# Properties of a file: its long name, as text of two bytes a letter or of one.
_LONG_NAME: Final = 0x3707
_UNICODE, _NARROW = 0x1F, 0x1E
# How long the values of a property are by its type; what is not here has a length of its own.
_LENGTHS: Final = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4}
_LENGTHS_8: Final = {0x14: 8, 0x40: 8, 0x48: 16}
_OWN_LENGTH: Final = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_MANY: Final = 0x1000
_MOST_PROPERTIES: Final = 500


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in winmail.dat; the name may be empty."""

    name: str
    content: bytes


def is_packed(content: bytes) -> bool:
    """Say whether *content* is a winmail.dat, whatever it is called."""
    return content.startswith(_MAGIC)


def packed_files(content: bytes) -> tuple[PackedFile, ...]:
    """Return the files in *content*, of a damaged one those before the damage."""
    files: list[PackedFile] = []
    charset, name, data, is_open = "", "", b"", False
    for number, value in _attributes(content):
        if number == _CODE_PAGE:
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif number == _NEW_FILE:
            files += [PackedFile(name, data)] if is_open else []
            name, data, is_open = "", b"", True
        elif number == _TITLE:
            name = name or decoded(value.rstrip(b"\0"), charset)
        elif number == _DATA:
            data = value
        elif number == _PROPERTIES:
            name = _long_name(value, charset) or name
    files += [PackedFile(name, data)] if is_open else []
    return tuple(file for file in files[:_MOST_FILES] if file.content)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = _HEAD
    while place + _ATTRIBUTE <= len(content):
        number = _number(content, place + 1, 2)
        length = _number(content, place + 5, 4)
        start = place + _ATTRIBUTE
        if start + length > len(content):
            return
        yield number, content[start : start + length]
        place = start + length + _CHECK_SUM


def _long_name(content: bytes, charset: str) -> str:
    """Return the long name among the properties of a file."""
    place = 4
    for _ in range(min(_number(content, 0, 4), _MOST_PROPERTIES)):
        kind, number = _number(content, place, 2), _number(content, place + 2, 2)
        if place + 4 > len(content) or number >= 0x8000 or kind & _MANY:
            # Named and repeated properties come last and say nothing about the name.
            return ""
        place += 4
        length = (_LENGTHS | _LENGTHS_8).get(kind)
        if length is None and kind not in _OWN_LENGTH:
            return ""
        if length is None:
            length = _number(content, place + 4, 4)
            place += 8
        value = content[place : place + length]
        if number == _LONG_NAME:
            return _text(value, kind, charset)
        place += length + -length % 4
    return ""


def _text(value: bytes, kind: int, charset: str) -> str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", errors="replace").rstrip("\0")
    return decoded(value.rstrip(b"\0"), charset)


def _number(content: bytes, place: int, length: int) -> int:
    return int.from_bytes(content[place : place + length], "little")
