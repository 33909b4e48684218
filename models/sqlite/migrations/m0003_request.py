"""Which entry a request to record became, so that no request is carried out twice."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """CREATE TABLE request (
        key TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL REFERENCES journal(sequence)) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER request_no_update BEFORE UPDATE ON request
        BEGIN SELECT RAISE(ABORT, 'requests are never changed'); END""",
    """CREATE TRIGGER request_no_delete BEFORE DELETE ON request
        BEGIN SELECT RAISE(ABORT, 'requests are never deleted'); END""",
    # Also what refuses INSERT OR REPLACE, which fires no DELETE trigger by default.
    """CREATE TRIGGER request_next BEFORE INSERT ON request
        WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) FROM journal)
          OR EXISTS (SELECT 1 FROM request WHERE key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'a request belongs to the last entry'); END""",
)
