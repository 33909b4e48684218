"""What the PIN of an officer is recognised by; no column of it is ever told to the journal."""

from typing import Final

_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"

STATEMENTS: Final[tuple[str, ...]] = (
    f"""CREATE TABLE secret (
        owner INTEGER PRIMARY KEY, hash TEXT NOT NULL, tries INTEGER NOT NULL CHECK (tries >= 0),
        tried_at TEXT NOT NULL CHECK (tried_at {_MOMENT})) STRICT""",
)
