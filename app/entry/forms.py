"""From what was typed or imported to a complaint that can be recorded.

One way in: the window's form, the import and the correction all hand over text by field name and
get either a ``NewComplaint`` or the problems that stand under the fields. What is missing is never
a problem; what is wrong is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final, TypeVar

from app.book.lists import Lists
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import parse_day, parse_moment, shortened
from app.rules.channels import (
    CHANNEL_FIELDS,
    COMMON_FIELDS,
    Channel,
    ComplaintKind,
    Field,
    FieldKind,
    fields_of,
)
from app.rules.identity import clean_nik, email_problem, nik_problem, normal_phone

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_YES: Final = frozenset({"ya", "y", "1", "true", "benar"})
_NO: Final = frozenset({"", "tidak", "t", "0", "false", "salah"})
_OLDEST_YEAR: Final = 2000
_COUNT_DIGITS: Final = 5
_COMMON: Final = {field.name: field for field in COMMON_FIELDS}
_PLAIN: Final = ("name", "address", "phone", "email", "subject", "description", "expectation")
Key = TypeVar("Key")


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
    extra: Mapping[str, str]


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
    common = {name: cleaned.get(name, "") for name in _PLAIN}
    received = cleaned.get("received_at", "")
    return NewComplaint(
        channel=channel,
        kind=ComplaintKind(cleaned.get("kind") or ComplaintKind.COMPLAINT),
        received_at=parse_moment(received) if received else now.replace(second=0),
        district_code=chosen.district_code,
        village_code=chosen.village_code,
        phone_normal=normal_phone(common["phone"]),
        nik=clean_nik(cleaned.get("nik", "")),
        is_secret=_is_yes(cleaned.get("is_secret", "")),
        service_id=chosen.service_id,
        category_id=chosen.category_id,
        tracking_id=cleaned.get("tracking_id") or None,
        extra={
            f.name: _stored(f, cleaned[f.name])
            for f in fields_of(channel)
            if f.name in _own(channel) and cleaned.get(f.name)
        },
        **common,
    )


@cache
def _own(channel: Channel) -> frozenset[str]:
    # The tracking ID has a column of its own, because it must be unique.
    from_channel = {f.name for f in CHANNEL_FIELDS[channel]}
    return frozenset(from_channel - {"tracking_id"})


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

    def __init__(self, lists: Lists, values: Mapping[str, str]) -> None:
        self.problems: list[FieldProblem] = []
        services = ((s.name, s.id) for s in lists.services if not s.is_retired)
        categories = ((c.name, c.id) for c in lists.categories if not c.is_retired)
        districts = ((d.name, d.code) for d in lists.districts if not d.is_retired)
        self.service_id = self._find("service", "Layanan", values, services)
        self.category_id = self._find("category", "Kategori", values, categories)
        self.district_code = self._find("district", "Kecamatan", values, districts)
        villages = (
            (v.name, v.code)
            for v in lists.villages
            if not v.is_retired and self.district_code in (None, v.district_code)
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
