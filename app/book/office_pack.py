"""The pack of an office: all that a new book of that office begins with.

``resources/offices/umum.toml`` holds for every office; a file named after a regency says what is
different there. What stands in a book is the book's own: a pack changes no book that exists.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import msgspec

from app.book.regions import Place, Regency, read_regency
from app.book.settings import OfficeIdentity, Settings, Signatory
from app.ground.clock import FIRST_ZONE, Zone
from app.ground.resources import RESOURCES
from app.rules.deadlines import Limits
from app.rules.officers import PeopleRules

_FOLDER: Final = RESOURCES / "offices"
# Small words keep their letters in "Kabupaten Kepulauan Siau Tagulandang Biaro" and its like.
_ADMINISTRATIVE: Final = " ADMINISTRASI "


@dataclass(frozen=True, slots=True)
class OfficePack:
    """What a new book begins with.

    Attributes:
        settings: identity, signatories, limits, number pattern, ways of delivery.
        teams: name and short name.
        services: division and name.
        categories: name, and whether such a complaint concerns supervision.
        districts: the *kecamatan* of the regency.
        villages: its *desa* and *kelurahan*.
    """

    settings: Settings
    teams: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, bool], ...]
    districts: tuple[Place, ...]
    villages: tuple[Place, ...]


def default_office() -> str:
    """Return the code of the regency whose office is offered first."""
    return str(_read("umum")["default"])


@cache
def read_pack(code: str) -> OfficePack:
    """Return the pack of the office of the regency with this code, such as "61.03".

    Raises:
        RegencyUnknown: no regency has this code.
    """
    regency = read_regency(code)
    said = _read("umum") | _read(code)
    return OfficePack(
        settings=_settings(regency, said),
        teams=tuple((team["name"], team["short_name"]) for team in said["teams"]),
        services=tuple((d, name) for d, names in said["services"].items() for name in names),
        categories=tuple(said["categories"].items()),
        districts=regency.districts,
        villages=regency.villages,
    )


def _read(name: str) -> dict[str, Any]:
    path = _FOLDER / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _settings(regency: Regency, said: dict[str, Any]) -> Settings:
    return Settings(
        office=_identity(regency, said),
        manager=Signatory(position=said["manager"]),
        head=Signatory(position=said["head"]),
        limits=msgspec.convert(said["limits"], Limits),
        workweek=tuple(said["workweek"]),
        number_pattern=said["number_pattern"],
        delivery_ways=tuple(said["delivery_ways"]),
        print_receipt_at_once=said["print_receipt_at_once"],
        recap_due_day=said["recap_due_day"],
        retention_years=said["retention_years"],
        people=msgspec.convert(said["people"], PeopleRules),
    )


def _identity(regency: Regency, said: dict[str, Any]) -> OfficeIdentity:
    region = regency.name.title()
    kind, _, city = region.replace(_ADMINISTRATIVE.title(), " Adm. ").partition(" ")
    told = {
        "region_code": regency.code,
        "region": region,
        "zone": _zone_of(regency.code[:2], said["zones"]),
        "government": f"PEMERINTAH {regency.name}",
        "name": "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
        "short_name": f"Disdukcapil {'Kab.' if kind == 'Kabupaten' else kind} {city}",
        "city": city.removeprefix("Adm. "),
    }
    if _ADMINISTRATIVE in regency.name:
        # Such a regency has no government of its own: its office is one of the province.
        told |= {
            "government": f"PEMERINTAH PROVINSI {regency.province}",
            "name": f"SUKU DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL {regency.name}",
            "short_name": f"Sudin Dukcapil {'Kab.' if kind == 'Kabupaten' else kind} {city}",
        }
    names = OfficeIdentity.__dataclass_fields__
    return OfficeIdentity(**{**told, **{k: v for k, v in said.items() if k in names}})


def _zone_of(province: str, zones: dict[str, list[str]]) -> Zone:
    named = next((name for name, provinces in zones.items() if province in provinces), FIRST_ZONE)
    return Zone(named)
