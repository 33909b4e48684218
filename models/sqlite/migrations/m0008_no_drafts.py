"""Unfinished entries lie in no book any more; ``app.book.upgrade`` takes out what is left first."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = ("DROP TABLE draft",)
