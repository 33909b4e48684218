"""Whether two names mean one person, and whether two texts are about one matter."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from app.ground.resources import RESOURCES

_WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SHORTEST_NAME: Final = 4
_ONE_NAME: Final = 91
_ONE_WORD: Final = 0.83
# So many words of two names have to be the same, letter by letter, where others are short for them.
_FEWEST_WHOLE: Final = 2
_SHORTEST_WHOLE: Final = 3
_SHORTEST_CALLED: Final = 3
_BETWEEN: Final = re.compile(r"[\s,;]+")
# How a word begins that is made of another one, and with what that other one begins.
_PREFIXES: Final = (
    (re.compile(r"^(?:di|mem|ter)?per(?=[^aiueo]\w{3})"), ""),
    (re.compile(r"^[mp]eny(?=[aiueo]\w{3})"), "s"),
    (re.compile(r"^[mp]em(?=[aiueo]\w{3})"), "p"),
    (re.compile(r"^[mp]en(?=[aiueo]\w{3})"), "t"),
    (re.compile(r"^[mp]eng(?=\w{3})"), ""),
    (re.compile(r"^(?:[mp]e[mn]?|ber|ter|di)(?=\w{4})"), ""),
    (re.compile(r"^ke(?=\w{4,}an$)"), ""),
)
# What begins so is a thing or a person: "pencetakan" comes of "cetak", "menuliskan" of "tulis".
_THING: Final = ("pe", "ke")
_ENDING_OF_THING: Final = re.compile(r"(?<=\w{4})(?:nya|an)$")
_SUFFIX: Final = re.compile(r"(?<=\w{4})(?:kan|nya|an|i)$")


def plain_name(name: str) -> str:
    """Return *name* without titles, dots and capitals: "Bpk. Warga Rekaan, S.Pd." as its words."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = (word for token in _BETWEEN.split(folded) for word in _name_words(token))
    return " ".join(word for word in words if word not in _words_of("sapaan"))


def _name_words(token: str) -> list[str]:
    """Return the words of a name without spaces: "s.pd." is one, "m.iqbal" two."""
    joined = token.replace(".", "")
    return _WORD.findall(joined if joined in _words_of("sapaan") else token)


def is_same_name(one: str, other: str, *, is_near: bool = False) -> bool:
    """Return whether two plain names are one.

    Their order does not matter, nor does a slip of the keyboard, another spelling, a word that is
    left out or shortened. *is_near*: they live in the same place, so that less may be alike.
    """
    if min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    mine, theirs = sorted(_spelt(one)), sorted(_spelt(other))
    return _is_slip(mine, theirs) or _is_shortened(mine, theirs, _FEWEST_WHOLE - is_near)


def _is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    # Only needed while somebody types an entry; its import is not part of the start.
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    if fuzz.ratio(" ".join(one), " ".join(other)) < _ONE_NAME:
        return False
    pairs = zip(one, other, strict=False)
    return all(JaroWinkler.similarity(a, b) >= _ONE_WORD for a, b in pairs)


def _is_shortened(one: Sequence[str], other: Sequence[str], fewest: int) -> bool:
    """Return whether *fewest* words or more are the same and all else of one is short for them."""
    whole = {word for word in one if word in other and len(word) >= _SHORTEST_WHOLE}
    rests = [[word for word in name if word not in whole] for name in (one, other)]
    short, long = sorted(rests, key=lambda rest: (len(rest), sum(map(len, rest))))
    is_alike = all(any(_is_short_for(word, name) for name in long) for word in short)
    return is_alike and len(whole) >= (fewest if short else _FEWEST_WHOLE)


def _is_short_for(word: str, name: str) -> bool:
    """Return whether *word* is an initial of *name*, or what its bearer is called: "Anes"."""
    if len(word) == 1 or len(name) == 1:
        return word[0] == name[0]
    is_part = name.startswith(word) or name.endswith(word)
    return is_part and len(word) >= _SHORTEST_CALLED


def _spelt(name: str) -> list[str]:
    """Return the words of a plain name, each in the one spelling of its kind."""
    return [_spellings_of_names().get(word, word) for word in name.split()]


def stems(text: str) -> frozenset[str]:
    """Return what *text* is about: its telling words, without endings, one for all of a meaning."""
    return frozenset(_stem(word) for word in telling_words(text))


def telling_words(text: str) -> frozenset[str]:
    """Return the words of *text* that say what is the matter, as they are written."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    telling = (word for word in words if len(word) > 1 and word not in _words_of("kata_kosong"))
    return frozenset(word for word in telling if not word.isdigit())


def share_of_matter(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter of two sets of words stands in the other, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    if word in _meanings():
        return _meanings()[word]
    stem = root(word)
    return _meanings().get(stem, stem)


def root(word: str) -> str:
    """Return *word* without the syllables that Indonesian puts before and after it."""
    begin = next((each for each in _PREFIXES if each[0].match(word)), None)
    ending = _ENDING_OF_THING if word.startswith(_THING) else _SUFFIX
    return ending.sub("", begin[0].sub(begin[1], word) if begin else word)


def spellings(stem: str) -> tuple[str, ...]:
    """Return the words that mean the same as *stem*; none that contains another one."""
    same = {stem, *(word for word, meant in _meanings().items() if meant == stem)}
    return tuple(sorted(w for w in same if not any(other in w for other in same - {w})))


@cache
def _meanings() -> dict[str, str]:
    groups = [line.split() for line in _lines("kata_sama")]
    return {word: group[0] for group in groups for word in group}


@cache
def _spellings_of_names() -> dict[str, str]:
    groups = [line.split() for line in _lines("nama_sama")]
    return {word: group[0] for group in groups for word in group}


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (RESOURCES / "intake" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
