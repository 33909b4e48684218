"""Signature blocks: one at the right, or several side by side."""

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from exports.office_text import SignatureText
from exports.pdf.text import BODY, BODY_BOLD, Underlined, paragraph

_BLOCK_WIDTH: Final = 74 * mm
_ROOM_TO_SIGN: Final = 17 * mm


def signature(block: SignatureText, width: float, room: float = _ROOM_TO_SIGN) -> Flowable:
    """Return *block* at the right of a text of *width*, with *room* to sign."""
    return _row([[], _lines(block, room)], [width - _BLOCK_WIDTH, _BLOCK_WIDTH])


def signatures(blocks: list[SignatureText], width: float, room: float = _ROOM_TO_SIGN) -> Flowable:
    """Return *blocks* side by side over the whole *width*, with *room* to sign, on one line."""
    most = max(len(block.above) for block in blocks)
    level = [
        SignatureText(
            above=("",) * (most - len(block.above)) + block.above,
            name=block.name,
            below=block.below,
        )
        for block in blocks
    ]
    return _row([_lines(block, room) for block in level], [width / len(blocks)] * len(blocks))


def _lines(block: SignatureText, room: float) -> list[Flowable]:
    name: str | Underlined = Underlined(block.name) if block.is_named else block.name
    return [
        # A space keeps the height of a line that says nothing.
        *(paragraph(line or "\N{NO-BREAK SPACE}", BODY) for line in block.above),
        Spacer(0, room),
        paragraph(name, BODY_BOLD if block.is_named else BODY),
        *(paragraph(line, BODY) for line in block.below),
    ]


def _row(cells: list[list[Flowable]], widths: list[float]) -> Flowable:
    table = Table([cells], colWidths=widths)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 7 * mm),
            ]
        )
    )
    return table
