"""What was kept as it was typed, to be put right: an unknown service, a short NIK, a cut text."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "ALTER TABLE complaint ADD COLUMN to_correct TEXT",
    # Few of many complaints, listed each morning.
    "CREATE INDEX complaint_to_correct ON complaint(id) WHERE to_correct IS NOT NULL",
)
