"""Links between complaints: undone by a mark, never deleted, one in force between the same two."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """CREATE TABLE complaint_link (
        id INTEGER PRIMARY KEY,
        later_id INTEGER NOT NULL REFERENCES complaint(id),
        earlier_id INTEGER NOT NULL REFERENCES complaint(id),
        kind TEXT NOT NULL,
        is_undone INTEGER NOT NULL,
        CHECK (later_id <> earlier_id)) STRICT""",
    """CREATE UNIQUE INDEX complaint_link_pair
        ON complaint_link(min(later_id, earlier_id), max(later_id, earlier_id))
        WHERE is_undone = 0""",
    "CREATE INDEX complaint_link_later ON complaint_link(later_id)",
    "CREATE INDEX complaint_link_earlier ON complaint_link(earlier_id)",
    """CREATE TRIGGER complaint_link_no_delete BEFORE DELETE ON complaint_link
        BEGIN SELECT RAISE(ABORT, 'links are never deleted'); END""",
    """CREATE TRIGGER complaint_link_no_replace BEFORE INSERT ON complaint_link
        WHEN EXISTS (SELECT 1 FROM complaint_link WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM complaint_link WHERE is_undone = 0 AND NEW.is_undone = 0
              AND min(later_id, earlier_id) = min(NEW.later_id, NEW.earlier_id)
              AND max(later_id, earlier_id) = max(NEW.later_id, NEW.earlier_id))
        BEGIN SELECT RAISE(ABORT, 'links are never replaced'); END""",
    """CREATE TRIGGER complaint_link_stays BEFORE UPDATE ON complaint_link
        WHEN NEW.id <> OLD.id OR NEW.later_id <> OLD.later_id
          OR NEW.earlier_id <> OLD.earlier_id OR NEW.kind <> OLD.kind OR OLD.is_undone <> 0
        BEGIN SELECT RAISE(ABORT, 'a link is only ever undone'); END""",
)
