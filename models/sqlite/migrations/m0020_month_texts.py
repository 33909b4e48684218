"""What the office writes of a month itself; a row for each period, kept for good."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """CREATE TABLE month_text (
        period TEXT PRIMARY KEY,
        conclusion TEXT NOT NULL,
        advice TEXT NOT NULL,
        memo_number TEXT NOT NULL,
        memo_body TEXT NOT NULL,
        memo_copies TEXT NOT NULL) STRICT""",
    """CREATE TRIGGER month_text_no_delete BEFORE DELETE ON month_text
        BEGIN SELECT RAISE(ABORT, 'texts of a month are never deleted'); END""",
    """CREATE TRIGGER month_text_no_replace BEFORE INSERT ON month_text
        WHEN EXISTS (SELECT 1 FROM month_text WHERE period = NEW.period)
        BEGIN SELECT RAISE(ABORT, 'texts of a month are never replaced'); END""",
)
