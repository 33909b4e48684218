"""What all sheets have in common: styles, page set-up, heads, cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import OfficeIdentity, Settings
from app.ground.files import replacing
from app.rules.officers import WITHOUT_PIN
from exports import palette
from exports.cells import text_cell
from exports.own_files import PROGRAM_NAME

Value = str | int | float | date | datetime | None

FONT: Final = "Liberation Sans"
DATE_FORMAT: Final = "dd-mm-yyyy"
MOMENT_FORMAT: Final = "dd-mm-yyyy hh.mm"
COUNT_FORMAT: Final = "#,##0"
TEXT_FORMAT: Final = "@"

_FOLIO: Final = 14
_A4: Final = 9
_LINE_HEIGHT: Final = 13.5
_HIGHEST_ROW: Final = 405.0
_THIN: Final = Side(style="thin", color=palette.LINE)

PLAIN: Final = Font(name=FONT, size=10, color=palette.INK)
BOLD: Final = Font(name=FONT, size=10, bold=True, color=palette.INK)
HEAD: Final = Font(name=FONT, size=10, bold=True, color=palette.WHITE)
TITLE: Final = Font(name=FONT, size=13, bold=True, color=palette.INK)
MUTED: Final = Font(name=FONT, size=9, color=palette.MUTED)
HEAD_FILL: Final = PatternFill("solid", fgColor=palette.PRIMARY)
TOTAL_FILL: Final = PatternFill("solid", fgColor=palette.PRIMARY_SOFT)
BELOW: Final = Border(bottom=_THIN)
WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
TOP: Final = Alignment(vertical="top")
MIDDLE: Final = Alignment(vertical="top", horizontal="center")
HEAD_TEXT: Final = Alignment(vertical="center", wrap_text=True)
HEAD_NUMBER: Final = Alignment(vertical="center", horizontal="right", wrap_text=True)
RIGHT: Final = Alignment(vertical="top", horizontal="right")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list: its head, its width in characters, and whether it holds numbers typed."""

    title: str
    width: float
    is_text_format: bool = False


def say_without_pin(workbook: Workbook, settings: Settings) -> None:
    """Let every sheet say at its foot where nobody signs in with a PIN, as the papers do."""
    if not settings.people.uses_pins:
        for footer in (sheet.oddFooter for sheet in workbook.worksheets):
            if footer is not None:
                footer.center = _HeaderFooterPart(text=WITHOUT_PIN, size=8)


def save(workbook: Workbook, path: Path) -> None:
    """Write *workbook* to *path*, wholly or not at all.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    # Otherwise a reader finds the name of a library under "author".
    workbook.properties.creator = PROGRAM_NAME
    with replacing(path) as scratch:
        made = BytesIO()
        workbook.save(made)
        scratch.write_bytes(made.getvalue())


def set_up_page(sheet: Worksheet, office: OfficeIdentity, *, is_landscape: bool) -> None:
    """Make *sheet* print on the office's paper, as wide as the page, with page numbers."""
    sheet.page_setup.paperSize = _FOLIO if office.paper == "F4" else _A4
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    # An ampersand begins a code in a footer.
    name = f"{PROGRAM_NAME} {office.short_name}".strip().replace("&", "&&")
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=name, size=8),
        right=_HeaderFooterPart(text="Halaman &P dari &N", size=8),
    )


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the widths of the first columns, in characters."""
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def styled(
    sheet: Worksheet, value: Value, font: Font = PLAIN, alignment: Alignment | None = None
) -> Cell:
    """Return a cell with a real number, a real date, or text that is never computed."""
    if isinstance(value, str):
        cell = text_cell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = _format_of(value)
    cell.font = font
    if alignment is not None:
        cell.alignment = alignment
    return cell


def head_row(sheet: Worksheet, titles: Sequence[str], numbers_from: int) -> list[Cell]:
    """Return the head of a table; from the column *numbers_from* on it stands right."""
    cells = []
    for position, title in enumerate(titles):
        alignment = HEAD_TEXT if position < numbers_from else HEAD_NUMBER
        cell = styled(sheet, title, HEAD, alignment)
        cell.fill = HEAD_FILL
        cells.append(cell)
    return cells


def append_line(
    sheet: Worksheet, row: int, columns: Sequence[SheetColumn], values: Sequence[Value]
) -> None:
    """Append a line of a list as *row*, high enough for its long text."""
    cells = []
    lines = 1
    for column, value in zip(columns, values, strict=True):
        cell = styled(sheet, value, PLAIN, WRAPPED if isinstance(value, str) else MIDDLE)
        if column.is_text_format:
            cell.number_format = TEXT_FORMAT
        cell.border = BELOW
        cells.append(cell)
        lines = max(lines, _lines(value, column.width))
    # Said before the row is written: not every program finds out by itself.
    sheet.row_dimensions[row].height = min(lines * _LINE_HEIGHT + 2, _HIGHEST_ROW)
    sheet.append(cells)


def _lines(value: Value, width: float) -> int:
    """Return about how many lines *value* needs in a column."""
    if not isinstance(value, str):
        return 1
    return sum(1 + int(len(line) / width) for line in value.splitlines())


def _format_of(value: float | date | None) -> str:
    if isinstance(value, datetime):
        return MOMENT_FORMAT
    if isinstance(value, date):
        return DATE_FORMAT
    if isinstance(value, float):
        return "0.0"
    return COUNT_FORMAT
