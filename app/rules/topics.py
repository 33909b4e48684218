"""Which label a text belongs to: words counted by label, and an answer only where it is no guess.

Naive Bayes by hand: some thirty labels and a few words a text need no library, and the usual one
weighs more than the whole program.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern
from typing import Final

from app.ground.resources import RESOURCES
from app.rules.likeness import root

_FOLDER: Final = RESOURCES / "proposals"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What a label is given to begin with, in words read; a few dozen complaints outweigh it.
WHOLE: Final = 400.0
# How much of that a word of its own name is, where nothing else is known of a label.
_OF_NAME: Final = 32.0
# What every label is given of every word that any of them knows.
_SMOOTH: Final = 0.2
# The subject says what it is about, the rest tells the story.
_SUBJECT_WEIGHT: Final = 1.6
# A long story is no stronger proof than a short one.
_MOST_WEIGHT: Final = 10.0
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Guess:
    """The label that fits best, and how sure that is, 0 to 1."""

    label: int
    share: float


def features(text: str) -> tuple[str, ...]:
    """Return what counts of *text*: the root of each word, and pairs that follow each other."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())
    plain = [word for word in map(_plain, words) if word and word not in _common()]
    # Interned: the same pairs come back in thousands of texts.
    return (*plain, *(intern(f"{one}_{other}") for one, other in pairwise(plain)))


def weights(subject: str, description: str) -> dict[str, float]:
    """Return how much each feature of a complaint says."""
    found: dict[str, float] = dict.fromkeys(features(description), 1.0)
    found |= dict.fromkeys(features(subject), _SUBJECT_WEIGHT)
    return found


class Topics:
    """What texts of each label say. Counts are added and taken away as the book changes."""

    def __init__(self, seeds: Mapping[int, Mapping[str, float]]) -> None:
        """Begin with *seeds*: label -> feature -> its part of ``WHOLE``."""
        self._counts: dict[int, Counter[str]] = {}
        self._totals: Counter[int] = Counter()
        self._labels: Counter[int] = Counter()
        self._texts: Counter[tuple[int, tuple[str, ...]]] = Counter()
        self._known: Counter[str] = Counter()
        self._seeds = dict(seeds)
        for seed in seeds.values():
            self._known.update(seed.keys())

    def add(self, label: int, said: tuple[str, ...]) -> None:
        """Count a text of *label*; what is repeated again and again tells nothing more."""
        self._texts[label, said] += 1
        self._labels[label] += 1
        if self._texts[label, said] == 1:
            self._count(label, said, 1)

    def take_away(self, label: int, said: tuple[str, ...]) -> None:
        """Count a text of *label* no longer."""
        if self._texts[label, said] == 1:
            self._count(label, said, -1)
        self._texts[label, said] -= 1
        self._labels[label] -= 1

    def _count(self, label: int, said: Iterable[str], by: int) -> None:
        counts = self._counts.setdefault(label, Counter())
        for word in said:
            counts[word] += by
            self._known[word] += by
            self._totals[label] += by

    def best(self, labels: Iterable[int], said: Mapping[str, float]) -> Guess | None:
        """Return which of *labels* fits a text with the features *said*, None of words unknown."""
        known = {word: weight for word, weight in said.items() if self._known[word] > 0}
        # One word that is known among others that are not says nothing: "lampu jalan mati".
        if len(known) < min(2, len(said)) or not known:
            return None
        scale = min(1.0, _MOST_WEIGHT / sum(known.values()))
        scores = {label: self._prior(label) + scale * self._score(label, known) for label in labels}
        if not scores:
            return None
        label = max(scores, key=lambda one: (scores[one], -one))
        whole = sum(math.exp(score - scores[label]) for score in scores.values())
        return Guess(label, 1 / whole)

    def _prior(self, label: int) -> float:
        return 0.5 * math.log(self._labels[label] + 5)

    def _score(self, label: int, known: Mapping[str, float]) -> float:
        seed = self._seeds.get(label, {})
        counts: Mapping[str, int] = self._counts.get(label, {})
        whole = math.log(WHOLE + self._totals[label] + _SMOOTH * len(self._known))
        return sum(
            weight * (math.log(seed.get(word, 0.0) + counts.get(word, 0) + _SMOOTH) - whole)
            for word, weight in known.items()
        )


@cache
def first_words(name: str) -> dict[str, dict[str, float]]:
    """Return the words to begin with: label of *name* in lower case -> feature -> its part."""
    found: dict[str, dict[str, float]] = {}
    for line in _lines(name):
        label, _, words = line.partition(" = ")
        told = (word.partition(":") for word in words.split())
        seed: dict[str, float] = {}
        for word, _, number in told:
            plain = "_".join(filter(None, map(_plain, word.split("_"))))
            seed[plain] = max(seed.get(plain, 0.0), float(number or 1))
        whole = sum(seed.values())
        parts = {word: WHOLE * n / whole for word, n in seed.items()}
        found[label.strip().casefold()] = parts
    return found


def words_of_name(name: str) -> dict[str, float]:
    """Return what is known of a label of which nothing is known but its *name*."""
    return dict.fromkeys(features(name), _OF_NAME)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    word = _short_forms().get(word, word)
    plain = root(word)
    return _short_forms().get(plain, plain)


@cache
def _short_forms() -> dict[str, str]:
    groups = [line.split() for line in _lines("singkatan")]
    return {word: group[0] for group in groups for word in group[1:]}


@cache
def _common() -> frozenset[str]:
    return frozenset(word for line in _lines("kata_umum") for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
