"""The provinces, regencies, districts and villages of Indonesia with their official codes.

The list ships with the program; the book of one office gets the places of its own regency.
"""

import csv
import lzma
from dataclasses import dataclass
from functools import cache
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
def _places() -> tuple[Place, ...]:
    path = RESOURCES / "lists" / "wilayah.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return tuple(Place(code, name) for code, name in rows)


def district_of(code: str) -> str:
    """Return the code of the district in which the village with this *code* lies."""
    return code[:_DISTRICT]


def regencies() -> tuple[Place, ...]:
    """Return all regencies, by code."""
    return tuple(place for place in _places() if len(place.code) == _REGENCY)


def provinces() -> dict[str, str]:
    """Return the provinces: code -> name."""
    return {place.code: place.name for place in _places() if len(place.code) == _PROVINCE}


def read_regency(code: str) -> Regency:
    """Return the regency with this code, such as "61.03".

    Raises:
        RegencyUnknown: there is none.
    """
    inside = [p for p in _places() if p.code == code or p.code.startswith(f"{code}.")]
    if len(code) != _REGENCY or not inside:
        raise RegencyUnknown(
            f"Kode wilayah “{code}” tidak dikenal. Tulis kode kabupaten atau kota, misalnya 61.03."
        )
    return Regency(
        code=code,
        name=inside[0].name,
        province=provinces()[code[:_PROVINCE]],
        districts=tuple(p for p in inside if len(p.code) == _DISTRICT),
        villages=tuple(p for p in inside if len(p.code) > _DISTRICT),
    )
