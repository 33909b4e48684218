"""Openings of a box can be voided, say why letters are missing, and find their letters fast."""

from typing import Final

_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"

STATEMENTS: Final[tuple[str, ...]] = (
    f"ALTER TABLE box_opening ADD COLUMN voided_at TEXT CHECK (voided_at {_MOMENT})",
    "ALTER TABLE box_opening ADD COLUMN void_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE box_opening ADD COLUMN missing_reason TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX box_opening_opened ON box_opening(opened_at)",
    """CREATE INDEX complaint_opening ON complaint(box_opening_id)
        WHERE box_opening_id IS NOT NULL""",
)
DEFAULTS: Final = {"box_opening": {"void_reason": "", "missing_reason": ""}}
