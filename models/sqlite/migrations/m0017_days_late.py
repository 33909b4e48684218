"""How late a complaint was closed, as it was counted that day; older rows are counted when read."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = ("ALTER TABLE complaint ADD COLUMN days_late INTEGER",)
