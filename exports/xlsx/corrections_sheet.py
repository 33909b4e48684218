"""The sheet of what came to closed months after they were closed."""

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import OfficeIdentity
from app.reading.recap.values import InternalRecap
from exports.correction_words import CORRECTIONS, altered_words, carried_sentence, cause_words
from exports.recap_words import period
from exports.xlsx.book import (
    MUTED,
    TITLE,
    SheetColumn,
    append_line,
    head_row,
    set_up_page,
    set_widths,
    styled,
)

_COLUMNS: Final = (
    SheetColumn("No.", 6),
    SheetColumn("Bulan", 17),
    SheetColumn("Nomor", 19, is_text_format=True),
    SheetColumn("Objek", 36),
    SheetColumn("Yang berubah", 60),
    SheetColumn("Sebab", 44),
)
_HEAD_ROW: Final = 4


def fill_corrections(sheet: Worksheet, recap: InternalRecap, office: OfficeIdentity) -> None:
    """Fill the sheet with the corrections of *recap*, one a row."""
    set_up_page(sheet, office, is_landscape=True)
    set_widths(sheet, (column.width for column in _COLUMNS))
    sheet.append([styled(sheet, CORRECTIONS, TITLE)])
    sheet.append([styled(sheet, period(recap), MUTED)])
    sheet.append([styled(sheet, carried_sentence(recap.carried), MUTED)])
    sheet.append(head_row(sheet, [column.title for column in _COLUMNS], len(_COLUMNS)))
    sheet.freeze_panes = f"C{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    for position, line in enumerate(recap.corrections, start=1):
        subject = line.subject.strip() or "Tanpa objek"
        values = (position, line.month.label, line.number, subject)
        row = (*values, altered_words(line), cause_words(line))
        append_line(sheet, _HEAD_ROW + position, _COLUMNS, row)
    sheet.print_area = f"A1:{get_column_letter(len(_COLUMNS))}{sheet.max_row}"
