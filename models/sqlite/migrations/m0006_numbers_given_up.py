"""Register numbers that had been given out stay given out, also when their complaints are gone.

A restore or a loss takes complaints away whose numbers stand on papers. The next complaint goes on
behind them, so the guard of the numbers has to know of a gap that is there for a reason.
"""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """CREATE TABLE number_given_up (
        id INTEGER PRIMARY KEY,
        year INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0)
    ) STRICT""",
    "CREATE INDEX number_given_up_year ON number_given_up (year, number)",
    """CREATE TRIGGER number_given_up_no_update BEFORE UPDATE ON number_given_up
        BEGIN SELECT RAISE(ABORT, 'numbers stay given up'); END""",
    """CREATE TRIGGER number_given_up_no_delete BEFORE DELETE ON number_given_up
        BEGIN SELECT RAISE(ABORT, 'numbers stay given up'); END""",
    "DROP TRIGGER complaint_next",
    """CREATE TRIGGER complaint_next BEFORE INSERT ON complaint
        WHEN NEW.sequence <> 1 + max(
            (SELECT ifnull(max(sequence), 0) FROM complaint WHERE year = NEW.year),
            (SELECT ifnull(max(number), 0) FROM number_given_up WHERE year = NEW.year))
        BEGIN SELECT RAISE(ABORT, 'register numbers have no gaps'); END""",
)
