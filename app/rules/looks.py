"""What an entry of the journal says of a look at what is withheld, and who was looked at."""

from typing import Final

# Facts beside the reason; no column has a name with an asterisk.
FILE: Final = "*file"  # the id of an attachment
PAPER: Final = "*paper"  # which paper was made
WHAT: Final = "what"  # as what the complaints left the book
IDS: Final = "ids"  # which complaints did: "1-200,305"


def is_within(id_: int, ranges: str) -> bool:
    """Return whether *id_* is one of *ranges*, as ``IDS`` has them."""
    bounds = (part.partition("-") for part in ranges.split(",") if part)
    return any(int(low) <= id_ <= int(high or low) for low, _, high in bounds)
