"""Text of others where people or terminals read it: it moves no cursor and turns no line around."""

import re
from typing import Final

from app.ground.formatting import shortened

# Line breaks and tabs are ordinary. The others, and the C1 controls, command a terminal.
_CONTROLS: Final = tuple(code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10))
# Source: Unicode UAX 9, explicit directional formatting characters. They let "21 gnaro" be read as
# "orang 12", and the rest of a line, the program's own words too, from right to left.
_DIRECTIONS: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_GONE: Final = dict.fromkeys((*_CONTROLS, *_DIRECTIONS))
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *_DIRECTIONS)}
# What a refusal repeats of a value is enough to find it again, and not the whole of it.
_LONGEST_QUOTE: Final = 24
# Of a file, which the person has chosen.
_LONGEST_NAME: Final = 60
_SHOWN_DIGITS: Final = 4
# Nine digits and more: a NIK, a telephone number. A date has eight.
_NUMBER_LIKE: Final = re.compile(r"\d(?:-?\d){8,}")


def neutral(text: str) -> str:
    """Return *text* without control characters and without marks that turn its direction."""
    return text.translate(_GONE)


def neutral_json(line: str) -> str:
    """Return *line*, which is JSON, with such characters escaped: it still means the same."""
    return line.translate(_ESCAPED)


def quoted(text: str) -> str:
    """Return the beginning of *text* in quotes, for a sentence that says what is wrong with it.

    What a citizen is known by does not go whole into logs and terminals: of a long number the last
    digits are left, of any other text no more than its first half.
    """
    plain = _on_one_line(text)
    shown = _NUMBER_LIKE.sub(lambda found: f"…{found[0][-_SHOWN_DIGITS:]}", plain)
    if shown == plain:
        half = plain[: min((len(plain) + 1) // 2, _LONGEST_QUOTE)].rstrip()
        shown = half if half == plain else f"{half}…"
    return f"“{shortened(shown, _LONGEST_QUOTE + 1)}”"


def quoted_name(name: str) -> str:
    """Return a name in quotes that is nobody's: of a file, a sheet, a column, a choice."""
    return f"“{shortened(_on_one_line(name), _LONGEST_NAME)}”"


def _on_one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in neutral(text)).split())
