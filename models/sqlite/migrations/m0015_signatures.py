"""Who signs the journal, by which public key, and what they have signed of it."""

from typing import Final

_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"

STATEMENTS: Final[tuple[str, ...]] = (
    f"""CREATE TABLE signer (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL UNIQUE,
        made_at TEXT NOT NULL CHECK (made_at {_MOMENT})) STRICT""",
    f"""CREATE TABLE signature (
        id INTEGER PRIMARY KEY, signer_id INTEGER NOT NULL REFERENCES signer(id),
        sequence INTEGER NOT NULL, hash TEXT NOT NULL, book TEXT NOT NULL,
        signed_at TEXT NOT NULL CHECK (signed_at {_MOMENT}), occasion TEXT NOT NULL,
        signature TEXT NOT NULL) STRICT""",
    *(
        f"""CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table}
        BEGIN SELECT RAISE(ABORT, 'rows of {table} stay as they are'); END"""
        for table in ("signer", "signature")
        for what in ("update", "delete")
    ),
)
