"""The words WhatsApp puts into a chat by itself, kept in data files because they change."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from app.ground.resources import RESOURCES
from app.intake.chat_lines import DIRECTION_MARKS, SPACES

IPHONE_MARK: Final = "\u200e"
# Longer than any wording: what is longer was written by a person.
_LONGEST: Final = 400
_LONGEST_NAME: Final = 120
_LONGEST_TIME: Final = 24
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys(DIRECTION_MARKS, ""),
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
    }
)
_NUMBERS: Final = re.compile(r"(?:\d[\d.:,]* ?(?:[a-z.]{1,8} ?){0,2}){1,3}", re.ASCII)
# What other spaces people put between words is theirs.
_WITHOUT_MARKS: Final = str.maketrans(
    {**dict.fromkeys(DIRECTION_MARKS, ""), "\u00a0": " ", "\u202f": " "}
)


class Placeholder(NamedTuple):
    """What stands in place of a file: the words before it, and the name, where it says one."""

    before: str
    name: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording cut at its wildcards; they stand for names, quoted words or numbers."""

    parts: tuple[str, ...]
    is_number: bool

    def fits(self, text: str) -> bool:
        """Return whether *text*, made plain, is this wording; in linear time."""
        if len(self.parts) == 1:
            return text == self.parts[0]
        first, *middle, last = self.parts
        if len(text) < len(first) + len(last) or not text.startswith(first):
            return False
        if not text.endswith(last):
            return False
        rest = text[len(first) : len(text) - len(last)]
        for before, part in pairwise((first, *middle)):
            filling, found, rest = rest.partition(part)
            if not found or not self._may_fill(before, filling):
                return False
        return self._may_fill(self.parts[-2], rest)

    def _may_fill(self, before: str, text: str) -> bool:
        if self.is_number:
            return len(text) <= _LONGEST_TIME and _NUMBERS.fullmatch(text) is not None
        # Between quotation marks anything may stand; a colon elsewhere ends the name of a sender.
        return before.endswith('"') or ": " not in text


class Notices:
    """The wordings that are no message of a person.

    Attributes:
        beginnings: how those may begin that a sender has: three letters, a mark, nothing.
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        wordings = tuple(wordings)
        whole = [w for w in wordings if not w.startswith(("<", "-"))]
        self._exact = frozenset(plain(w) for w in whole if "*" not in w and "#" not in w)
        wild = [_wording(w) for w in whole if "*" in w or "#" in w]
        self._whole = _by_word(wild)
        self._tails = frozenset(plain(w) for w in wordings if w.startswith("<"))
        self._lone = _by_word(_wording(w[1:]) for w in wordings if w.startswith("-"))
        begun = {words[:3] for words in (*self._exact, *(w.parts[0] for w in wild))}
        capital = {variant for words in begun for variant in (words.capitalize(), words.upper())}
        # A message without words, or behind a mark, may be one too.
        self.beginnings = frozenset({*begun, *capital, *DIRECTION_MARKS, "", " "})

    def is_whole(self, text: str) -> bool:
        """Return whether a message is nothing but one of the wordings."""
        words = _bounded(text)
        return words in self._exact or _is_any(self._whole, words)

    def is_lone(self, text: str) -> bool:
        """Return whether what stands behind a date, without a sender, is one of the wordings."""
        words = _bounded(text)
        return bool(words) and (_is_any(self._lone, words) or self.is_whole(words))

    def without_tail(self, text: str) -> str:
        """Return *text* without a wording at its end: that the message was edited."""
        bare = text.rstrip()
        if not bare.endswith(">"):
            return text
        start = bare.rfind("<")
        is_notice = start >= 0 and plain(bare[start:]) in self._tails
        return bare[:start].rstrip(f" {IPHONE_MARK}") if is_notice else text


class MediaWordings:
    """The wordings that stand in place of a file."""

    def __init__(self, wordings: Iterable[str]) -> None:
        wordings = tuple(wordings)
        framed = [w[1:-1] for w in wordings if w.startswith("<")]
        self._framed = [_wording(w) for w in framed if not w.endswith(": *")]
        self._named = frozenset(plain(w[:-3]) for w in framed if w.endswith(": *"))
        self._naming = frozenset(plain(w[3:-1]) for w in wordings if w.startswith("* <"))
        self._endings = tuple(plain(w[2:]) for w in wordings if w.startswith("* ("))
        marked = [w[1:] for w in wordings if w.startswith("!")]
        self._marked = [_wording(w) for w in marked]
        self._exact = frozenset(plain(w) for w in marked if "*" not in w)

    def is_whole(self, text: str) -> bool:
        """Return whether a message without marks is nothing but one of the wordings."""
        return _bounded(text) in self._exact

    def at_end(self, line: str) -> Placeholder | None:
        """Return the file that the end of *line* stands for, if it does."""
        bare = line.rstrip(f" .{IPHONE_MARK}{SPACES}")
        if bare.endswith(">"):
            return self._in_frame(bare)
        if bare.endswith(")"):
            return self._in_brackets(bare)
        before, mark, end = bare.rpartition(IPHONE_MARK)
        words = _bounded(end)
        if mark and words and any(w.fits(words) for w in self._marked):
            return Placeholder(before, "")
        return None

    def _in_frame(self, bare: str) -> Placeholder | None:
        start = bare.rfind("<")
        inside = bare[start + 1 : -1]
        if start < 0 or len(inside) > _LONGEST:
            return None
        words, before = plain(inside), bare[:start]
        key, colon, name = inside.partition(":")
        if colon and plain(key) in self._named:
            return Placeholder(before, without_marks(name))
        if words in self._naming:
            return Placeholder("", without_marks(before))
        return Placeholder(before, "") if any(w.fits(words) for w in self._framed) else None

    def _in_brackets(self, bare: str) -> Placeholder | None:
        if not plain(bare[-_LONGEST_NAME:]).endswith(self._endings):
            return None
        name = without_marks(bare[: bare.rfind("(")])
        # Files have an ending; a sentence with these words in brackets has none.
        is_name = len(name) <= 2 * _LONGEST_NAME and 1 <= len(name.rpartition(".")[2]) <= 10
        return Placeholder("", name) if is_name and "." in name else None


def plain(text: str) -> str:
    """Return *text* as wordings are compared: without marks, capitals and the last full stop."""
    return text.translate(_PLAIN).casefold().strip(" .\n")


def without_marks(text: str) -> str:
    """Return *text* without the invisible marks, its spaces made ordinary ones."""
    return text.translate(_WITHOUT_MARKS).strip()


@cache
def media() -> MediaWordings:
    """Return the wordings that stand in place of a file."""
    return MediaWordings(_read("whatsapp_media.txt"))


@cache
def notices() -> Notices:
    """Return the wordings that are no message of a person."""
    return Notices(_read("whatsapp_notices.txt"))


def _bounded(text: str) -> str:
    return plain(text) if len(text) <= _LONGEST else ""


def _wording(written: str) -> Wording:
    # Not stripped as a text is: a space beside a wildcard belongs to the wording.
    words = written.translate(_PLAIN).casefold().rstrip(".")
    return Wording(tuple(re.split(r"[*#]", words)), "#" in words)


def _is_any(wordings: Mapping[str, Sequence[Wording]], text: str) -> bool:
    found = (wording for word in text.split() for wording in wordings.get(word, ()))
    return any(wording.fits(text) for wording in found)


def _by_word(wordings: Iterable[Wording]) -> dict[str, list[Wording]]:
    """Return the wordings by a word that stands whole in each; few lines have any of them."""
    found: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        found[max(_whole_words(wording.parts), key=len)].append(wording)
    return found


def _whole_words(parts: tuple[str, ...]) -> Iterator[str]:
    for place, part in enumerate(parts):
        begins = "" if place == 0 else "x"
        ends = "" if place == len(parts) - 1 else "x"
        words = f"{begins}{part}{ends}".split()
        yield from words[1 if begins else 0 : len(words) - 1 if ends else len(words)]


def _read(name: str) -> list[str]:
    text = (RESOURCES / "intake" / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
