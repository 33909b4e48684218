"""The words of books and lists, kept in data files because every office has its own."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from app.ground.resources import RESOURCES
from app.rules.channels import Channel

_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NOT_A_WORD: Final = re.compile(r"[^\w√✓✔☑☐〃]+|_")
# Two letters apart in a word of ten are one word written twice.
_NEAR: Final = 86
_SHORTEST_NEAR: Final = 5
_LONGEST: Final = 80
# "via WA", "lewat telepon": how the channel was used, not another one.
_WAYS: Final = ("via", "lewat", "melalui", "dari")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return *text* as words: no case, no accents of typing, no punctuation."""
    whole = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    return " ".join(_NOT_A_WORD.sub(" ", whole).split())


def without_brackets(text: str) -> str:
    """Return *text* without what stands in brackets."""
    return _IN_BRACKETS.sub(" ", text[: 2 * _LONGEST])


class Words:
    """Meanings by the words for them; what comes later wins a word that has two."""

    def __init__(self, *meanings: Mapping[str, Iterable[str]]) -> None:
        self._by_word = {
            plain(word): key for part in meanings for key, words in part.items() for word in words
        }
        self._by_word.pop("", None)
        self._words = list(self._by_word)

    def exact(self, text: str) -> str | None:
        """Return the meaning of *text* when it is one of the words."""
        return self._by_word.get(plain(text))

    def near(self, text: str) -> str | None:
        """Return the meaning of the word that *text* is a slip of, or None."""
        wanted = plain(text)
        if len(wanted) < _SHORTEST_NEAR:
            return None
        found = process.extractOne(wanted, self._words, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._by_word[found[0]] if found else None

    def within(self, text: str, telling: frozenset[str] | None = None) -> str | None:
        """Return the meaning of the longest words that stand in *text*.

        Single words count only when they are *telling*; without it all of several letters do.
        """
        wanted = f" {plain(text)} "
        found = [
            word
            for word in self._words
            if len(word) > 3 and f" {word} " in wanted
            if telling is None or " " in word or word in telling
        ]
        return self._by_word[max(found, key=len)] if found else None


@cache
def channels() -> Words:
    """Return the keys of channels by the words for them."""
    written = read_meanings("kata_saluran.txt")
    by_way_of = {
        key: [f"{way} {word}" for word in words for way in _WAYS] for key, words in written.items()
    }
    return Words(by_way_of, written, {each: (each,) for each in Channel})


@cache
def meaning(name: str) -> frozenset[str]:
    """Return the words in cells that mean *name*, plain."""
    return frozenset(plain(word) or word for word in read_meanings("kata_isi.txt").get(name, ()))


def means(text: str, name: str) -> bool:
    """Return whether *text* is one of the words in cells for *name*."""
    return (plain(text) or text.strip()) in meaning(name)


def meant(text: str, names: Iterable[str]) -> str | None:
    """Return which of *names* the cell *text* stands for."""
    return next((name for name in names if means(text, name)), None)


def near_meaning(text: str, names: Iterable[str]) -> str | None:
    """Return which of *names* a slip of the pen in *text* stands for."""
    if not _SHORTEST_NEAR <= len(text) <= _LONGEST:
        return None
    return Words({name: meaning(name) for name in names}).near(text)


@cache
def read_meanings(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a data file by what they mean."""
    text = (RESOURCES / "intake" / name).read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, words = line.partition(":")
            found[key.strip()] = tuple(word.strip() for word in words.split("|"))
    return found
