"""Single values as books write them, put into the form in which the program reads them.

Each function returns the value and a sentence where something was changed that is not certain.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from app.intake.tables.words import means, meant, near_meaning, plain
from app.rules.fields import Field
from app.rules.identity import phone_doubt
from app.rules.statuses import Status


class Value(NamedTuple):
    """A value and what is to be said of it; empty where nothing is."""

    text: str
    note: str = ""


_DITTO: Final = frozenset({'"', "''", "”", "“", "〃", "„", ",,", "- “ -", '-"-', '- " -'})
_LONGEST_EMPTY: Final = 24
# Only with these letters begin the words for nothing; other text is not looked at twice.
_MAY_BE_EMPTY: Final = frozenset("-–—_.?/\\*=~·•…nNtTkKbB")
_LOST_DIGITS: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d{1,2}", re.IGNORECASE)
_WITHOUT_ZERO: Final = re.compile(r"8\d{8,11}")
_DECIMALS: Final = re.compile(r"(\d{9,})[.,]0+")
_DIGITS_APART: Final = re.compile(r"[\s.\-]")
_COUNT_DECIMALS: Final = re.compile(r"(\d{1,5})[.,]0+")
_HIDDEN_NIK: Final = re.compile(r"[•*x]{3,}", re.IGNORECASE)
_YES: Final = "ya"
_GOING_ON: Final = frozenset({"belum", "proses", "diproses", "menunggu", "tunggu", "ditunda"})
_DONE: Final = frozenset({"selesai", "tuntas", "terselesaikan", "beres"})
_STATUSES: Final = tuple(status.value for status in Status)


def is_empty(text: str) -> bool:
    """Return whether a cell says that there is nothing: blank, "-", "nihil", "tidak ada"."""
    if not text:
        return True
    if len(text) > _LONGEST_EMPTY or text[0] not in _MAY_BE_EMPTY or text in _DITTO:
        return False
    return not plain(text) or means(text, "kosong")


def is_ditto(text: str) -> bool:
    """Return whether a cell says: as in the row above."""
    return text in _DITTO or (len(text) <= _LONGEST_EMPTY and means(text, "sama"))


def one_line(text: str) -> Value:
    """Return *text* on one line."""
    return Value(text if text.isprintable() and "  " not in text else " ".join(text.split()))


def phone(text: str) -> Value:
    """Return a phone number with the zero that Excel took; what is odd about it is said."""
    bare = " ".join(text.lstrip("'`").split())
    match = _DECIMALS.fullmatch(bare)
    bare = match[1] if match else bare
    if _WITHOUT_ZERO.fullmatch(_DIGITS_APART.sub("", bare)):
        bare = f"0{bare}"
    doubt = phone_doubt(bare)
    return Value(bare, f"Telepon {bare[:40]}: {doubt}" if doubt else "")


def nik(text: str) -> Value:
    """Return a NIK; one that Excel rounded or that was hidden before is left out."""
    bare = text.lstrip("'`").strip()
    if _LOST_DIGITS.fullmatch(bare):
        return Value("", f"NIK {text} kehilangan angka di Excel dan tidak dicatat.")
    if _HIDDEN_NIK.search(bare):
        return Value("", "NIK tersamar dan tidak dicatat.")
    return Value(bare)


def flag(text: str) -> Value:
    """Return ``ya`` or ``tidak`` for ticks and words; anything else as it stands."""
    found = meant(text, (_YES, "tidak"))
    return Value(found or text)


def count(text: str) -> Value:
    """Return a whole number without the decimals Excel adds."""
    match = _COUNT_DECIMALS.fullmatch(text)
    return Value(match[1] if match else text)


def choice(field: Field, text: str) -> Value:
    """Return the value of a choice named by its label or by another word for it."""
    for value, label in field.choices:
        if plain(text) in (plain(value), plain(label)):
            return Value(value)
    found = meant(text, [value for value, _ in field.choices])
    return Value(found or text)


def likely_status(text: str) -> Status | None:
    """Return the status that single words of a status column leave no doubt about."""
    said = set(plain(text).split())
    if said & _GOING_ON:
        return Status.RECORDED
    return Status.SETTLED if said & _DONE else None


@lru_cache(maxsize=1024)
def status(text: str) -> Status | None:
    """Return the status that a remark begins with, None when it is no word for one."""
    found = meant(text, _STATUSES)
    if found is None:
        first = re.split(r"[,:;.(/\n]", text, maxsplit=1)[0]
        found = meant(first, _STATUSES)
    if found is None:
        found = near_meaning(text, _STATUSES)
    return Status(found) if found else None
