"""Names of a list, found also where they were written in another way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from app.book.lists import Lists
from app.intake.tables.words import plain, read_meanings

_PREFIX: Final = re.compile(
    r"^(?:kecamatan|kec|desa|kelurahan|kel|ds|kab|kabupaten|bidang|tim|seksi)\s+"
)
_BRACKETED: Final = re.compile(r"\(([^()]+)\)")
# Fewer hits are chance; closer to the second best than this is no choice.
_NEAR: Final = 82
_MARGIN: Final = 6
_FEWEST_LETTERS: Final = 5
_REMEMBERED: Final = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """The name of the list, None when there is none; and whether that is certain."""

    name: str | None
    is_certain: bool = False


class NameList:
    """The names of one list of the book, with *also* other words for some of them."""

    def __init__(
        self, names: Iterable[str], also: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._names = list(dict.fromkeys(names))
        self._exact: dict[str, str] = {}
        # These count within other words however short they are: "pembuatan KTP".
        self._telling: set[str] = set()
        for name in self._names:
            # "Kartu Keluarga (KK)" is called by either.
            inner = _BRACKETED.findall(name)
            for spelling in (*inner, _BRACKETED.sub(" ", name), name):
                self._exact[_bare(spelling)] = name
        for name in self._names:
            for word in (also or {}).get(name, ()):
                self._exact.setdefault(_bare(word), name)
                self._telling.add(_bare(word))
        self._remembered: dict[str, Found] = {}

    def find(self, text: str) -> Found:
        """Return the name *text* means."""
        found = self._remembered.get(text)
        if found is None:
            found = self._find(_bare(text))
            if len(self._remembered) < _REMEMBERED:
                self._remembered[text] = found
        return found

    def _find(self, wanted: str) -> Found:
        if wanted in self._exact:
            return Found(self._exact[wanted], is_certain=True)
        joined = {spelling.replace(" ", ""): name for spelling, name in self._exact.items()}
        if wanted.replace(" ", "") in joined:
            return Found(joined[wanted.replace(" ", "")], is_certain=True)
        if len(wanted) < 3:
            return Found(None)
        return Found(self._within(wanted) or self._alike(wanted))

    def _within(self, wanted: str) -> str | None:
        """Return the one name that stands in *wanted*, or in which it stands."""
        padded = f" {wanted} "
        words = (s for s in self._exact if len(s) > 3 or s in self._telling)
        standing = [s for s in words if f" {s} " in padded]
        longest = [s for s in standing if not any(s != o and s in o for o in standing)]
        names = {self._exact[spelling] for spelling in longest}
        if not names:
            names = {n for s, n in self._exact.items() if f"{s} ".startswith(f"{wanted} ")}
        if not names and len(wanted) >= _FEWEST_LETTERS:
            names = {n for s, n in self._exact.items() if padded in f" {s} "}
        return names.pop() if len(names) == 1 else None

    def _alike(self, wanted: str) -> str | None:
        hits = process.extract(wanted, list(self._exact), scorer=fuzz.ratio, limit=3)
        hits = [hit for hit in hits if hit[1] >= _NEAR or _is_one_slip(wanted, hit[0])]
        if not hits:
            return None
        best = self._exact[hits[0][0]]
        others = [hit for hit in hits[1:] if self._exact[hit[0]] != best]
        return best if not others or hits[0][1] - others[0][1] >= _MARGIN else None


def services_of(lists: Lists) -> NameList:
    """Return the services that are offered, found also by the words people have for them."""
    names = (service.name for service in lists.services if not service.is_retired)
    return NameList(names, read_meanings("kata_layanan.txt"))


def _is_one_slip(wanted: str, name: str) -> bool:
    return len(wanted) >= _FEWEST_LETTERS and Levenshtein.distance(wanted, name) == 1


def _bare(text: str) -> str:
    bare = plain(text)
    return _PREFIX.sub("", bare) or bare
