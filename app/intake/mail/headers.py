"""The head of a mail or of a part: lines, encoded words, parameters.

Everything here takes time and memory in proportion to what it reads, whatever stands there.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from app.intake.mail.charsets import decoded
from app.intake.outside import decode, storable

# More than any mailer writes; what lies beyond is not read.
_MOST_HEADERS: Final = 1_000
_LONGEST_HEAD: Final = 1024 * 1024
LONGEST_VALUE: Final = 16 * 1024
_MOST_PARAMETERS: Final = 50
_MOST_SECTIONS: Final = 50

_LINE: Final = re.compile(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_NAME: Final = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
# Left behind by mailboxes: "From warga@contoh.id Mon Nov 23 …", ">From …".
_ENVELOPE: Final = re.compile(rb">?From [^\r\n]*")
_ENCODED: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_SEGMENT: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[^";]+|;')
COMMENT: Final = re.compile(r"\([^()]*\)")
_ESCAPED: Final = re.compile(r"\\(.)")
_CONTINUED: Final = re.compile(r"(.+?)\*(\d{1,4})(\*?)")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDING: Final = re.compile(rb"=+")
_AT_ONCE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """The header fields of a mail or part: lower-case name -> values as sent, in their order."""

    fields: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def raw(self, name: str) -> str:
        """Return the first value of *name* on one line, encoded words left as they are."""
        values = self.fields.get(name, ())
        return _one_line(decode(values[0])) if values else ""

    def text(self, name: str) -> str:
        """Return the first value of *name* as people read it."""
        return _one_line(unencoded(self.raw(name)))

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of *name*, encoded words left as they are."""
        return tuple(_one_line(decode(value)) for value in self.fields.get(name, ()))


class ParsedHead(NamedTuple):
    """A head and the place in the content where what follows it begins."""

    head: Head
    end: int


def parse_head(content: bytes, start: int, end: int) -> ParsedHead:
    """Read the header fields that begin at *start*; a line that is none ends them."""
    fields: dict[str, list[bytes]] = {}
    name = ""
    lines: list[bytes] = []
    count = 0
    limit = min(end, start + _LONGEST_HEAD)
    place = start
    for match in _lines(content, start, limit):
        line = match[1]
        place = match.end()
        if not line:
            break
        if line[:1] in b" \t":
            lines.append(line)
            continue
        found = _NAME.match(line)
        if found is None:
            if not fields and not name and _ENVELOPE.match(line):
                continue
            place = match.start()
            break
        _store(fields, name, lines)
        name, lines = found[1].decode("ascii").lower(), [line[found.end() :]]
        count += 1
        if count > _MOST_HEADERS:
            name = ""
    _store(fields, name, lines)
    return ParsedHead(Head({key: tuple(values) for key, values in fields.items()}), place)


def _lines(content: bytes, start: int, end: int) -> Iterator[re.Match[bytes]]:
    for match in _LINE.finditer(content, start, end):
        if match.start() == match.end():
            return
        yield match


def _store(fields: dict[str, list[bytes]], name: str, lines: list[bytes]) -> None:
    if name:
        fields.setdefault(name, []).append(b" ".join(lines)[:LONGEST_VALUE])


def _one_line(text: str) -> str:
    return " ".join(storable(text).split())


def unencoded(text: str) -> str:
    """Return *text* with its encoded words (RFC 2047) as what they stand for."""
    if "=?" not in text:
        return text
    pieces: list[str] = []
    pending: list[bytes] = []
    charset, last = "", 0
    for match in _ENCODED.finditer(text):
        between = text[last : match.start()]
        own = match[1].partition("*")[0].lower()
        # Blanks between two encoded words are no part of the text, and a letter may be cut in two.
        is_next = bool(pending) and not between.strip()
        if not is_next or own != charset:
            pieces.append(decoded(b"".join(pending), charset))
            pieces.append("" if is_next else between)
            pending = []
        charset, last = own, match.end()
        pending.append(_word(match[2], match[3]))
    return "".join([*pieces, decoded(b"".join(pending), charset), text[last:]])


def _word(encoding: str, text: str) -> bytes:
    content = text.encode("utf-8", errors="replace")
    if encoding in "bB":
        return from_base64(content)
    return binascii.a2b_qp(content.replace(b" ", b"_"), header=True)


def from_base64(content: bytes | memoryview) -> bytes:
    """Return what *content* stands for; foreign characters and missing ends do not matter.

    Piece after piece, so that little more is held than what comes out.
    """
    out = bytearray()
    held = b""
    for place in range(0, len(content), _AT_ONCE):
        clean = held + _NOT_BASE64.sub(b"", bytes(content[place : place + _AT_ONCE]))
        # What was encoded by itself ends with its own marks.
        *whole, held = _PADDING.split(clean)
        for piece in whole:
            out += _unpacked(piece)
        rest = len(held) % 4
        out += binascii.a2b_base64(held[: len(held) - rest])
        held = held[len(held) - rest :]
    out += _unpacked(held)
    return bytes(out)


def _unpacked(piece: bytes) -> bytes:
    # A single letter at the end holds less than one byte.
    piece = piece[:-1] if len(piece) % 4 == 1 else piece
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


class Valued(NamedTuple):
    """A structured header: its first word in lower case and its parameters."""

    word: str
    parameters: Mapping[str, str]


def valued(text: str) -> Valued:
    """Read ``text/plain; charset=utf-8`` and what looks like it."""
    pieces = _pieces(text)
    word = next(iter(COMMENT.sub(" ", next(pieces, "")).split()), "").lower()
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for piece in islice(pieces, _MOST_PARAMETERS):
        name, equals, value = piece.partition("=")
        if equals:
            _take(name.strip().lower(), value.strip(), plain, sections)
    joined = {name: _joined(parts) for name, parts in sections.items()}
    return Valued(word, plain | joined)


def _pieces(text: str) -> Iterator[str]:
    """Yield what stands between semicolons that are not quoted."""
    piece: list[str] = []
    for match in _SEGMENT.finditer(text):
        if match[0] == ";":
            yield "".join(piece)
            piece = []
        else:
            piece.append(match[0])
    yield "".join(piece)


def _take(
    name: str,
    value: str,
    plain: dict[str, str],
    sections: dict[str, dict[int, tuple[str, bool]]],
) -> None:
    value = unquoted(value)
    continued = _CONTINUED.fullmatch(name)
    if continued:
        part = (value, bool(continued[3]))
        own = sections.setdefault(continued[1], {})
        if len(own) < _MOST_SECTIONS:
            own[int(continued[2])] = part
    elif name.endswith("*"):
        sections[name[:-1]] = {0: (value, True)}
    else:
        plain.setdefault(name, unencoded(value))


def _joined(parts: Mapping[int, tuple[str, bool]]) -> str:
    """Put the sections of a parameter together (RFC 2231); the first names the charset."""
    charset = ""
    content: list[bytes] = []
    for number in sorted(parts):
        value, is_encoded = parts[number]
        if is_encoded and not content and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        content.append(unquote_to_bytes(value) if is_encoded else value.encode())
    return decoded(b"".join(content), charset)


def unquoted(text: str) -> str:
    """Return *text* without the quotation marks around it."""
    if not text.startswith('"'):
        return text
    inner = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
    return _ESCAPED.sub(r"\1", inner)
