"""What the office has written of a period itself."""

from dataclasses import dataclass

from app.book.book import Book
from app.ground.formatting import Month
from models.month import MonthText
from models.rows import find


@dataclass(frozen=True, slots=True)
class MonthWords:
    """Texts of a period; the paper says by itself what is left empty.

    Attributes:
        conclusion, advice: *kesimpulan* and *saran*, above the signature of the recap.
        memo_number: of the *nota dinas*; without it dots, to fill in by hand.
        memo_body: its text; the month in a few sentences where it is empty.
        memo_copies: *tembusan*, one a line.
    """

    conclusion: str = ""
    advice: str = ""
    memo_number: str = ""
    memo_body: str = ""
    memo_copies: str = ""


def read_month_words(book: Book, month: Month) -> MonthWords:
    """Return what was written of *month*."""
    row = find(book.store.database, MonthText, str(month))
    if row is None:
        return MonthWords()
    return MonthWords(row.conclusion, row.advice, row.memo_number, row.memo_body, row.memo_copies)
