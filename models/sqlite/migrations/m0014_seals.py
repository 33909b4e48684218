"""Entries can bear a seal: a mark of their hash that only a key outside the book makes."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = ("ALTER TABLE journal ADD COLUMN seal TEXT",)
