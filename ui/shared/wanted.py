"""What other pages may ask of the recap page."""

from typing import NamedTuple

from app.ground.formatting import Month


class MakeRecap(NamedTuple):
    """Show this month and write its recap, as its button does."""

    month: Month
