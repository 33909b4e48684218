"""Whether a complaint names somebody of the office: who is complained of does not answer it."""

import re
from typing import Final

from app.ground.folding import folded

_WORD: Final = re.compile(r"\w+")
# Titles before and behind a name, which people write or leave out.
_TITLES: Final = frozenset(
    {"bapak", "pak", "ibu", "bu", "sdr", "sdri", "saudara", "saudari", "h", "hj", "dr", "drs"}
    | {"ir", "s", "se", "sh", "si", "sos", "kom", "ap", "ip", "stp", "m", "mm", "mh", "amd"}
)
_SHORTEST_ALONE: Final = 4


def is_named(name: str, *texts: str) -> bool:
    """Return whether one of *texts* says *name*, whole and without its titles.

    A name of one word counts from four letters on; shorter ones stand in too many sentences.
    """
    wanted = _words(name)
    if not wanted or (len(wanted) == 1 and len(wanted[0]) < _SHORTEST_ALONE):
        return False
    return any(_contains(_words(text), wanted) for text in texts)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(folded(text)) if word not in _TITLES]


def _contains(said: list[str], wanted: list[str]) -> bool:
    reach = len(wanted)
    return any(said[at : at + reach] == wanted for at in range(len(said) - reach + 1))
