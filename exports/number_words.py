"""Numbers in Indonesian words, as official reports spell them."""

from datetime import date
from typing import Final

from app.ground.formatting import month_name, weekday_name

_UNITS: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES: Final = ((1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"), (10, "puluh"))


def in_words(number: int) -> str:
    """Return *number* (0 or more) in words: ``seratus dua puluh satu``."""
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    for scale, word in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            # "Seribu", "seratus"; but "satu juta".
            head = f"se{word}" if many == 1 and scale < 1_000_000 else f"{in_words(many)} {word}"
            return f"{head} {in_words(rest)}" if rest else head
    raise AssertionError(number)


def counted(number: int, noun: str) -> str:
    """Return a count as reports write it: ``3 (tiga) surat``."""
    return f"{number} ({in_words(number)}) {noun}"


def day_in_words(day: date) -> str:
    """Return a day as a report opens: ``Senin, tanggal dua puluh tiga bulan November tahun …``."""
    return (
        f"{weekday_name(day)}, tanggal {in_words(day.day)} bulan {month_name(day.month)} "
        f"tahun {in_words(day.year)}"
    )
