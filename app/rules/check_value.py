"""The check value (*kode cek*): who names it with the number has the receipt in hand."""

import secrets
from collections.abc import Callable
from typing import Final

# Easy to read aloud and to copy by hand: no 0, O, 1, I, L; without vowels it spells no word.
EASY: Final = "23456789BCDFGHJKMNPQRSTVWXYZ"
_GROUPS: Final = 3
_GROUP: Final = 3


def new_check_value(pick: Callable[[str], str] = secrets.choice) -> str:
    """Return a check value such as "K7M-2RT-9XW" that nobody can guess: 43 bits.

    *pick* takes one of the characters it is given; only a sample gives another than chance.
    """
    groups = ("".join(pick(EASY) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
