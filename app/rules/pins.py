"""PINs and recovery codes: what a PIN has to be, and how long wrong ones keep from trying on."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from app.rules.check_value import EASY

SHORTEST_PIN: Final = 6
LONGEST_PIN: Final = 64
# So many wrong tries cost nothing: fingers slip.
_FREE_TRIES: Final = 3
_FIRST_WAIT: Final = timedelta(seconds=5)
_LONGEST_WAIT: Final = timedelta(minutes=15)
_MOST_DOUBLINGS: Final = 8  # 5 seconds doubled so often are more than the longest wait
_CODE_GROUPS: Final = 5
_CODE_GROUP: Final = 5
# Letters of a code without what stands between them.
CODE_LENGTH: Final = _CODE_GROUPS * _CODE_GROUP


def pin_problem(pin: str) -> str:
    """Return why *pin* is too easy or too long to be one, empty when it will do."""
    if len(pin) < SHORTEST_PIN:
        return f"PIN paling sedikit {SHORTEST_PIN} angka atau huruf."
    if len(pin) > LONGEST_PIN:
        return f"PIN paling banyak {LONGEST_PIN} angka atau huruf."
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        return "PIN ini terlalu mudah ditebak. Jangan memakai angka yang sama atau berurutan."
    return ""


def wait_after(tries: int) -> timedelta:
    """Return how long nobody may try again after so many wrong *tries* on end."""
    if tries < _FREE_TRIES:
        return timedelta()
    doubled: timedelta = _FIRST_WAIT * 2 ** min(tries - _FREE_TRIES, _MOST_DOUBLINGS)
    return min(doubled, _LONGEST_WAIT)


def remaining_wait(tries: int, last: datetime, now: datetime) -> timedelta:
    """Return how much of the wait is left at *now* when the *last* try was then.

    A clock that was put back makes nobody wait longer than once more.
    """
    wait = wait_after(tries)
    return min(max(last + wait - now, timedelta()), wait)


def new_recovery_code(pick: Callable[[str], str] = secrets.choice) -> str:
    """Return a code such as "K7M2R-T9XWB-…" that nobody can guess: 120 bits."""
    groups = ("".join(pick(EASY) for _ in range(_CODE_GROUP)) for _ in range(_CODE_GROUPS))
    return "-".join(groups)


def plain_code(typed: str) -> str:
    """Return a recovery code without what a hand puts between and around its letters."""
    return "".join(letter for letter in typed.upper() if letter in EASY)
