"""A check value on every receipt, known to the complainant and to the book; older ones have none.

It is taken away with all that is personal, but never replaced: a paper that was given out stays
right.
"""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE complaint ADD COLUMN check_value TEXT",
    """CREATE TRIGGER complaint_check_value_stays BEFORE UPDATE OF check_value ON complaint
        WHEN NEW.check_value IS NOT NULL AND NEW.check_value IS NOT OLD.check_value
        BEGIN SELECT RAISE(ABORT, 'a check value is never replaced'); END""",
)
