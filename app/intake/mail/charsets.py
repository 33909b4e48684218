"""The letters of a text that says, rightly or wrongly, how it is encoded."""

import codecs
import re
from typing import Final

from app.intake.outside import UTF_16_MARKS, decode, storable

# Python knows more by the name "encoding" than ways to write letters, some of them slow.
_NO_LETTERS: Final = frozenset(
    {"charmap", "idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined"}
    | {"unicode_escape"}
)
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_MADE_UP: Final = re.compile(r"(?:x|cs)-?|charset=")
# Bytes of these say nothing about UTF-8.
_OWN_WAY: Final = ("utf-16", "utf-32", "utf-7", "iso2022", "hz")
# What mailers of Windows write under the narrower name (as the web standard has it).
_WIDER: Final = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decoded(content: bytes, charset: str) -> str:
    """Return the text of *content*; a wrong or unknown *charset* is guessed over."""
    name = _known(charset)
    if name is None or name in ("utf-8", "utf-8-sig") or content.startswith(UTF_16_MARKS):
        return decode(content)
    if name.startswith(("utf-16", "utf-32")) and b"\0" not in content:
        return decode(content)
    if not name.startswith(_OWN_WAY) and _is_utf_8(content):
        return decode(content)
    name = _WIDER.get(name, name)
    try:
        return storable(content.decode(name))
    except (UnicodeError, ValueError):
        return _as_far(content, name)


def _as_far(content: bytes, name: str) -> str:
    try:
        return storable(content.decode(name, errors="replace"))
    except (UnicodeError, ValueError):
        return decode(content)


def _is_utf_8(content: bytes) -> bool:
    """Say whether *content* has letters of more than one byte, all of them whole."""
    if content.isascii():
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _known(charset: str) -> str | None:
    """Return how Python calls *charset*, also when it is spelt ``cp-850`` or ``X-UTF8``."""
    asked = charset.strip().strip("\"'").lower()[:40]
    if not asked.isascii():
        return None
    bare = _MADE_UP.sub("", asked, count=1) if _MADE_UP.match(asked) else asked
    for name in dict.fromkeys([asked, bare, _NOT_IN_NAMES.sub("", bare), bare.rpartition("-")[0]]):
        found = _lookup(name)
        if found is not None:
            return found
    return None


def _lookup(name: str) -> str | None:
    if not name or "\0" in name:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # The library's own mark for what turns bytes into letters; private, but its own error too.
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name.replace("-", "_") not in _NO_LETTERS else None
