"""The rows an import did not take, as a workbook that can be put right and imported again."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from openpyxl import Workbook

from app.intake.tables.leftovers import Leftovers
from exports.xlsx.book import head_row, save, set_widths, styled

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTH: Final = 22
_REASON_WIDTH: Final = 60


def write_leftovers_xlsx(leftovers: Leftovers, path: Path) -> None:
    """Write the rows under the headings of their file, then line and reason.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    workbook = Workbook(write_only=True)
    # A sheet that only grows answers to the same names, as far as they are used.
    sheet = cast("Worksheet", workbook.create_sheet("Belum dicatat"))
    headings = leftovers.headings
    width = max([len(headings), *(len(row.cells) for row in leftovers.rows)])
    set_widths(sheet, [*[_WIDTH] * width, 10, _REASON_WIDTH])
    sheet.freeze_panes = "A2"
    filled = [*headings, *[""] * (width - len(headings))]
    sheet.append(head_row(sheet, [*filled, "Baris asal", "Alasan"], width + 2))
    for row in leftovers.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        texts = [styled(sheet, cell) for cell in (*cells, str(row.line), row.reason)]
        sheet.append(texts)
    save(workbook, path)
