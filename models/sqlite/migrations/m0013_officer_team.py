"""An officer of a *tim penjawab* answers for one team; empty for the others, or for all teams."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE officer ADD COLUMN team_id INTEGER REFERENCES team(id)",
)
