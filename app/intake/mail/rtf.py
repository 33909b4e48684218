"""The words of a text that Outlook keeps only as packed RTF ([MS-OXRTFCP], [MS-OXRTFEX])."""

import html
import re
from typing import Final

from app.intake.mail.charsets import decoded
from app.intake.markup import text_of

_HEAD: Final = 16
_PACKED, _PLAIN = b"LZFu", b"MELA"
_MOST: Final = 4 * 1024 * 1024
_WINDOW: Final = 4096
# What every packed text begins with in the mind of its reader (MS-OXRTFCP, 2.1.2.1).
_KNOWN: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN: Final = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\",
    re.IGNORECASE,
)
_UNREAD: Final = frozenset(
    [b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"listtable"]
)
_BREAKS: Final = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": " "}
_DEEPEST: Final = 1_000


def rtf_text(packed: bytes) -> str:
    """Return the words of a packed RTF text, of a damaged one those before the damage."""
    return _words(_unpacked(packed))


def _unpacked(packed: bytes) -> bytes:
    """Return the RTF; at most ``_MOST`` bytes, whatever the head promises."""
    kind, body = packed[8:12], packed[_HEAD:]
    if kind == _PLAIN:
        return body[:_MOST]
    if kind != _PACKED:
        return b""
    out = bytearray(_KNOWN)
    place = 0
    most = _MOST + len(_KNOWN)
    while place < len(body) and len(out) < most:
        flags = body[place]
        place += 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += body[place : place + 1]
                place += 1
                continue
            told = int.from_bytes(body[place : place + 2], "big")
            place += 2
            far = (len(out) - (told >> 4)) % _WINDOW
            # The end is marked by a word that begins where writing goes on.
            if far == 0 or place > len(body):
                return bytes(out[len(_KNOWN) :])
            _repeat(out, far, (told & 15) + 2)
    return bytes(out[len(_KNOWN) :])


def _repeat(out: bytearray, far: int, length: int) -> None:
    for _ in range(length):
        out.append(out[-far] if far <= len(out) else 0x20)


class _Words:
    """What is collected while an RTF text is walked through; it may hold a page of HTML."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.charset = "cp1252"
        self._bytes: list[bytes] = []
        self._groups: list[tuple[bool, bool]] = []
        self._is_unread = False
        self._is_page = False
        self._is_tag = False
        self._skipped = 0

    def take(self, token: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, text = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word.lower(), int(number) if number else None)
        elif symbol == b"*":
            # A group that older readers may leave out, thus no text.
            self._is_unread = True
        elif code:
            self._say(bytes([int(code, 16)]))
        elif symbol in (b"\\", b"{", b"}", b"~"):
            self._say(b" " if symbol == b"~" else symbol)
        elif text:
            self._say(text)

    def _brace(self, brace: bytes) -> None:
        self._skipped = 0
        if brace == b"{" and len(self._groups) < _DEEPEST:
            self._groups.append((self._is_unread, self._is_tag))
        elif brace == b"}" and self._groups:
            self._close()
            self._is_unread, self._is_tag = self._groups.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word in _UNREAD:
            self._is_unread = True
        elif word == b"htmlrtf":
            # What stands between is shown by readers of RTF only, the same said as HTML.
            self._is_unread = number != 0
        elif word == b"htmltag":
            self._close()
            self._is_unread, self._is_tag = False, True
        elif word == b"fromhtml":
            self._is_page = True
        elif word == b"ansicpg" and number:
            self.charset = f"cp{number}"
        elif not self._is_unread:
            self._letter(word, number)

    def _letter(self, word: bytes, number: int | None) -> None:
        if word == b"u" and number is not None:
            self._put(chr(number % 0x10000))
            self._skipped = 1
        elif word in _BREAKS:
            self._put(_BREAKS[word])

    def _say(self, content: bytes) -> None:
        # Behind a letter by its number stands one for readers that do not know it.
        content, self._skipped = content[self._skipped :], 0
        if content and not self._is_unread:
            self._bytes.append(content)

    def _put(self, text: str) -> None:
        self._close()
        self.pieces.append(text)

    def _close(self) -> None:
        if self._bytes:
            text = decoded(b"".join(self._bytes), self.charset)
            is_words = self._is_page and not self._is_tag
            self.pieces.append(html.escape(text) if is_words else text)
            self._bytes = []

    @property
    def text(self) -> str:
        self._close()
        # Letters beyond the first 65,536 come in two halves.
        joined = "".join(self.pieces).encode("utf-16", errors="surrogatepass")
        text = joined.decode("utf-16", errors="replace")
        return text_of(text) if self._is_page else text.strip()


def _words(source: bytes) -> str:
    words = _Words()
    for token in _TOKEN.finditer(source):
        words.take(token)
    return words.text
