"""What the office sets: its identity, signatories, limits, working days, number pattern.

Each field is one row of the setting table, so that a change is one journal entry. A new book is
given all of them by the pack of its office (``app.book.office_pack``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from app.book.journal import Recorder
from app.book.settings_steps import STEPS, VERSION, SettingsTooNew, brought_up_to_date
from app.book.store import Readable
from app.ground.clock import FIRST_ZONE, Zone
from app.ground.errors import BookRefused
from app.rules.deadlines import Limit, Limits
from app.rules.events import Event
from app.rules.officers import PeopleRules
from models.reference import Setting
from models.rows import find


@dataclass(frozen=True, slots=True)
class OfficeIdentity:
    """What the letterhead (*kop surat*) says. Empty lines print as dots to fill in by hand.

    ``region_code`` and ``region`` name the regency, such as "61.03" and "Kabupaten Rekaan".
    ``logo`` is a PNG or JPEG file in base64, or empty. ``paper`` is "A4" or "F4".
    """

    region_code: str = ""
    region: str = ""
    zone: Zone = FIRST_ZONE
    government: str = ""
    name: str = ""
    short_name: str = ""
    address: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    legal_basis: str = ""
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
    """All settings of one book.

    Attributes:
        print_receipt_at_once: whether the receipt of *Tatap muka* goes to the printer once it is
            saved; it is shown where there is none.
        recap_due_day: on which day of the next month a month shall be closed at the latest.
        retention_years: how many years after its closing a complaint says who complained.
    """

    office: OfficeIdentity = field(default_factory=OfficeIdentity)
    manager: Signatory = field(default_factory=Signatory)
    head: Signatory = field(default_factory=Signatory)
    limits: Limits = field(default_factory=Limits)
    workweek: tuple[int, ...] = ()
    number_pattern: str = ""
    delivery_ways: tuple[str, ...] = ()
    print_receipt_at_once: bool = False
    recap_due_day: int = 5
    retention_years: int = 5
    people: PeopleRules = field(default_factory=PeopleRules)


def read_settings(book: Readable) -> Settings:
    """Return the settings of *book*; those of an older one as the steps to today make them.

    Raises:
        BookRefused: a value is missing or none this program wrote.
    """
    try:
        rows = brought_up_to_date(_stored(book))
        return msgspec.convert(_nested({key: rows[key] for key in _KEYS}), Settings)
    except SettingsTooNew as error:
        raise BookRefused(
            "Pengaturan di dalam buku dibuat oleh versi program yang lebih baru. Buku itu tidak "
            "diubah. Pasang versi program yang terbaru."
        ) from error
    except (ValueError, LookupError) as error:
        raise BookRefused(
            "Pengaturan di dalam buku tidak dapat dibaca; mungkin diubah di luar program ini. "
            "Pulihkan buku dari cadangan terakhir."
        ) from error


def flatten(settings: Settings) -> dict[str, str]:
    """Return the setting rows that say *settings*: dotted key -> JSON."""
    return {key: _json(value) for key, value in _leaves(msgspec.to_builtins(settings), "")}


def settings_of_new_book(settings: Settings) -> list[Setting]:
    """Return the rows that a new book of an office with *settings* begins with."""
    rows = flatten(settings) | {VERSION: _json(len(STEPS))}
    return [Setting(key=key, value=value) for key, value in rows.items()]


def overdue_settings(book: Readable) -> dict[str, str]:
    """Return the rows that the settings of *book* lack to be those of today: dotted key -> JSON.

    Raises:
        SettingsTooNew, ValueError: they cannot be brought up to date.
    """
    stored = _stored(book)
    today = brought_up_to_date(stored)
    return {
        key: _json(value)
        for key, value in today.items()
        if key not in stored or stored[key] != value
    }


def put_setting(
    journal: Recorder, key: str, value: str, event: Event = Event.SETTING_CHANGED
) -> None:
    """Write one row, *value* as JSON, within the open transaction."""
    row = find(journal.store.database, Setting, key)
    if row is None:
        journal.add(Setting(key=key, value=value), event)
        return
    journal.watch(row)
    row.value = value
    journal.note(row, event)


def _stored(book: Readable) -> dict[str, object]:
    return {row.key: json.loads(row.value) for row in book.rows(Setting.select())}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _leaves(values: Mapping[str, Any], prefix: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, dict):
            found += _leaves(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, value))
    return found


def _nested(rows: Mapping[str, object]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in rows.items():
        *above, name = key.split(".")
        at = nested
        for part in above:
            at = at.setdefault(part, {})
        at[name] = value
    return nested


# Every setting has its row in every book; which ones there are does not depend on their values.
_KEYS: Final = tuple(flatten(Settings()))

__all__ = ["Limit", "Limits", "OfficeIdentity", "Settings", "Signatory", "flatten", "read_settings"]
