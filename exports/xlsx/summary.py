"""The first sheet of a recap: letterhead, figures, the month in words, signature."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import Settings
from app.reading.recap.values import Figures, InternalRecap
from exports import palette
from exports.office_text import letterhead_text, signature_text
from exports.recap_words import NIL, Recap, late_sentence, notes, period, summary
from exports.recap_words import TITLE as RECAP_TITLE
from exports.xlsx.book import (
    BELOW,
    BOLD,
    FONT,
    MUTED,
    PLAIN,
    TITLE,
    Value,
    set_up_page,
    set_widths,
    styled,
)

_WIDTHS: Final = (34, 16, 16, 34)
_LAST: Final = "D"
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_READ: Final = Alignment(vertical="top", wrap_text=True)
_NAME: Final = Font(name=FONT, size=14, bold=True, color=palette.INK)
_SIGNED: Final = Font(name=FONT, size=10, bold=True, underline="single", color=palette.INK)
_NIL_FONT: Final = Font(name=FONT, size=20, bold=True, color=palette.PRIMARY)
# About how many characters stand on a line over the whole width.
_LINE: Final = 105
_LINE_HEIGHT: Final = 13.5


def fill_summary(
    sheet: Worksheet, recap: Recap, settings: Settings, signed_on: date | None
) -> None:
    """Fill the sheet the head of the office reads first."""
    set_up_page(sheet, settings.office, is_landscape=False)
    set_widths(sheet, _WIDTHS)
    sheet.sheet_view.showGridLines = False
    is_internal = isinstance(recap, InternalRecap)
    _letterhead(sheet, settings)
    sheet.append([])
    _across(sheet, RECAP_TITLE, TITLE, _CENTRED)
    edition = "Edisi internal" if is_internal else "Edisi publik"
    _across(sheet, f"{period(recap)} · {edition}", PLAIN, _CENTRED)
    sheet.append([])
    if recap.is_nil:
        _across(sheet, NIL, _NIL_FONT, _CENTRED)
        sheet.append([])
    _figures(sheet, recap.figures)
    sheet.append([])
    said = summary(recap, settings.limits)
    if isinstance(recap, InternalRecap):
        said = f"{said} {late_sentence(recap)}"
    _across(sheet, said, PLAIN, _READ)
    for note in notes(recap, settings.limits):
        _across(sheet, note, MUTED, _READ)
    _signature(sheet, settings, signed_on, is_internal=is_internal)


def _letterhead(sheet: Worksheet, settings: Settings) -> None:
    text = letterhead_text(settings.office)
    _across(sheet, text.government, PLAIN, _CENTRED)
    _across(sheet, text.name, _NAME, _CENTRED)
    for line in (text.address, text.contact, text.website):
        if line:
            _across(sheet, line, MUTED, _CENTRED)
    rule = Border(bottom=Side(style="double", color=palette.INK))
    for cell in sheet[sheet.max_row]:
        cell.border = rule


def _figures(sheet: Worksheet, figures: Figures) -> None:
    for label, value in _labelled(figures).items():
        row = [styled(sheet, label), styled(sheet, value, BOLD, Alignment(horizontal="right"))]
        for cell in row:
            cell.border = BELOW
        sheet.append(row)


def _labelled(figures: Figures) -> Mapping[str, Value]:
    timed = figures.settled_on_time + figures.settled_late
    average = figures.average_working_days
    return {
        "Masuk": figures.received,
        "Masuk bulan sebelumnya": figures.previous_received,
        "Pengaduan ulang": figures.repeats,
        "Selesai bulan ini": figures.settled,
        "Dijawab langsung": figures.direct,
        "Selesai tepat waktu": figures.settled_on_time,
        "Selesai terlambat": figures.settled_late,
        "Penyelesaian yang memakai batas waktu": timed,
        "Rata-rata hari kerja": "\N{EN DASH}" if average is None else float(average),
        "Distribusi tepat waktu": figures.distributed_on_time,
        "Distribusi terlambat": figures.distributed_late,
        "Sisa akhir bulan": figures.closing,
    }


def _signature(
    sheet: Worksheet, settings: Settings, signed_on: date | None, *, is_internal: bool
) -> None:
    signatory = settings.manager if is_internal else settings.head
    block = signature_text(signatory, settings.office.city, signed_on)
    sheet.append([])
    for line in block.above:
        _at_right(sheet, line, PLAIN)
    for _ in range(4):
        sheet.append([])
    _at_right(sheet, block.name, _SIGNED if block.is_named else PLAIN)
    for line in block.below:
        _at_right(sheet, line, PLAIN)
    sheet.print_area = f"A1:{_LAST}{sheet.max_row}"


def _at_right(sheet: Worksheet, text: str, font: Font) -> None:
    sheet.append([None, None, styled(sheet, text, font, _READ)])
    row = sheet.max_row
    sheet.merge_cells(f"C{row}:{_LAST}{row}")


def _across(sheet: Worksheet, text: str, font: Font, alignment: Alignment) -> None:
    """Append *text* over the whole width, in a row as high as it needs."""
    sheet.append([styled(sheet, text, font, alignment)])
    row = sheet.max_row
    sheet.merge_cells(f"A{row}:{_LAST}{row}")
    lines = -(-len(text) // _LINE)
    sheet.row_dimensions[row].height = max(lines * _LINE_HEIGHT, float(font.size or 10) * 1.5)
