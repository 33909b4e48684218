"""The fonts every paper embeds, and what to do with characters they do not have."""

import unicodedata
from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.ground.resources import RESOURCES

REGULAR: Final = "LiberationSans"
BOLD: Final = "LiberationSans-Bold"
ITALIC: Final = "LiberationSans-Italic"

# Shown for what the fonts lack (emoji), so that a reader sees that something stood there.
MISSING: Final = "\N{WHITE SQUARE}"

_FILES: Final = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
}


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab."""
    for font in _fonts():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD
    )


def printable(text: str) -> str:
    """Return *text* with only characters that print; what the fonts lack becomes a square."""
    characters = _characters()
    shown: list[str] = []
    # "Joined" emoji are one picture of several characters: they leave one square.
    is_joined = False
    for char in unicodedata.normalize("NFC", text):
        if char in "\n\t":
            shown.append(char)
        elif char == "\N{ZERO WIDTH JOINER}":
            is_joined = bool(shown) and shown[-1] == MISSING
            continue
        elif ord(char) in characters and unicodedata.category(char)[0] != "C":
            shown.append(char)
        elif not (is_joined or _is_invisible(char)):
            shown.append(MISSING)
        is_joined = False
    return "".join(shown)


def _is_invisible(char: str) -> bool:
    is_skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return is_skin_tone or unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Cs"}


@cache
def _characters() -> frozenset[int]:
    known = [frozenset[int](font.face.charToGlyph) for font in _fonts()]
    return known[0].intersection(*known[1:])


@cache
def _fonts() -> tuple[TTFont, ...]:
    return tuple(TTFont(name, RESOURCES / "fonts" / file) for name, file in _FILES.items())
