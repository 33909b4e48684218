"""What is retired or changed is never deleted, the settings least of all: books state it too.

It is also the first version that 0.1.0 refuses: its journal tells of things which that release does
not know, and its settings are all in the book.
"""

from typing import Final

_KEPT: Final = (
    "team",
    "officer",
    "service",
    "category",
    "district",
    "village",
    "holiday",
    "holiday_year",
    "setting",
    "box_opening",
)

STATEMENTS: Final[tuple[str, ...]] = tuple(
    f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END"""
    for table in _KEPT
)
