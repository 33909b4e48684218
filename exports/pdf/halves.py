"""Papers two to a sheet: the same content in both halves, to be cut apart at the true middle."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Spacer, Table, TableStyle

from app.book.settings import OfficeIdentity
from app.reading.complaint.values import ComplaintDetail
from exports import palette
from exports.own_files import PROGRAM_NAME, UNSTAMPED
from exports.pdf.fonts import REGULAR, printable
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import Imprint, paper_size, put_pdf
from exports.pdf.text import CHECK, CHECK_LABEL, NUMBER, TITLE, colour, paragraph

Content = Callable[[float], list[Flowable]]

_WHOSE: Final = ("Lembar untuk pengadu", "Lembar untuk arsip")
_MARGIN: Final = 15 * mm
_TOP: Final = 8 * mm
_BOTTOM: Final = 11.5 * mm
_FOOT_RULE: Final = 9.5 * mm
_FOOT: Final = 6 * mm
# What is longer than any field allows would become too small to read; it is cut before.
_SMALLEST: Final = 0.5
_STEP: Final = 0.02
_CODE_WIDTH: Final = 26 * mm
# 29 modules of 0.6 mm with the white around them: sharp on any office printer.
_CODE_SIDE: Final = 22 * mm


def write_halves(path: Path, office: OfficeIdentity, content: Content, said: Imprint) -> None:
    """Write a sheet whose two halves hold what *content* returns for the width of the text.

    What does not fit into a half is made smaller, never cut, and goes on filling its width.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    width, height = paper_size(office)
    made = BytesIO()
    canvas = Canvas(
        made,
        pagesize=(width, height),
        invariant=1,
        lang="id-ID",
        initialFontName=REGULAR,  # type: ignore[arg-type]  # a name; the stubs say a number
    )
    canvas.setTitle(printable(said.title))
    canvas.setAuthor(printable(said.author))
    canvas.setSubject(printable(said.footer))
    canvas.setCreator(PROGRAM_NAME)
    canvas.setKeywords(UNSTAMPED)
    middle = height / 2
    room = (width - 2 * _MARGIN, middle - _TOP - _BOTTOM)
    scale = _fitting(content, room)
    for bottom, whose in zip((middle, 0.0), _WHOSE, strict=True):
        _draw(canvas, content, room, scale, bottom)
        _draw_foot(canvas, width, bottom, (said.footer, whose))
    _draw_cut(canvas, width, middle)
    canvas.showPage()
    canvas.save()
    put_pdf(path, made.getvalue())


def headed(
    title: str, facts: Content, detail: ComplaintDetail, office: OfficeIdentity, width: float
) -> list[Flowable]:
    """Return the upper part of a half: letterhead, *title*, number, and *facts* beside the code."""
    return [
        Letterhead(office, scale=0.72),
        Spacer(0, 5),
        paragraph(title, TITLE),
        paragraph(detail.number, NUMBER),
        Spacer(0, 4),
        *_beside_code(facts, detail, width),
    ]


def _beside_code(facts: Content, detail: ComplaintDetail, width: float) -> list[Flowable]:
    """Return *facts* with the code of number and check value at their right, if there is one."""
    if not detail.check_value:
        return facts(width)
    left = width - _CODE_WIDTH
    code = QrCode(
        # The number may hold spaces, the check value none: it is the last word.
        f"{detail.number} {detail.check_value}",
        width=_CODE_SIDE,
        height=_CODE_SIDE,
        qrLevel="M",
        qrBorder=2,
    )
    told = [
        code,
        Spacer(0, 2),
        paragraph("Kode cek", CHECK_LABEL),
        paragraph(detail.check_value, CHECK),
    ]
    table = Table([[facts(left), told]], colWidths=[left, _CODE_WIDTH])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("ALIGN", (1, 0), (1, 0), "CENTER"),
                *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT")),
                *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM")),
            ]
        )
    )
    return [table]


def _fitting(content: Content, room: tuple[float, float]) -> float:
    """Return how large *content* can be drawn so that it stays within *room*, at most 1."""
    scale = 1.0
    while scale > _SMALLEST and _height(content, room[0] / scale) > room[1] / scale:
        scale -= _STEP
    return scale


def _height(content: Content, width: float) -> float:
    return sum(
        item.wrap(width, 0)[1] + item.getSpaceBefore() + item.getSpaceAfter()
        for item in content(width)
    )


def _draw(
    canvas: Canvas, content: Content, room: tuple[float, float], scale: float, bottom: float
) -> None:
    width, height = room[0] / scale, room[1] / scale
    canvas.saveState()
    canvas.translate(_MARGIN, bottom + _BOTTOM)
    canvas.scale(scale, scale)
    frame = Frame(0, 0, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    frame.addFromList(content(width), canvas)
    canvas.restoreState()


def _draw_foot(canvas: Canvas, width: float, bottom: float, texts: tuple[str, str]) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour(palette.LINE))
    canvas.setLineWidth(0.6)
    canvas.line(_MARGIN, bottom + _FOOT_RULE, width - _MARGIN, bottom + _FOOT_RULE)
    canvas.setFillColor(colour(palette.MUTED))
    canvas.setFont(REGULAR, 7.5)
    left, right = texts
    canvas.drawString(_MARGIN, bottom + _FOOT, printable(left))
    canvas.drawRightString(width - _MARGIN, bottom + _FOOT, right)
    canvas.restoreState()


def _draw_cut(canvas: Canvas, width: float, middle: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour(palette.MUTED))
    canvas.setLineWidth(0.6)
    canvas.setDash(3, 3)
    canvas.line(0, middle, width, middle)
    canvas.restoreState()
