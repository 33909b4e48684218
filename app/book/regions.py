"""The provinces, regencies, districts and villages of Indonesia with their official codes.

The list ships with the program; the book of one office gets the places of its own regency.
"""

import csv
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from app.ground.errors import UserError
from app.ground.resources import RESOURCES

# How many characters the code of each kind of place has: 61, 61.03, 61.03.01, 61.03.01.2001.
_PROVINCE: Final = 2
_REGENCY: Final = 5
_DISTRICT: Final = 8


class RegencyUnknown(UserError):
    """No regency has this code."""


@dataclass(frozen=True, slots=True)
class Place:
    """A regency, district or village."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Regency:
    """A *kabupaten* or *kota* with everything in it, each list by code.

    ``name`` is as officials write it on a letterhead: "KABUPATEN SANGGAU".
    """

    code: str
    name: str
    province: str
    districts: tuple[Place, ...]
    villages: tuple[Place, ...]


@cache
def _list() -> str:
    path = RESOURCES / "lists" / "wilayah.csv.xz"
    return lzma.decompress(path.read_bytes()).decode("utf-8")


def _places(lines: Iterable[str]) -> tuple[Place, ...]:
    return tuple(Place(*row) for row in csv.reader(lines))


def _lines_with_code_of(length: int) -> Iterator[str]:
    return (line for line in _list().splitlines()[1:] if line.find(",") == length)


def _lines_within(code: str) -> Iterator[str]:
    """Yield the line of the place *code* and those of what lies in it.

    The list is in the order of codes, and of its 91,000 lines most are never looked at.
    """
    text = _list()
    start = text.find(f"\n{code},") + 1
    while start and text.startswith((f"{code},", f"{code}."), start):
        end = text.find("\n", start)
        yield text[start:end]
        start = end + 1


def district_of(code: str) -> str:
    """Return the code of the district in which the village with this *code* lies."""
    return code[:_DISTRICT]


def regencies() -> tuple[Place, ...]:
    """Return all regencies, by code."""
    return _places(_lines_with_code_of(_REGENCY))


def provinces() -> dict[str, str]:
    """Return the provinces: code -> name."""
    return {place.code: place.name for place in _places(_lines_with_code_of(_PROVINCE))}


def read_regency(code: str) -> Regency:
    """Return the regency with this code, such as "61.03".

    Raises:
        RegencyUnknown: there is none.
    """
    inside = _places(_lines_within(code))
    if len(code) != _REGENCY or not inside:
        raise RegencyUnknown(
            f"Kode wilayah “{code}” tidak dikenal. Tulis kode kabupaten atau kota, misalnya 61.03."
        )
    return Regency(
        code=code,
        name=inside[0].name,
        province=_places(islice(_lines_within(code[:_PROVINCE]), 1))[0].name,
        districts=tuple(p for p in inside if len(p.code) == _DISTRICT),
        villages=tuple(p for p in inside if len(p.code) > _DISTRICT),
    )
