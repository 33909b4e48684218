"""Lists walk an index in their own order and stop when the screen is full.

Each index ends with the key of the complaint, so what has a year, a channel, a status or a team
stands in it as the register shows it. One for a status and its teams sorted every settled one.
"""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "DROP INDEX complaint_status",
    "CREATE INDEX complaint_status ON complaint(status)",
    "CREATE INDEX complaint_year ON complaint(year)",
    "CREATE INDEX complaint_channel ON complaint(channel)",
    "CREATE INDEX complaint_team ON complaint(team_id) WHERE team_id IS NOT NULL",
)
