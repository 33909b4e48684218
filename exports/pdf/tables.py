"""Tables on paper: counts, labelled values, and lists that run over many pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from app.ground.formatting import thousands
from app.reading.recap.tables import shown_columns
from app.reading.recap.values import SMALL_CELL, NumberRow, NumberTable
from exports import palette
from exports.pdf.fonts import BOLD
from exports.pdf.text import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_RIGHT,
    HEAD,
    HEAD_RIGHT,
    HEADING,
    SMALL,
    Struck,
    colour,
    one_line,
    paragraph,
)

# reportlab lays out a table in more than linear time.
_CHUNK: Final = 40
_LONGEST_LABEL: Final = 120
_GUTTER: Final = 9 * mm
_LIST_PADDING: Final = 2.5
_NUMBER_WIDTH: Final = 15 * mm

Place = tuple[int, int]
Command = tuple[str, Place, Place, *tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a long list; *share* of the width, *longest* characters in a cell."""

    title: str
    share: float
    style: ParagraphStyle
    longest: int = 120


def number_table(found: NumberTable, width: float) -> Flowable:
    """Return a table of counts with its total; the head repeats on every page."""
    numbers = [
        max(stringWidth(column, BOLD, HEAD.fontSize) + 10, _NUMBER_WIDTH)
        for column in shown_columns(found)
    ]
    head: list[Flowable] = [paragraph(found.label_column, HEAD)]
    head += [paragraph(column, HEAD_RIGHT) for column in shown_columns(found)]
    rows = [head, *(_counts(row, CELL, CELL_RIGHT) for row in found.rows)]
    commands = list(_ruled(len(rows)))
    if found.total is not None:
        rows.append(_counts(found.total, CELL_BOLD, CELL_BOLD_RIGHT))
        at = len(rows) - 1
        commands.append(("BACKGROUND", (0, at), (-1, at), colour(palette.PRIMARY_SOFT)))
    rows += [_counts(row, CELL, CELL_RIGHT) for row in found.beyond]
    table = Table(rows, colWidths=[width - sum(numbers), *numbers], repeatRows=1)
    table.setStyle(TableStyle([*commands, *_padding(2.4)]))
    return table


def fact_table(
    facts: Iterable[tuple[str, str]],
    width: float,
    label_width: float = 42 * mm,
    style: ParagraphStyle = SMALL,
) -> Flowable:
    """Return labels and what is known, a colon between; long values go on over the page."""
    label_style = BODY if style is BODY else SMALL
    rows = [
        [paragraph(label, label_style), paragraph(":", label_style), paragraph(value, style)]
        for label, value in facts
    ]
    table = Table(rows, colWidths=[label_width, 4 * mm, width - label_width - 4 * mm], splitInRow=1)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(1.6, left=0)]))
    return table


def ruled_list(
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[str]],
    width: float,
    room: float = 3,
) -> Flowable:
    """Return a list of a few pages at most, with its own repeated head.

    *room* is left above and below what stands in a row.
    """
    data: list[list[Flowable]] = [[paragraph(c.title, HEAD) for c in columns]]
    data += [_cells(columns, row) for row in rows]
    table = Table(data, colWidths=_widths(columns, width), repeatRows=1)
    below = ("TOPPADDING", (0, 1), (-1, -1), room), ("BOTTOMPADDING", (0, 1), (-1, -1), room)
    table.setStyle(TableStyle([*_ruled(len(data)), *_padding(3), *below]))
    return table


def list_head(columns: Sequence[ListColumn], style: ParagraphStyle, width: float) -> Flowable:
    """Return the head of a long list, to stand on top of each of its pages."""
    table = Table([[paragraph(c.title, style) for c in columns]], colWidths=_widths(columns, width))
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), colour(palette.PRIMARY)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("INNERGRID", (0, 0), (-1, -1), 0.4, colour(palette.WHITE)),
                *_padding(3, left=2.5),
            ]
        )
    )
    return table


def long_list(
    columns: Sequence[ListColumn], rows: Iterable[Sequence[str]], width: float
) -> Iterator[Flowable]:
    """Yield the body of a list of any length, in pieces that follow each other without a gap."""
    # Measured here once; left to itself reportlab measures each cell three times.
    remaining = measured_rows(columns, rows, width)
    while chunk := list(islice(remaining, _CHUNK)):
        yield rows_table(columns, chunk, width)


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """The cells of a line of a list, and how high it is."""

    cells: list[Flowable]
    height: float


def measured_rows(
    columns: Sequence[ListColumn], rows: Iterable[Sequence[str | Struck]], width: float
) -> Iterator[MeasuredRow]:
    """Yield *rows* with their heights, for who fills pages by itself."""
    widths = _widths(columns, width)
    for row in rows:
        cells = _cells(columns, row)
        yield MeasuredRow(cells, _height(cells, widths))


def rows_table(
    columns: Sequence[ListColumn], rows: Sequence[MeasuredRow], width: float
) -> Flowable:
    """Return measured rows as a ruled table."""
    table = Table(
        [row.cells for row in rows],
        colWidths=_widths(columns, width),
        rowHeights=[row.height for row in rows],
    )
    table.setStyle(_LIST_STYLE)
    return table


def half_width(width: float) -> float:
    """Return the width of each of two columns."""
    return (width - _GUTTER) / 2


def side_by_side(left: list[Flowable], right: list[Flowable], width: float) -> Flowable:
    """Return two columns of equal width with room between them."""
    half = half_width(width)
    table = Table([[left, Spacer(0, 0), right]], colWidths=[half, _GUTTER, half])
    # The space before a heading does not count on top of a cell.
    top = ("TOPPADDING", (0, 0), (-1, -1), HEADING.spaceBefore)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0, left=0), top]))
    return table


def boxed(content: list[Flowable], width: float, background: str = palette.WHITE) -> Flowable:
    """Return *content* in a thin frame; what is long goes on over the page."""
    table = Table([[item] for item in content], colWidths=[width], splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.7, colour(palette.LINE)),
                ("BACKGROUND", (0, 0), (-1, -1), colour(background)),
                *_padding(3, left=7),
            ]
        )
    )
    return table


def _counts(row: NumberRow, label: ParagraphStyle, number: ParagraphStyle) -> list[Flowable]:
    shown = [SMALL_CELL if cell is None else thousands(cell) for cell in row.cells]
    return [
        paragraph(one_line(row.label, _LONGEST_LABEL), label),
        *(paragraph(text, number) for text in shown),
    ]


def _cells(columns: Sequence[ListColumn], row: Sequence[str | Struck]) -> list[Flowable]:
    return [
        paragraph(_cut(text, column.longest), column.style)
        for column, text in zip(columns, row, strict=True)
    ]


def _cut(text: str | Struck, longest: int) -> str | Struck:
    if isinstance(text, Struck):
        return Struck(one_line(text.text, longest))
    return one_line(text, longest)


def _height(row: Sequence[Flowable], widths: Sequence[float]) -> float:
    heights = (
        cell.wrap(width - 2 * _LIST_PADDING, 0)[1] for cell, width in zip(row, widths, strict=True)
    )
    return max(heights) + 2 * _LIST_PADDING


def _widths(columns: Sequence[ListColumn], width: float) -> list[float]:
    whole = sum(column.share for column in columns)
    return [width * column.share / whole for column in columns]


def _ruled(rows: int) -> Iterator[Command]:
    yield ("BACKGROUND", (0, 0), (-1, 0), colour(palette.PRIMARY))
    yield ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    if rows > 1:
        yield ("LINEBELOW", (0, 1), (-1, -1), 0.5, colour(palette.LINE))


def _padding(vertical: float, left: float = 4) -> tuple[Command, ...]:
    everywhere: tuple[Place, Place] = ((0, 0), (-1, -1))
    return (
        ("TOPPADDING", *everywhere, vertical),
        ("BOTTOMPADDING", *everywhere, vertical),
        ("LEFTPADDING", *everywhere, left),
        ("RIGHTPADDING", *everywhere, left),
    )


_LIST_STYLE: Final = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.4, colour(palette.LINE)),
        *_padding(_LIST_PADDING, left=_LIST_PADDING),
    ]
)
