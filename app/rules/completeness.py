"""Complete or not: the four elements a complaint must have (procedure, section 3)."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.rules.identity import normal_phone


class Element(StrEnum):
    """What must be there before a complaint can be declared complete."""

    NAME = "nama"
    ADDRESS = "alamat"
    PHONE = "nomor"
    SUBJECT = "objek"


ELEMENT_LABELS: Final[Mapping[Element, str]] = {
    Element.NAME: "Nama",
    Element.ADDRESS: "Alamat",
    Element.PHONE: "Nomor yang bisa dihubungi",
    Element.SUBJECT: "Objek pengaduan",
}

# The form field that answers for each element.
ELEMENT_FIELDS: Final[Mapping[Element, str]] = {
    Element.NAME: "name",
    Element.ADDRESS: "address",
    Element.PHONE: "phone",
    Element.SUBJECT: "subject",
}

_FEWEST_LETTERS: Final = 3

# Written without spaces and punctuation, so that "N.N." and "nn" are one.
_SAYS_NOTHING: Final = frozenset(
    {
        "kosong",
        "na",
        "nihil",
        "none",
        "null",
        "takada",
        "tdkada",
        "tidakada",
        "tidakdiisi",
        "tidakdiketahui",
        "tidakdisebutkan",
        "tidaktahu",
    }
)
_NO_NAME: Final = _SAYS_NOTHING | {
    "anonim",
    "anonimus",
    "anonymous",
    "anonymus",
    "dirahasiakan",
    "hambaallah",
    "nn",
    "noname",
    "rahasia",
    "tanpanama",
    "tidakadanama",
    "tidakmenyebutkannama",
    "x",
    "xx",
    "xxx",
}


def missing(
    name: str, address: str, has_district: bool, phone: str, subject: str
) -> tuple[Element, ...]:
    """Return the elements that are not there, in the order of the form."""
    is_there = {
        Element.NAME: _is_name(name),
        Element.ADDRESS: has_district or _says_something(address),
        Element.PHONE: normal_phone(phone) is not None,
        Element.SUBJECT: _says_something(subject),
    }
    return tuple(element for element in Element if not is_there[element])


def _is_name(text: str) -> bool:
    letters = _letters(text)
    return bool(letters) and letters not in _NO_NAME


def _says_something(text: str) -> bool:
    letters = _letters(text)
    return len(letters) >= _FEWEST_LETTERS and letters not in _SAYS_NOTHING


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalpha())
