"""Whether two names mean one person, and whether two texts are about one matter."""

import re
import unicodedata
from functools import cache
from typing import Final

from app.ground.resources import RESOURCES

_WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SHORTEST_NAME: Final = 4
_ONE_NAME: Final = 91
_ONE_WORD: Final = 0.83
_PREFIX: Final = re.compile(
    r"^(?:mem(?=[bpf])|meny|meng|men|me|ber|ter|di|per|pem(?=b)|pen|pe)(?=\w{4})"
)
_SUFFIX: Final = re.compile(r"(?<=\w{4})(?:kan|nya|an|i)$")


def plain_name(name: str) -> str:
    """Return *name* without titles, dots and capitals: "Bpk. Warga Rekaan, S.Pd." as its words."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace(".", "")
    return " ".join(word for word in _WORD.findall(folded) if word not in _words_of("sapaan"))


def is_same_name(one: str, other: str) -> bool:
    """Return whether two plain names are one, in any order and but for a slip of the keyboard."""
    if min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    # Only needed while somebody types an entry; its import is not part of the start.
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    if fuzz.token_sort_ratio(one, other) < _ONE_NAME:
        return False
    pairs = zip(sorted(one.split()), sorted(other.split()), strict=False)
    return all(JaroWinkler.similarity(a, b) >= _ONE_WORD for a, b in pairs)


def stems(text: str) -> frozenset[str]:
    """Return what *text* is about: its telling words, without endings, one for all of a meaning."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    telling = (word for word in words if len(word) > 1 and word not in _words_of("kata_kosong"))
    return frozenset(_stem(word) for word in telling if not word.isdigit())


def share_of_matter(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter of two sets of stems stands in the other, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _stem(word: str) -> str:
    if word in _meanings():
        return _meanings()[word]
    stem = root(word)
    return _meanings().get(stem, stem)


def root(word: str) -> str:
    """Return *word* without the syllables that Indonesian puts before and after it."""
    return _SUFFIX.sub("", _PREFIX.sub("", word))


def spellings(stem: str) -> tuple[str, ...]:
    """Return the words that mean the same as *stem*, itself first."""
    return (stem, *(word for word, meant in _meanings().items() if meant == stem and word != stem))


@cache
def _meanings() -> dict[str, str]:
    groups = [line.split() for line in _lines("kata_sama")]
    return {word: group[0] for group in groups for word in group}


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (RESOURCES / "intake" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
