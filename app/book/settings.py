"""What the office sets: its identity, signatories, limits, working days, number pattern.

Each field is one row of the setting table, so that a change is one journal entry.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.book.store import Readable
from app.ground.errors import BookRefused
from app.rules.deadlines import DayUnit, Limit, Limits
from app.rules.numbering import DEFAULT_PATTERN
from models.reference import Setting

MONDAY_TO_FRIDAY: Final = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """What the letterhead (*kop surat*) says. Empty lines print as dots to fill in by hand.

    ``logo`` is a PNG or JPEG file in base64, or empty. ``paper`` is "A4" or "F4".
    """

    government: str = "PEMERINTAH KABUPATEN SANGGAU"
    name: str = "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"
    short_name: str = "Disdukcapil Kab. Sanggau"
    address: str = ""
    city: str = "Sanggau"
    phone: str = "WhatsApp +62 812-5012-1174"
    email: str = "disdukcapilkabsanggau@gmail.com"
    website: str = "lapor.go.id"
    legal_basis: str = (
        "Peraturan Menteri PANRB Nomor 24 Tahun 2014 tentang Pedoman Penyelenggaraan "
        "Pengelolaan Pengaduan Pelayanan Publik Secara Nasional"
    )
    logo: str = ""
    paper: str = "A4"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. ``acting`` is "", "a.n.", "Plt." or "Plh."; ``behalf_of`` follows "a.n."."""

    position: str = ""
    acting: str = ""
    behalf_of: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one book."""

    office: OfficeIdentity = field(default_factory=OfficeIdentity)
    manager: Signatory = field(
        default_factory=lambda: Signatory(position="Pejabat Pengelola Pengaduan")
    )
    head: Signatory = field(default_factory=lambda: Signatory(position="Kepala Dinas"))
    limits: Limits = field(default_factory=Limits)
    workweek: tuple[int, ...] = MONDAY_TO_FRIDAY
    number_pattern: str = DEFAULT_PATTERN


def read_settings(book: Readable) -> Settings:
    """Return the settings of the open book; what it does not say has its default.

    Raises:
        BookRefused: a value is none this program wrote.
    """
    try:
        stored = {row.key: json.loads(row.value) for row in book.rows(Setting.select())}
        settings: Settings = _built(Settings(), "", stored)
    except (ValueError, TypeError) as error:
        raise BookRefused(
            "Pengaturan di dalam buku tidak dapat dibaca; mungkin diubah di luar program ini. "
            "Pulihkan buku dari cadangan terakhir."
        ) from error
    return settings


def flatten(settings: Settings) -> dict[str, str]:
    """Return the setting rows that say *settings*: dotted key -> JSON."""
    return {
        key: json.dumps(value, ensure_ascii=False)
        for key, value in _leaves(dataclasses.asdict(settings), "")
    }


def _leaves(values: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, dict):
            found += _leaves(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, value))
    return found


def _built(default: Any, prefix: str, stored: Mapping[str, Any]) -> Any:
    values = {}
    for declared in dataclasses.fields(default):
        was = getattr(default, declared.name)
        key = prefix + declared.name
        if dataclasses.is_dataclass(was):
            values[declared.name] = _built(was, f"{key}.", stored)
        elif key in stored:
            values[declared.name] = _like(was, stored[key])
    return dataclasses.replace(default, **values)


def _like(default: object, value: Any) -> Any:
    if isinstance(default, DayUnit):
        return DayUnit(value)
    if isinstance(default, tuple):
        return tuple(value)
    return value


__all__ = ["Limit", "Limits", "OfficeIdentity", "Settings", "Signatory", "flatten", "read_settings"]
