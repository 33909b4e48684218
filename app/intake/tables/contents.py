"""What a column holds, seen from its cells: what headings do not say, or say wrongly."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from app.intake.tables.columns import (
    CHANNEL,
    IGNORED,
    NUMBER,
    POSITION,
    RECEIVED,
    STATUS,
    TIME,
)
from app.intake.tables.dates import DateRules, read_time, read_when
from app.intake.tables.near import NameList
from app.intake.tables.values import is_empty
from app.intake.tables.words import channels, means, meant, plain
from app.rules.statuses import Status

_NIK: Final = re.compile(r"\d{16}")
_PHONE: Final = re.compile(r"(?:\+?62|0|8)[\d\s().\-]{7,18}")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WEEKDAY: Final = re.compile(r"(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)", re.IGNORECASE)
_MOST: Final = 0.8
_HALF: Final = 0.5
_LONG: Final = 30
_ANY_YEAR: Final = DateRules(year=2000)
# What a single cell leaves no doubt about.
_UNMISTAKABLE: Final = frozenset({"nik", "email", RECEIVED})
_STATUSES: Final = tuple(status.value for status in Status)


class KnownNames(NamedTuple):
    """The names of the book's lists that a column may hold."""

    districts: NameList
    services: NameList
    categories: NameList


class Contents:
    """Looks at the cells of one column."""

    def __init__(self, texts: Sequence[str], names: "KnownNames") -> None:
        self.texts = [text for text in texts if text and not means(text, "kosong")]
        self._names = names

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of cells that pass *test*, 0 for an empty column."""
        return sum(1 for text in self.texts if test(text)) / max(len(self.texts), 1)

    @property
    def are_ticks(self) -> bool:
        """Whether the cells only tick what the heading says."""
        filled = [text for text in self.texts if not is_empty(text)]
        return bool(filled) and all(means(text, "ya") for text in filled)

    def guess(self, taken: frozenset[str]) -> str | None:
        """Return what a column without a known heading means, if its cells leave no doubt."""
        tests: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("nik", lambda text: _NIK.fullmatch(text.replace(" ", ""))),
            ("telepon", _PHONE.fullmatch),
            ("email", _EMAIL.fullmatch),
            (RECEIVED, is_day),
            (CHANNEL, channels().exact),
            ("kecamatan", lambda text: self._names.districts.find(text).is_certain),
            ("layanan", lambda text: self._names.services.find(text).is_certain),
        )
        for key, test in tests:
            is_enough = len(self.texts) > (0 if key in _UNMISTAKABLE else 1)
            if key not in taken and is_enough and self.share(test) >= _MOST:
                return key
        is_long = self.share(lambda text: len(text) > _LONG) >= _HALF
        return "uraian" if is_long and "uraian" not in taken else None

    def settle(self, key: str) -> str | None:
        """Return what a column with this heading means when its cells are looked at."""
        if not self.texts:
            return key
        if key == POSITION and self.share(str.isdigit) < _HALF:
            return NUMBER
        if key == RECEIVED:
            return self._settled_day()
        if key == "jenis":
            return self._settled_kind()
        if key == CHANNEL and self.share(channels().exact) < _HALF:
            return CHANNEL if self.share(channels().near) >= _HALF else None
        if key == STATUS and self.are_ticks:
            return STATUS
        if key == STATUS and self.share(lambda text: meant(text, _STATUSES)) < _HALF:
            return "keterangan"
        return key

    def _settled_day(self) -> str | None:
        if self.share(_WEEKDAY.fullmatch) >= _MOST:
            return IGNORED
        # A bare number is the day of a month that the sheet or its title names.
        if self.share(_is_time) >= _MOST and self.share(is_day) < _HALF:
            return TIME
        return RECEIVED

    def _settled_kind(self) -> str | None:
        kinds = ("pengaduan", "permintaan_informasi", "aspirasi_saran")
        if self.share(lambda text: meant(text, kinds)) >= _HALF:
            return "jenis"
        if self.share(lambda text: self._names.services.find(text).name) >= _HALF:
            return "layanan"
        if self.share(lambda text: self._names.categories.find(text).name) >= _HALF:
            return "kategori"
        return "jenis"


def _is_time(text: str) -> bool:
    return not text.isdigit() and read_time(text) is not None


def is_day(text: str) -> bool:
    """Return whether *text* is a day in any order."""
    if plain(text).isdigit() and len(plain(text)) < 5:
        return False
    return any(
        read_when(text, DateRules(is_month_first=order, year=_ANY_YEAR.year)).day is not None
        for order in (False, True)
    )
