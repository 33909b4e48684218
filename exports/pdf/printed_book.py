"""The printed book (*buku register*) for the shelf: page totals, month totals, a closing line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.book.settings import Settings
from app.ground.formatting import Month, thousands
from app.reading.recap.printed_book import PrintedBook
from app.reading.recap.values import RegisterLine
from exports.office_text import signature_text
from exports.pdf.page import PageKind, imprint, landscape, landscape_width, write_pdf
from exports.pdf.register import COLUMNS, register_head, register_row
from exports.pdf.signature import signatures
from exports.pdf.tables import MeasuredRow, measured_rows, rows_table
from exports.pdf.text import BODY_JUSTIFIED, NOTE, SMALL_BOLD, Struck, paragraph

# A line of totals, with the room above it.
_TOTAL: Final = 15.0
_BLANK_ROW: Final = 21 * mm
# What of a void line stays as it is: its place, its number, why it is void, the initials.
_NOT_STRUCK: Final = frozenset({0, 1, 14, 15})
_CONTINUED: Final = "Lembar sambungan: diisi tangan bila listrik padam, lalu dicatat menyusul."
_LINE_NUMBERS_ONLY: Final = ("",) * len(COLUMNS)


@dataclass(slots=True)
class _Page:
    """What stands on one page: rows, and lines of month totals between them."""

    parts: list[MeasuredRow | str] = field(default_factory=list)
    height: float = 0.0

    @property
    def count(self) -> int:
        return sum(isinstance(part, MeasuredRow) for part in self.parts)


def write_book_pdf(
    book: PrintedBook,
    settings: Settings,
    path: Path,
    *,
    blank_sheets: int = 0,
    signed_on: date | None = None,
) -> None:
    """Write the book of a period, and behind it *blank_sheets* to go on by hand.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    width = landscape_width(settings.office)
    top = tuple(register_head(_title(book), width))
    kind = landscape(settings.office, "book", top)
    room = kind.height - sum(part.wrap(width, kind.height)[1] for part in top)
    story: list[Flowable] = []
    until = 0
    for page in _pages(book, width, room - _TOTAL):
        until += page.count
        story += _drawn(page, until, width)
    story.append(_closing(book, settings, kind, signed_on))
    for _ in range(blank_sheets):
        story += [PageBreak(), *_blank(width, room)]
    said = imprint(settings, f"Buku register pengaduan: {book.period.label}", book.standing)
    write_pdf(path, story, (kind,), said)


def _title(book: PrintedBook) -> str:
    said = f"Pengaduan yang dicatat {book.period.label}"
    return f"{said} (memuat identitas yang dirahasiakan)" if book.names_secret else said


def _pages(book: PrintedBook, width: float, room: float) -> Iterator[_Page]:
    """Yield the pages of the lines; a month total stands where its last line stands."""
    page = _Page()
    first = 1
    for _, lines in groupby(book.lines, key=_month_of):
        month = tuple(lines)
        rows = [_row(position, line) for position, line in enumerate(month, start=first)]
        first += len(month)
        parts: list[MeasuredRow | str] = [*measured_rows(COLUMNS, rows, width)]
        if book.period.months > 1:
            parts.append(_month_total(month))
        for part in parts:
            height = part.height if isinstance(part, MeasuredRow) else _TOTAL
            if page.parts and page.height + height > room:
                yield page
                page = _Page()
            page.parts.append(part)
            page.height += height
    if page.parts:
        yield page


def _drawn(page: _Page, until: int, width: float) -> Iterator[Flowable]:
    for is_row, parts in groupby(page.parts, key=lambda part: isinstance(part, MeasuredRow)):
        if is_row:
            yield rows_table(COLUMNS, [p for p in parts if isinstance(p, MeasuredRow)], width)
        else:
            yield from (paragraph(str(part), SMALL_BOLD) for part in parts)
    count = f"Jumlah halaman ini: {thousands(page.count)}"
    yield paragraph(f"{count}. Sampai halaman ini: {thousands(until)}", NOTE)


def _row(position: int, line: RegisterLine) -> tuple[str | Struck, ...]:
    cells = register_row(position, line)
    if not line.is_void:
        return cells
    return tuple(
        cell if at in _NOT_STRUCK or not cell else Struck(cell) for at, cell in enumerate(cells)
    )


def _month_of(line: RegisterLine) -> Month:
    day = line.recorded_on or line.received_at.date()
    return Month(day.year, day.month)


def _month_total(lines: Sequence[RegisterLine]) -> str:
    return f"Jumlah {_month_of(lines[0]).label}: {_counted(lines)}"


def _counted(lines: Sequence[RegisterLine]) -> str:
    void = sum(line.is_void for line in lines)
    said = f"{thousands(len(lines))} pengaduan"
    return f"{said}, {thousands(void)} di antaranya batal" if void else said


def _closing(
    book: PrintedBook, settings: Settings, kind: PageKind, signed_on: date | None
) -> Flowable:
    """Return the closing line with both signatures, on one page."""
    if book.lines:
        first, last = book.lines[0].number, book.lines[-1].number
        said = (
            f"Buku register {book.period.label} dibuka pada nomor {first}, ditutup pada nomor "
            f"{last}, jumlah {_counted(book.lines)}."
        )
    else:
        said = f"NIHIL: pada {book.period.label} tidak ada pengaduan yang dicatat."
    city = settings.office.city
    head = signature_text(settings.head, city, signed_on)
    manager = signature_text(settings.manager, city, signed_on)
    # The date stands once, over who closes the book.
    known = replace(head, above=("Mengetahui,", *head.above[1:]))
    return KeepTogether(
        [
            Spacer(0, 4 * mm),
            paragraph(said, BODY_JUSTIFIED),
            signatures([known, manager], kind.width),
        ]
    )


def _blank(width: float, room: float) -> Iterator[Flowable]:
    count = int((room - _TOTAL) // _BLANK_ROW)
    rows = [
        replace(row, height=_BLANK_ROW)
        for row in measured_rows(COLUMNS, [_LINE_NUMBERS_ONLY] * count, width)
    ]
    yield rows_table(COLUMNS, rows, width)
    yield paragraph(_CONTINUED, NOTE)
