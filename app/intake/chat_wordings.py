"""The words WhatsApp puts into a chat by itself, kept in data files because they change."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.ground.resources import RESOURCES

_IPHONE_MARK: Final = "\u200e"
_ANY_TEXT: Final = r"[^<>\n]*"
_NOTHING: Final = "(?!)"
_LONGEST_TAIL: Final = 300


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one data file."""

    message: re.Pattern[str]
    line: re.Pattern[str]
    tail: re.Pattern[str]

    def is_whole(self, text: str) -> bool:
        """Return whether the message is nothing but one of the wordings."""
        return self.message.fullmatch(text.strip(f"{_IPHONE_MARK} .\n")) is not None

    def is_line(self, line: str) -> bool:
        """Return whether the line is one of the wordings that fill a line."""
        return self.line.fullmatch(line.strip(f"{_IPHONE_MARK} ")) is not None

    def without_tail(self, line: str) -> str:
        """Return *line* without a wording WhatsApp put at its end."""
        # Only the end is searched, so that no line takes longer than its length.
        end = line.rstrip()[-_LONGEST_TAIL:]
        return line.rstrip()[: -len(end) or None] + self.tail.sub("", end)


@cache
def media() -> Wordings:
    """Return the wordings that stand in place of a file."""
    return _read("whatsapp_media.txt")


@cache
def notices() -> Wordings:
    """Return the wordings that are no message of a person."""
    return _read("whatsapp_notices.txt")


def _read(name: str) -> Wordings:
    text = (RESOURCES / "intake" / name).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]
    wordings = [line for line in lines if line and not line.startswith("#")]
    framed = [_pattern(w) for w in wordings if w.startswith("<")]
    marked = [_pattern(w[1:]) for w in wordings if w.startswith("!")]
    plain = [_pattern(w) for w in wordings if not w.startswith(("<", "!"))]
    tails = [*framed, *(f"{_IPHONE_MARK}{pattern}" for pattern in marked)]
    return Wordings(
        message=_one_of([*framed, *marked, *plain]),
        line=_one_of(plain),
        tail=re.compile(rf"[ {_IPHONE_MARK}]*{_one_of(tails).pattern}\.?\s*$", re.IGNORECASE),
    )


def _pattern(wording: str) -> str:
    return _ANY_TEXT.join(re.escape(part) for part in wording.split("*"))


def _one_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns) or _NOTHING})", re.IGNORECASE)
