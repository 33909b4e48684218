"""What is odd about the text of one field, and whether that keeps it from being recorded.

Little does: only what would make the book say something else than what happened is refused. All
else is kept as it was typed, and marked to be put right.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.ground.formatting import parse_day, parse_moment
from app.ground.neutral import quoted
from app.rules.fields import Field, FieldKind
from app.rules.identity import email_problem, nik_problem, phone_doubt

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_YES: Final = frozenset({"ya", "y", "1", "true", "benar"})
_NO: Final = frozenset({"", "tidak", "t", "0", "false", "salah"})
_OLDEST_YEAR: Final = 2000
_COUNT_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd about a text, as the sentence under its field; *is_refused*: it stops saving."""

    sentence: str
    is_refused: bool


def clean_text(text: str) -> str:
    """Return *text* trimmed, with plain line breaks and nothing that cannot be stored."""
    if text.isprintable():
        return text.strip()
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", unified)).strip()


def check_field(field: Field, text: str, now: datetime) -> Finding | None:
    """Return what is odd about *text* in *field* at office time *now*; None where nothing is."""
    text = clean_text(text)
    return check_clean(field, text, now) if text else None


def check_clean(field: Field, text: str, now: datetime) -> Finding | None:
    """Return what is odd about a text that is clean and not empty, see ``check_field``."""
    if is_too_long(field, text):
        said = f"Paling banyak {field.maximum} huruf, sekarang {len(text)}."
        return Finding(said, field.is_exact)
    check = _CHECKS.get(field.kind)
    sentence = check(field, text, now) if check else None
    return Finding(sentence, field.is_exact) if sentence else None


def is_too_long(field: Field, text: str) -> bool:
    """Return whether *field* does not hold the whole of *text*."""
    return len(text) > field.maximum


def is_yes(text: str) -> bool:
    """Return whether the text of a flag means yes."""
    return text.casefold() in _YES


def is_flag(text: str) -> bool:
    """Return whether *text* is one that a flag can be."""
    return text.casefold() in _YES | _NO


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


def _count_problem(_field: Field, text: str, _now: datetime) -> str | None:
    is_count = text.isascii() and text.isdigit() and len(text) <= _COUNT_DIGITS
    return None if is_count else "Isi dengan bilangan bulat, 0 bila tidak ada."


def _choice_problem(field: Field, text: str, _now: datetime) -> str | None:
    known = {value for value, _ in field.choices}
    return None if text in known else f"{quoted(text)} bukan pilihan untuk {field.label}."


_CHECKS: Final[Mapping[FieldKind, Callable[[Field, str, datetime], str | None]]] = {
    FieldKind.MOMENT: _moment_problem,
    FieldKind.DAY: _day_problem,
    FieldKind.FLAG: lambda _field, text, _now: (
        None if is_flag(text) else "Isi dengan ya atau tidak."
    ),
    FieldKind.COUNT: _count_problem,
    FieldKind.CHOICE: _choice_problem,
    FieldKind.PHONE: lambda _field, text, _now: phone_doubt(text),
    FieldKind.NIK: lambda _field, text, _now: nik_problem(text),
    FieldKind.EMAIL: lambda _field, text, _now: email_problem(text),
}
