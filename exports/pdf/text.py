"""Text on paper: the styles, and the one place where text is escaped."""

from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from exports import palette
from exports.pdf.fonts import BOLD, ITALIC, REGULAR, printable, register_fonts

register_fonts()


def colour(name: str) -> Color:
    """Return a colour of the palette as reportlab wants it."""
    return HexColor(f"#{name}")


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    values: dict[str, Any] = {
        "fontName": REGULAR,
        "textColor": colour(palette.INK),
        # Long links and runs without spaces break instead of leaving the paper.
        "splitLongWords": 1,
        **more,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **values)


BODY: Final = _style("body", 10, 14)
BODY_BOLD: Final = _style("body-bold", 10, 14, fontName=BOLD)
BODY_CENTRED: Final = _style("body-centred", 10, 14, alignment=TA_CENTER)
BODY_JUSTIFIED: Final = _style("body-justified", 10, 14.5, alignment=TA_JUSTIFY)
LETTER: Final = _style("letter", 10.5, 15.5, alignment=TA_JUSTIFY, spaceAfter=6)
TITLE: Final = _style("title", 12.5, 16, fontName=BOLD, alignment=TA_CENTER)
TITLE_UNDER: Final = _style("title-under", 10.5, 14, alignment=TA_CENTER)
HEADING: Final = _style(
    "heading", 10.5, 14, fontName=BOLD, spaceBefore=9, spaceAfter=4, keepWithNext=1
)
NOTE: Final = _style("note", 8, 11, textColor=colour(palette.MUTED))
SMALL: Final = _style("small", 8.5, 11)
SMALL_BOLD: Final = _style("small-bold", 8.5, 11, fontName=BOLD)
SMALL_ITALIC: Final = _style("small-italic", 8.5, 11, fontName=ITALIC)
CELL: Final = _style("cell", 8, 10)
CELL_RIGHT: Final = _style("cell-right", 8, 10, alignment=TA_RIGHT)
CELL_BOLD: Final = _style("cell-bold", 8, 10, fontName=BOLD)
CELL_BOLD_RIGHT: Final = _style("cell-bold-right", 8, 10, fontName=BOLD, alignment=TA_RIGHT)
HEAD: Final = _style("head", 8, 10, fontName=BOLD, textColor=colour(palette.WHITE))
HEAD_RIGHT: Final = _style(
    "head-right", 8, 10, fontName=BOLD, textColor=colour(palette.WHITE), alignment=TA_RIGHT
)
FINE: Final = _style("fine", 7.5, 9)
FINE_RIGHT: Final = _style("fine-right", 7.5, 9, alignment=TA_RIGHT)
FINE_HEAD: Final = _style(
    "fine-head", 6.6, 8, fontName=BOLD, textColor=colour(palette.WHITE), alignment=TA_CENTER
)
NIL_TEXT: Final = _style(
    "nil", 22, 30, fontName=BOLD, textColor=colour(palette.PRIMARY), alignment=TA_CENTER
)
CHECK_LABEL: Final = _style(
    "check-label", 7, 9, textColor=colour(palette.MUTED), alignment=TA_CENTER
)
CHECK: Final = _style("check", 8.5, 10.5, fontName=BOLD, alignment=TA_CENTER)
NUMBER: Final = _style(
    "number", 18, 23, fontName=BOLD, textColor=colour(palette.PRIMARY), alignment=TA_CENTER
)


@dataclass(frozen=True, slots=True)
class Underlined:
    """Text that is printed underlined."""

    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """Text that is printed struck through: it is not true any more."""

    text: str


def paragraph(text: str | Underlined | Struck, style: ParagraphStyle) -> Paragraph:
    """Return *text* as a paragraph; whatever it holds, nothing of it is markup."""
    if isinstance(text, Struck):
        return Paragraph(f"<strike>{_escaped(text.text)}</strike>", style)
    if isinstance(text, Underlined):
        return Paragraph(f"<u>{_escaped(text.text)}</u>", style)
    return Paragraph(_escaped(text), style)


def paragraphs(text: str, style: ParagraphStyle) -> list[Paragraph]:
    """Return each line of *text* as a paragraph, so that long text goes on over the page."""
    return [paragraph(line, style) for line in text.splitlines() if line.strip()]


def one_line(text: str, longest: int) -> str:
    """Return *text* without line breaks, cut to *longest* characters: no row outgrows a page."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 2].rstrip()} …"


def or_dash(text: str) -> str:
    """Return *text*, or a dash where nothing was said."""
    return text.strip() or "\N{EN DASH}"


def _escaped(text: str) -> str:
    lines = printable(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)).split("\n")
    return "<br/>".join(escape(line) for line in lines)
