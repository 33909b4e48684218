"""The register number, made from the sequence of the year and the office's pattern."""

import re
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Final

from app.ground.formatting import roman_month

DEFAULT_PATTERN: Final = "{seq:03}/PGD/{roman_month}/{year}"
LONGEST_PATTERN: Final = 60
# The "year" under which rows of older books (*buku lama*) are counted: they keep their own numbers
# and take none of any year's sequence.
OLD_BOOK: Final = 0

# What may stand behind the colon of each part. The sequence is the only part of digits whose width
# may vary: so two complaints never get the same number, also where parts stand side by side.
_WIDTHS: Final = {
    "seq": re.compile(r"|0[1-9]"),
    "roman_month": re.compile(r""),
    "month": re.compile(r"02"),
    "year": re.compile(r"|04"),
}


def format_number(pattern: str, sequence: int, recorded_on: date) -> str:
    """Return the number of the complaint recorded as number *sequence* of its year.

    Raises:
        ValueError: *pattern* does not pass ``check_pattern``.
    """
    problem = check_pattern(pattern)
    if problem is not None:
        raise ValueError(problem)
    return pattern.format(
        seq=sequence,
        roman_month=roman_month(recorded_on.month),
        month=recorded_on.month,
        year=recorded_on.year,
    )


def format_old_number(sequence: int, year: int) -> str:
    """Return what stands for the number of an older book that had none: ``Lama 012/2024``."""
    return f"Lama {sequence:03}/{year}"


@lru_cache(maxsize=32)
def check_pattern(pattern: str) -> str | None:
    """Return what is wrong with *pattern* in an Indonesian sentence, or ``None``."""
    if len(pattern) > LONGEST_PATTERN:
        return f"Pola nomor paling banyak {LONGEST_PATTERN} huruf, sekarang {len(pattern)}."
    if not pattern.isprintable():
        return "Pola nomor harus satu baris tanpa tanda yang tidak terlihat."
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return "Kurung kurawal pada pola nomor tidak berpasangan."
    for _, name, width, conversion in parts:
        problem = _part_problem(name or "", width or "", conversion)
        if problem is not None:
            return problem
    names = {name for _, name, _, _ in parts}
    if not {"seq", "year"} <= names:
        return "Pola nomor harus memuat {seq} (nomor urut) dan {year} (tahun)."
    return None


def _part_problem(name: str, width: str, conversion: str | None) -> str | None:
    if name not in _WIDTHS or conversion is not None:
        return "Pola nomor hanya boleh memuat {seq}, {roman_month}, {month:02}, dan {year}."
    if _WIDTHS[name].fullmatch(width):
        return None
    if name == "month":
        return "Tulis {month:02} agar bulan selalu dua angka."
    if name == "seq":
        return "Lebar nomor urut ditulis seperti {seq:03}, dari 01 sampai 09."
    return f"Tulis {{{name}}} tanpa lebar."
