"""What single arguments may be, each with the sentence that refuses others."""

import argparse
import os
import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Final

from app.book.place import Place, parse_place
from app.ground.formatting import Month

# For which a schedule can be made.
SYSTEMS: Final = ("windows", "systemd")


def usual_system() -> str:
    """Return for which system a schedule is made where none is named."""
    return "windows" if os.name == "nt" else "systemd"


def _saying(sentence: str, read: Callable[[str], object]) -> Callable[[str], object]:
    def checked(text: str) -> object:
        try:
            return read(text)
        except (ValueError, OverflowError) as error:
            raise argparse.ArgumentTypeError(sentence.format(readable(text))) from error

    return checked


def _within(read: Callable[[str], float], low: float, high: float) -> Callable[[str], float]:
    def checked(text: str) -> float:
        value = read(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return checked


def _read_fingerprint(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{4}(-?[0-9a-f]{4}){3}", text, re.ASCII | re.IGNORECASE):
        raise ValueError(text)
    return text


def readable(text: str) -> str:
    """Return what was typed with a visible mark where it was no text at all."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_database_path(text: str) -> Path:
    # SQLite takes names in UTF-8 only.
    text.encode()
    return Path(text)


def _read_place(text: str) -> Place:
    return parse_place(str(_read_database_path(text)))


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    _ensure_near(day.year)
    return day


def _read_month(text: str) -> Month:
    month = Month.parse(text)
    _ensure_near(month.year)
    return month


def _ensure_near(year: int) -> None:
    # Far from the ends of the calendar: what is counted from here still has a date.
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)


def _read_time(text: str) -> tuple[int, int]:
    read = time.fromisoformat(text)
    return read.hour, read.minute


_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
day = _saying("“{}” bukan tanggal seperti 2026-11-23", _read_day)
month = _saying("“{}” bukan bulan seperti 2026-10", _read_month)
clock_time = _saying("“{}” bukan jam seperti 07:00", _read_time)
due_day = _saying("“{}” bukan tanggal 1 sampai 28", _within(int, 1, 28))
sheets = _saying("“{}” bukan jumlah lembar 0 sampai 100", _within(int, 0, 100))
seed = _saying("“{}” bukan bilangan bulat", int)
database = _saying("“{}” bukan nama berkas yang dapat dipakai", _read_database_path)
place = _saying("“{}” bukan nama berkas yang dapat dipakai", _read_place)
count = _saying("“{}” bukan jumlah", _within(int, 0, 10_000_000))
fingerprint = _saying("“{}” bukan sidik jari seperti 7f3a-91c2-0be4-55d8", _read_fingerprint)
descriptor = _saying("“{}” bukan nomor berkas terbuka", _within(int, 0, 1_000))
positive = _saying("“{}” bukan bilangan di atas nol", _within(int, 1, 100_000))
scale = _saying("“{}” bukan skala antara 0,5 dan 4", _within(float, 0.5, 4.0))
