"""A mail as a tree of parts, found by their places in the content and not yet decoded.

Nothing is copied before it is wanted, and every part of the way is capped: depth, number of parts,
the length of a boundary. What lies beyond a cap is said and kept, never parsed.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.headers import COMMENT, Head, from_base64, parse_head, valued
from app.intake.outside import UTF_16_MARKS

_MOST_PARTS: Final = 200
_DEEPEST: Final = 20
_LONGEST_BOUNDARY: Final = 200
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
# What a boundary looks like where the head does not name it: before the head of a part.
_LIKE_A_BOUNDARY: Final = re.compile(
    rb"\n--([^\r\n]{1,200})\r?\n(?=content-[a-z-]{1,40}:)", re.IGNORECASE
)
_LOOKED_FOR_BOUNDARY: Final = 64 * 1024
_UU_BEGIN: Final = re.compile(rb"^begin [0-7]{3,4}[^\r\n]*\r?\n", re.MULTILINE)
_UU_LINE: Final = re.compile(rb"[^\r\n]+")
# Apple Mail puts the length of the mail before it and its own notes behind.
_COUNTED: Final = re.compile(rb"(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]{1,80}:)")
# Written twice as text by a program of Windows: every line ends in two carriage returns.
_DOUBLED: Final = re.compile(rb"[^\r\n]*\r\r\n")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
# Base64 has no blanks within a line; a text does.
_TEXT_SAMPLE: Final = 4 * 1024
_SAID_WRONGLY: Final = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mail: what its head says and the bytes behind it, still encoded."""

    head: Head
    kind: str
    parameters: Mapping[str, str]
    source: bytes
    start: int
    end: int
    parts: tuple["Part", ...] = ()

    def content(self, most: int | None = None) -> bytes:
        """Return the decoded bytes, of a longer part about the first *most*."""
        end = self.end if most is None else min(self.end, self.start + most * 2)
        encoded = memoryview(self.source)[self.start : end]
        return _decoded(encoded, _transfer_encoding(self.head))[:most]

    def is_longer(self, most: int) -> bool:
        """Say whether the part has more than *most* bytes as it stands in the mail."""
        return self.end - self.start > most

    @property
    def leaves(self) -> Iterator["Part"]:
        """The parts that hold content, in their order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves


@dataclass(slots=True)
class _Count:
    progress: Progress
    parts: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A mail; *is_cut* when it has more parts, or parts within parts, than are read."""

    top: Part
    is_cut: bool
    source: bytes = field(repr=False)


def outline(content: bytes, progress: Progress = UNWATCHED) -> Outline:
    """Return the tree of the mail in *content*, whatever is broken in it."""
    content = _plain(content)
    count = _Count(progress)
    start = len(content) - len(content.lstrip(b"\r\n"))
    top = _part(content, start, len(content), count, 0, "text/plain")
    return Outline(top, count.is_cut, content)


def _plain(content: bytes) -> bytes:
    """Return the mail without marks of encodings and with line feeds in its lines."""
    if content.startswith(UTF_16_MARKS):
        content = content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    content = content.removeprefix(_UTF_8_MARK)
    counted = _COUNTED.match(content)
    if counted:
        content = content[counted.end() : counted.end() + int(counted[1])]
    if _DOUBLED.match(content):
        content = content.replace(b"\r\r\n", b"\r\n")
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _part(content: bytes, start: int, end: int, count: _Count, depth: int, usual: str) -> Part:
    head, body = parse_head(content, start, end)
    told = valued(head.raw("content-type"))
    kind = told.word if re.fullmatch(r"[^\s/]{1,100}/[^\s/]{1,100}", told.word) else usual
    if not kind.startswith("multipart/"):
        return Part(head, kind, told.parameters, content, body, end)
    if _transfer_encoding(head) in ("base64", "quotedprintable"):
        content = b"\n" + _decoded(memoryview(content)[body:end], _transfer_encoding(head))
        body, end = 1, len(content)
    boundary = _boundary(content, body, end, told.parameters.get("boundary", ""))
    if depth >= _DEEPEST:
        count.is_cut = True
        boundary = None
    if boundary is None:
        looks_html = content[body : body + _TEXT_SAMPLE].lstrip()[:1] == b"<"
        return Part(
            head, "text/html" if looks_html else "text/plain", told.parameters, content, body, end
        )
    inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    parts = []
    for first, last in _spans(content, body, end, boundary):
        count.progress.ask()
        if count.parts >= _MOST_PARTS:
            count.is_cut = True
            break
        count.parts += 1
        parts.append(_part(content, first, last, count, depth + 1, inner))
    return Part(head, kind, told.parameters, content, body, end, tuple(parts))


def _boundary(content: bytes, start: int, end: int, told: str) -> bytes | None:
    """Return the boundary that is in use: the one that was told or one that is seen."""
    wanted = told.encode("utf-8", errors="replace").rstrip()
    if 0 < len(wanted) <= _LONGEST_BOUNDARY and _delimiter(wanted).search(
        content, max(0, start - 1), end
    ):
        return wanted
    seen = _LIKE_A_BOUNDARY.search(
        content, max(0, start - 1), min(end, start + _LOOKED_FOR_BOUNDARY)
    )
    return seen[1].rstrip() or None if seen else None


def _delimiter(boundary: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?=\n|\Z)")


def _spans(content: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends; one that is never closed ends with the mail."""
    begin: int | None = None
    for found in _delimiter(boundary).finditer(content, max(0, start - 1), end):
        if begin is not None:
            last = found.start()
            yield begin, last - 1 if content[last - 1 : last] == b"\r" and last > begin else last
        begin = None if found[1] else min(found.end() + 1, end)
        if begin is None:
            return
    if begin is not None:
        yield begin, end


def _transfer_encoding(head: Head) -> str:
    """Return the letters and digits of the encoding's name: ``Base64 (kode)`` is ``base64``."""
    word = COMMENT.sub(" ", head.raw("content-transfer-encoding")).partition(";")[0].lower()
    name = _NOT_A_LETTER.sub("", word).removeprefix("x")
    return _SPELLINGS.get(name, name)


_SPELLINGS: Final = {
    "b64": "base64",
    "qp": "quotedprintable",
    "quotedprint": "quotedprintable",
    "uue": "uuencode",
    "uu": "uuencode",
    "uuencoded": "uuencode",
}


def _decoded(content: memoryview, encoding: str) -> bytes:
    if encoding == "base64" and not _is_no_base64(content):
        return from_base64(content)
    if encoding == "quotedprintable":
        return binascii.a2b_qp(content)
    return from_uu(bytes(content)) if encoding == "uuencode" else bytes(content)


def _is_no_base64(content: memoryview) -> bool:
    sample = bytes(content[:_TEXT_SAMPLE]).translate(None, b"\r\n\t=")
    foreign = len(sample) - len(re.sub(rb"[^A-Za-z0-9+/]", b"", sample))
    return foreign > len(sample) * _SAID_WRONGLY


def from_uu(content: bytes) -> bytes:
    """Return the bytes that uuencoded lines stand for, from ``begin`` to ``end``."""
    begin = _UU_BEGIN.search(content)
    out = bytearray()
    for match in _UU_LINE.finditer(content, begin.end() if begin else 0):
        if match[0].rstrip() == b"end":
            break
        out += _uu_line(match[0])
    return bytes(out)


def _uu_line(line: bytes) -> bytes:
    """Return the bytes of a line; some encoders put more at its end than its first letter says."""
    wanted = ((line[0] - 32 & 63) * 4 + 5) // 3
    for text in (line, line[: wanted + 1]):
        with suppress(binascii.Error):
            return binascii.a2b_uu(text)
    return b""
