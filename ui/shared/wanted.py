"""What other pages may ask of a page when they lead to it."""

from dataclasses import dataclass
from typing import NamedTuple

from app.ground.formatting import Month


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Show a form to type in, also where the complaint before was just saved."""


class MakeRecap(NamedTuple):
    """Show this month and write its recap, as its button does."""

    month: Month


class CloseMonth(NamedTuple):
    """Show this month, with the step that closes it at hand."""

    month: Month
