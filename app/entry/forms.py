"""From what was typed or imported to a complaint that can be recorded.

One way in: the window's form, the import and the correction all hand over text by field name and
get either a ``NewComplaint`` or the problems that stand under the fields. What is missing is never
a problem; what is wrong is.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, Protocol, TypeVar

from app.book.lists import Lists
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import parse_day, parse_moment, shortened
from app.rules.channels import (
    ALL_FIELDS,
    CHANNEL_FIELDS,
    COMMON_FIELDS,
    Channel,
    ComplaintKind,
    fields_of,
)
from app.rules.fields import OWN_COLUMN, Field, FieldKind
from app.rules.identity import clean_nik, email_problem, nik_problem, normal_phone

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_YES: Final = frozenset({"ya", "y", "1", "true", "benar"})
_NO: Final = frozenset({"", "tidak", "t", "0", "false", "salah"})
_OLDEST_YEAR: Final = 2000
_COUNT_DIGITS: Final = 5
_COMMON: Final = {field.name: field for field in COMMON_FIELDS}
Key = TypeVar("Key")


class _Retirable(Protocol):
    @property
    def is_retired(self) -> bool: ...


Entry = TypeVar("Entry", bound=_Retirable)


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A checked form, ready to be recorded; moments are office time."""

    channel: Channel
    kind: ComplaintKind
    received_at: datetime
    name: str
    address: str
    district_code: str | None
    village_code: str | None
    phone: str
    phone_normal: str | None
    email: str
    nik: str
    is_secret: bool
    subject: str
    description: str
    expectation: str
    service_id: int | None
    category_id: int | None
    tracking_id: str | None
    extra: dict[str, str]


def clean_text(text: str) -> str:
    """Return *text* trimmed, with plain line breaks and nothing that cannot be stored."""
    if text.isprintable():
        return text.strip()
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", unified)).strip()


def check_field(field: Field, text: str, now: datetime) -> str | None:
    """Return the sentence that stands under *field* when *text* cannot be recorded, else None."""
    text = clean_text(text)
    if not text:
        return None
    if len(text) > field.maximum:
        return f"Paling banyak {field.maximum} huruf, sekarang {len(text)}."
    check = _CHECKS.get(field.kind)
    return check(field, text, now) if check else None


def check_form(
    channel: Channel, values: Mapping[str, str], now: datetime
) -> tuple[FieldProblem, ...]:
    """Return what is wrong with *values* (field name -> text) on the form of *channel*."""
    given = ((f, values.get(f.name)) for f in fields_of(channel))
    found = ((f.name, check_field(f, text, now)) for f, text in given if text)
    return tuple(FieldProblem(name, sentence) for name, sentence in found if sentence)


def read_form(
    channel: Channel, values: Mapping[str, str], now: datetime, lists: Lists
) -> NewComplaint:
    """Return the complaint that *values* (field name -> text) describe.

    Raises:
        FormRefused: with every problem found.
    """
    cleaned = {name: clean_text(text) for name, text in values.items()}
    problems = list(check_form(channel, cleaned, now))
    cleaned = filled(channel, cleaned)
    chosen = _Chosen(lists, cleaned)
    problems += chosen.problems
    if problems:
        raise FormRefused(*problems)
    if not cleaned.get("received_at"):
        cleaned["received_at"] = now.isoformat(sep=" ", timespec="minutes")
    columns: dict[str, Any] = dict.fromkeys(_NOT_EVERYWHERE)
    for field in _with_columns(channel):
        columns[field.column] = _in_column(field, cleaned.get(field.name, ""), chosen)
    return NewComplaint(
        channel=channel,
        phone_normal=normal_phone(columns["phone"]),
        extra=_own_values(channel, cleaned),
        **columns,
    )


def read_changes(
    channel: Channel,
    values: Mapping[str, str],
    stored: Mapping[str, str],
    now: datetime,
    lists: Lists,
) -> dict[str, Any]:
    """Return the columns that change when *values* take the place of what is *stored*.

    Both are text by field name. Only what differs is checked: what was recorded stays as it is,
    whatever the rules or the lists have become since.

    Raises:
        FormRefused: with every problem found in what differs.
    """
    cleaned = {name: clean_text(text) for name, text in values.items()}
    differing = {name for name, text in cleaned.items() if text != stored.get(name, "")}
    whole = {**stored, **cleaned}
    standing_in = {
        f.fills: filled(channel, whole)[f.fills]
        for f in CHANNEL_FIELDS[channel]
        if f.fills and f.name in differing and f.fills not in cleaned
    }
    whole |= standing_in
    changed = differing | standing_in.keys()
    if changed & _PLACES:
        changed |= _PLACES
    asked = {name: whole.get(name, "") for name in changed}
    chosen = _Chosen(lists, asked, kept=changed - differing)
    problems = (
        *check_form(channel, {name: whole[name] for name in differing}, now),
        *chosen.problems,
    )
    if problems:
        raise FormRefused(*problems)
    touched = [f for f in fields_of(channel) if f.name in changed]
    columns = {f.column: _in_column(f, asked[f.name], chosen) for f in touched if not f.is_own}
    if "phone" in columns:
        columns["phone_normal"] = normal_phone(columns["phone"])
    own = {f.name for f in touched if f.is_own}
    if own:
        # What the form does not ask any more is kept as it was recorded.
        kept = {name: text for name, text in stored.items() if name not in _COMMON_NAMES | own}
        columns[OWN_COLUMN] = kept | _own_values(channel, asked)
    return columns


def stored_columns(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return *columns* of a form as a row holds them."""
    return {name: _storable(value) for name, value in columns.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


# A village lies in a kecamatan: one is never read without the other.
_PLACES: Final = frozenset({"district", "village"})
# Fields with a column of their own, also where only one channel asks them.
_COMMON_NAMES: Final = frozenset(f.name for f in ALL_FIELDS if not f.is_own)
_NOT_EVERYWHERE: Final = frozenset(
    f.column for f in ALL_FIELDS if not f.is_own and f not in COMMON_FIELDS
)


@cache
def _with_columns(channel: Channel) -> tuple[Field, ...]:
    return tuple(f for f in fields_of(channel) if not f.is_own)


def _in_column(field: Field, text: str, chosen: "_Chosen") -> Any:
    """Return what the column of a checked *field* holds for *text*."""
    if field.kind in _FROM_LISTS:
        return getattr(chosen, field.column)
    if field.column in _NOT_EVERYWHERE:
        return text or None
    convert = _CONVERTED.get(field.kind)
    return convert(text) if convert else text


def _own_values(channel: Channel, cleaned: Mapping[str, str]) -> dict[str, str]:
    """Return what the column of the channel's own fields holds of what is typed."""
    return {
        f.name: _stored(f, cleaned[f.name])
        for f in CHANNEL_FIELDS[channel]
        if cleaned.get(f.name) and f.is_own
    }


def filled(channel: Channel, values: Mapping[str, str]) -> dict[str, str]:
    """Let a channel's own field stand in for the common one that was left empty."""
    whole = dict(values)
    for field in CHANNEL_FIELDS[channel]:
        if field.fills and not whole.get(field.fills) and whole.get(field.name):
            whole[field.fills] = _standing_in(_COMMON[field.fills], whole[field.name])
    return whole


def _standing_in(field: Field, text: str) -> str:
    """Return *text* as *field* can hold it, nothing where it cannot; it stays whole in its own."""
    if field.kind is FieldKind.EMAIL and email_problem(text):
        return ""
    return shortened(text, field.maximum)


def _stored(field: Field, text: str) -> str:
    if field.kind is FieldKind.MOMENT:
        return parse_moment(text).isoformat(sep=" ", timespec="minutes")
    if field.kind is FieldKind.DAY:
        return parse_day(text).isoformat()
    if field.kind is FieldKind.FLAG:
        return "ya" if _is_yes(text) else "tidak"
    return text


def _is_yes(text: str) -> bool:
    return text.casefold() in _YES


class _Chosen:
    """Looks up what the form names from the lists; retired entries cannot be chosen."""

    def __init__(self, lists: Lists, values: Mapping[str, str], kept: Collection[str] = ()) -> None:
        self.problems: list[FieldProblem] = []
        services = ((s.name, s.id) for s in _offered(lists.services, "service", kept))
        categories = ((c.name, c.id) for c in _offered(lists.categories, "category", kept))
        districts = ((d.name, d.code) for d in _offered(lists.districts, "district", kept))
        self.service_id = self._find("service", "Layanan", values, services)
        self.category_id = self._find("category", "Kategori", values, categories)
        self.district_code = self._find("district", "Kecamatan", values, districts)
        villages = (
            (v.name, v.code)
            for v in _offered(lists.villages, "village", kept)
            if self.district_code in (None, v.district_code)
        )
        self.village_code = self._find("village", "Desa/kelurahan", values, villages)
        if self.village_code and not self.district_code:
            self._take_district(lists, values)

    def _take_district(self, lists: Lists, values: Mapping[str, str]) -> None:
        named = values["village"].casefold()
        homes = {v.district_code for v in lists.villages if v.name.casefold() == named}
        if len(homes) > 1:
            self.village_code = None
            self.problems.append(
                FieldProblem(
                    "village", "Nama desa ini ada di beberapa kecamatan, pilih kecamatannya."
                )
            )
        else:
            (self.district_code,) = homes

    def _find(
        self, field: str, label: str, values: Mapping[str, str], entries: Iterable[tuple[str, Key]]
    ) -> Key | None:
        wanted = values.get(field, "")
        if not wanted:
            return None
        folded = wanted.casefold()
        found = next((key for name, key in entries if name.casefold() == folded), None)
        if found is None:
            self.problems.append(FieldProblem(field, f"{label} “{wanted}” tidak ada dalam daftar."))
        return found


def _offered(entries: Iterable[Entry], name: str, kept: Collection[str]) -> Iterable[Entry]:
    """Yield what can be chosen in a field; what is recorded and kept may have been retired."""
    return (entry for entry in entries if name in kept or not entry.is_retired)


def _moment_problem(field: Field, text: str, now: datetime) -> str | None:
    try:
        moment = parse_moment(text)
    except ValueError:
        return "Tulis tanggal dan jam seperti 23-11-2026 08.05."
    if field.is_past and moment > now:
        return "Waktu ini belum terjadi. Periksa tanggal dan jamnya."
    return _age_problem(moment.date())


def _day_problem(field: Field, text: str, now: datetime) -> str | None:
    try:
        day = parse_day(text)
    except ValueError:
        return "Tulis tanggal seperti 23-11-2026."
    if field.is_past and day > now.date():
        return "Tanggal ini belum tiba. Periksa tanggalnya."
    return _age_problem(day)


def _age_problem(day: date) -> str | None:
    # Older than any paper book the office keeps: a slip in the year, such as 0026.
    return "Tahunnya terlalu lama. Periksa tanggalnya." if day.year < _OLDEST_YEAR else None


def _flag_problem(_field: Field, text: str, _now: datetime) -> str | None:
    return None if text.casefold() in _YES | _NO else "Isi dengan ya atau tidak."


def _count_problem(_field: Field, text: str, _now: datetime) -> str | None:
    is_count = text.isascii() and text.isdigit() and len(text) <= _COUNT_DIGITS
    return None if is_count else "Isi dengan bilangan bulat, 0 bila tidak ada."


def _choice_problem(field: Field, text: str, _now: datetime) -> str | None:
    known = {value for value, _ in field.choices}
    return None if text in known else f"“{text}” bukan pilihan untuk {field.label}."


_CHECKS: Final[Mapping[FieldKind, Callable[[Field, str, datetime], str | None]]] = {
    FieldKind.MOMENT: _moment_problem,
    FieldKind.DAY: _day_problem,
    FieldKind.FLAG: _flag_problem,
    FieldKind.COUNT: _count_problem,
    FieldKind.CHOICE: _choice_problem,
    FieldKind.NIK: lambda _field, text, _now: nik_problem(text),
    FieldKind.EMAIL: lambda _field, text, _now: email_problem(text),
}
_FROM_LISTS: Final = frozenset(
    {FieldKind.DISTRICT, FieldKind.VILLAGE, FieldKind.SERVICE, FieldKind.CATEGORY}
)
_CONVERTED: Final[Mapping[FieldKind, Callable[[str], Any]]] = {
    FieldKind.MOMENT: parse_moment,
    FieldKind.FLAG: _is_yes,
    FieldKind.NIK: clean_nik,
    # The only choice that has a column of its own.
    FieldKind.CHOICE: lambda text: ComplaintKind(text or ComplaintKind.COMPLAINT),
}
