"""From what was typed or imported to a complaint that can be recorded.

One way in: the window's form, the import and the correction all hand over text by field name. What
is missing is never a problem. What is odd is kept as it was typed and marked to be put right; only
what would falsify the book is refused, with the problems that stand under the fields.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from app.book.lists import Lists
from app.entry.chosen import FROM_LISTS, Chosen
from app.entry.field_checks import (
    Finding,
    check_clean,
    clean_text,
    is_flag,
    is_too_long,
    is_yes,
)
from app.entry.long_texts import cut, whole_name
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import parse_day, parse_moment, shortened
from app.rules.channels import (
    ALL_FIELDS,
    CHANNEL_FIELDS,
    COMMON,
    COMMON_FIELDS,
    Channel,
    ComplaintKind,
    fields_of,
)
from app.rules.fields import MARKS_COLUMN, OWN_COLUMN, Field, FieldKind
from app.rules.identity import clean_nik, email_problem, normal_phone


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """A checked form, ready to be recorded; moments are office time.

    Attributes:
        to_correct: what is to be put right, as the column of the complaint holds it.
        whole: texts that their fields do not hold, by the name of the attachment that does.
    """

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
    to_correct: dict[str, str] | None = None
    whole: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction changes.

    Attributes:
        columns: value by column.
        whole: texts that their fields do not hold, by the name of the attachment that does.
    """

    columns: dict[str, Any]
    whole: Mapping[str, str]


def read_form(
    channel: Channel, values: Mapping[str, str], now: datetime, lists: Lists
) -> NewComplaint:
    """Return the complaint that *values* (field name -> text) describe.

    Raises:
        FormRefused: with every problem found.
    """
    cleaned = filled(channel, {name: clean_text(text) for name, text in values.items()})
    found = _findings(fields_of(channel), cleaned, now)
    if problems := _refused(found):
        raise FormRefused(*problems)
    taken = _Taken(found, cleaned)
    texts = taken.texts
    if not texts.get("received_at"):
        texts["received_at"] = now.isoformat(sep=" ", timespec="minutes")
    chosen = Chosen(lists, texts)
    columns: dict[str, Any] = dict.fromkeys(_NOT_EVERYWHERE)
    for column, name in _plain_columns(channel):
        columns[column] = texts.get(name, "")
    for each in _read_columns(channel):
        columns[each.column] = _in_column(each, texts.get(each.name, ""), chosen)
    return NewComplaint(
        channel=channel,
        phone_normal=normal_phone(columns["phone"]),
        extra=_own_values(channel, texts),
        to_correct=taken.marks | chosen.as_typed or None,
        whole=taken.whole,
        **columns,
    )


def read_changes(
    channel: Channel,
    values: Mapping[str, str],
    stored: Mapping[str, str],
    now: datetime,
    lists: Lists,
    marks: Mapping[str, str],
) -> Corrected:
    """Return what changes when *values* take the place of what is *stored*.

    Only what differs is checked: what was recorded stays as it is, whatever the rules or the lists
    have become since.

    Args:
        channel: whose form it is.
        values: text by field name.
        stored: text by field name, as it is recorded.
        now: office time.
        lists: what can be chosen.
        marks: what is to be put right so far, as the column holds it.

    Raises:
        FormRefused: with every problem found in what differs.
    """
    cleaned = {name: clean_text(text) for name, text in values.items()}
    # What was on no list may be on it by now.
    differing = {n for n, text in cleaned.items() if marks.get(n) or text != stored.get(n, "")}
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
    touched = tuple(f for f in fields_of(channel) if f.name in changed)
    texts = {name: whole.get(name, "") for name in changed}
    found = _findings(touched, texts, now)
    if problems := _refused(found):
        raise FormRefused(*problems)
    taken = _Taken(found, texts)
    chosen = Chosen(lists, taken.texts, kept=changed - differing)
    columns = {
        f.column: _in_column(f, taken.texts[f.name], chosen) for f in touched if not f.is_own
    }
    if "phone" in columns:
        columns["phone_normal"] = normal_phone(columns["phone"])
    if any(f.is_own for f in touched):
        columns[OWN_COLUMN] = _own_after(channel, touched, stored, taken.texts)
    others = {name: text for name, text in marks.items() if name not in changed}
    columns[MARKS_COLUMN] = others | taken.marks | chosen.as_typed or None
    return Corrected(columns, taken.whole)


def _own_after(
    channel: Channel,
    touched: Iterable[Field],
    stored: Mapping[str, str],
    texts: Mapping[str, str],
) -> dict[str, str]:
    """Return the channel's own fields; what the form does not ask any more is kept."""
    anew = _COMMON_NAMES | {f.name for f in touched if f.is_own}
    kept = {name: text for name, text in stored.items() if name not in anew}
    return kept | _own_values(channel, texts)


def _findings(
    fields: Iterable[Field], texts: Mapping[str, str], now: datetime
) -> list[tuple[Field, Finding]]:
    """Return the fields whose text, cleaned before, is odd, with what is odd about it."""
    given = ((each, texts.get(each.name)) for each in fields)
    found = ((each, check_clean(each, text, now)) for each, text in given if text)
    return [(each, finding) for each, finding in found if finding is not None]


def _refused(found: Iterable[tuple[Field, Finding]]) -> tuple[FieldProblem, ...]:
    return tuple(FieldProblem(each.name, f.sentence) for each, f in found if f.is_refused)


class _Taken:
    """Texts as their fields hold them.

    Attributes:
        texts: by field name.
        marks: the fields whose text is to be put right, each with an empty text.
        whole: what was too long, by the name of the attachment that is to hold it.
    """

    def __init__(self, found: Iterable[tuple[Field, Finding]], texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.marks = {each.name: "" for each, _ in found}
        self.whole: dict[str, str] = {}
        for each, _ in found:
            text = texts[each.name]
            if is_too_long(each, text) and not each.is_unique:
                name = whole_name(each)
                self.whole[name] = text
                self.texts[each.name] = cut(each, text, name)


def stored_columns(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return *columns* of a form as a row holds them."""
    return {
        # Most are, and an import stores twenty a row.
        name: value if type(value) in _AS_THEY_ARE else _storable(value)
        for name, value in columns.items()
    }


_AS_THEY_ARE: Final = frozenset({str, int, bool, datetime, type(None)})


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
def _plain_columns(channel: Channel) -> tuple[tuple[str, str], ...]:
    """Return column and name of the fields whose column holds just what was typed."""
    fields = (f for f in fields_of(channel) if not f.is_own and _is_plain(f))
    return tuple((f.column, f.name) for f in fields)


@cache
def _read_columns(channel: Channel) -> tuple[Field, ...]:
    return tuple(f for f in fields_of(channel) if not f.is_own and not _is_plain(f))


def _is_plain(field: Field) -> bool:
    is_read = field.kind in FROM_LISTS or field.kind in _CONVERTED
    return not is_read and field.column not in _NOT_EVERYWHERE


def _in_column(field: Field, text: str, chosen: Chosen) -> Any:
    """Return what the column of a checked *field* holds for *text*."""
    if field.kind in FROM_LISTS:
        return getattr(chosen, field.column)
    if field.column in _NOT_EVERYWHERE:
        return text or None
    convert = _CONVERTED.get(field.kind)
    return convert(text) if convert else text


def _own_values(channel: Channel, texts: Mapping[str, str]) -> dict[str, str]:
    """Return what the column of the channel's own fields holds of what is typed."""
    return {
        f.name: _stored(f, texts[f.name])
        for f in CHANNEL_FIELDS[channel]
        if texts.get(f.name) and f.is_own
    }


def filled(channel: Channel, values: Mapping[str, str]) -> dict[str, str]:
    """Let a channel's own field stand in for the common one that was left empty."""
    whole = dict(values)
    for each in CHANNEL_FIELDS[channel]:
        if each.fills and not whole.get(each.fills) and whole.get(each.name):
            whole[each.fills] = _standing_in(COMMON[each.fills], whole[each.name])
    return whole


def _standing_in(field: Field, text: str) -> str:
    """Return *text* as *field* can hold it, nothing where it cannot; it stays whole in its own."""
    if field.kind is FieldKind.EMAIL and email_problem(text):
        return ""
    return shortened(text, field.maximum)


def _stored(field: Field, text: str) -> str:
    """Return the text of a channel's own field as it is stored; what is not read stays as typed."""
    try:
        if field.kind is FieldKind.MOMENT:
            return parse_moment(text).isoformat(sep=" ", timespec="minutes")
        if field.kind is FieldKind.DAY:
            return parse_day(text).isoformat()
    except ValueError:
        return text
    if field.kind is FieldKind.FLAG and is_flag(text):
        return "ya" if is_yes(text) else "tidak"
    return text


def _nik_in_column(text: str) -> str:
    bare = clean_nik(text)
    return bare if bare.isdigit() else text


_CONVERTED: Final[Mapping[FieldKind, Callable[[str], Any]]] = {
    FieldKind.MOMENT: parse_moment,
    FieldKind.FLAG: is_yes,
    FieldKind.NIK: _nik_in_column,
    # The only choice that has a column of its own.
    FieldKind.CHOICE: lambda text: ComplaintKind(text or ComplaintKind.COMPLAINT),
}
