"""Writing what the office itself says of a month: conclusion, advice, its *nota dinas*."""

from dataclasses import asdict
from typing import Final

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.ground.formatting import Month
from app.reading.recap.closed import read_closing
from app.reading.recap.month_words import MonthWords
from app.rules.events import Event
from models.month import MonthText
from models.rows import find

LONGEST: Final = 4_000
LONGEST_NUMBER: Final = 100


class MonthWordsRefused(UserError):
    """The month is closed: what it says stands."""


def write_month_words(book: Book, month: Month, words: MonthWords) -> Changes:
    """Keep *words* with *month*.

    Raises:
        FormRefused: one is too long; each problem names its field.
        MonthWordsRefused: the month is closed.
    """
    values = {name: text.strip() for name, text in asdict(words).items()}
    _ensure_short(values)
    with book.transaction() as journal:
        journal.ensure_may(Event.MONTH_WORDS_WRITTEN)
        if read_closing(book, month) is not None:
            raise MonthWordsRefused(f"{month.label} sudah ditutup, jadi tulisannya tetap.")
        row = find(journal.store.database, MonthText, str(month))
        if row is None:
            journal.add(MonthText(period=str(month), **values), Event.MONTH_WORDS_WRITTEN)
            return Changes(months=True)
        journal.watch(row)
        for name, text in values.items():
            setattr(row, name, text)
        journal.note(row, Event.MONTH_WORDS_WRITTEN)
    return Changes(months=True)


def _ensure_short(values: dict[str, str]) -> None:
    problems = [
        FieldProblem(name, f"Paling banyak {most} huruf.")
        for name, text in values.items()
        if len(text) > (most := LONGEST_NUMBER if name == "memo_number" else LONGEST)
    ]
    if problems:
        raise FormRefused(*problems)
