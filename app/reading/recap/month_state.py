"""A month as its page shows it: the recap, whether it is closed, and what was said of it since."""

from dataclasses import dataclass

from app.book.book import Book
from app.ground.formatting import Month
from app.reading.recap.closed import Closing, read_closing, read_errata
from app.reading.recap.monthly import read_recap
from app.reading.recap.values import InternalRecap


@dataclass(frozen=True, slots=True)
class MonthState:
    """One month: what it says, the closing in force, and the errata that were issued of it."""

    recap: InternalRecap
    closing: Closing | None
    errata: tuple[Closing, ...]

    @property
    def month(self) -> Month:
        """Which month."""
        return self.recap.month


def read_month(book: Book, month: Month) -> MonthState:
    """Return the state of *month*; raises like ``read_recap``."""
    with book.store.snapshot():
        return MonthState(
            recap=read_recap(book, month),
            closing=read_closing(book, month),
            errata=read_errata(book, month),
        )
