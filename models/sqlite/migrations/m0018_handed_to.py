"""Complaints go to a person of the team too; who is away is known, with who stands in."""

from typing import Final

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE complaint ADD COLUMN assignee_id INTEGER REFERENCES officer(id)",
    """CREATE INDEX complaint_distributed ON complaint(distributed_on)
        WHERE distributed_on IS NOT NULL""",
    f"""CREATE TABLE absence (
        id INTEGER PRIMARY KEY,
        officer_id INTEGER NOT NULL REFERENCES officer(id),
        first_day TEXT NOT NULL CHECK (first_day {_DAY}),
        last_day TEXT NOT NULL CHECK (last_day {_DAY}),
        substitute_id INTEGER REFERENCES officer(id),
        is_removed INTEGER NOT NULL,
        CHECK (last_day >= first_day AND substitute_id IS NOT officer_id)) STRICT""",
    """CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence
        BEGIN SELECT RAISE(ABORT, 'absences are never deleted'); END""",
    """CREATE TRIGGER absence_no_replace BEFORE INSERT ON absence
        WHEN EXISTS (SELECT 1 FROM absence WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'absences are never replaced'); END""",
)
