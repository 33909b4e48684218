"""The steps that bring a book up to date: frozen SQL, in order; never edited once released."""

from typing import Final

from models.migrations import m0001_first

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (m0001_first.STATEMENTS,)
