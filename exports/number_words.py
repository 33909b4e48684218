"""Numbers in Indonesian words, as official reports spell them."""

from datetime import date

from num2words import num2words

from app.ground.formatting import month_name, weekday_name


def in_words(number: int) -> str:
    """Return *number* (0 or more) in words: ``seratus dua puluh satu``."""
    return str(num2words(number, lang="id"))


def counted(number: int, noun: str) -> str:
    """Return a count as reports write it: ``3 (tiga) surat``."""
    return f"{number} ({in_words(number)}) {noun}"


def day_in_words(day: date) -> str:
    """Return a day as a report opens: ``Senin, tanggal dua puluh tiga bulan November tahun …``."""
    return (
        f"{weekday_name(day)}, tanggal {in_words(day.day)} bulan {month_name(day.month)} "
        f"tahun {in_words(day.year)}"
    )
