"""The monthly recap as a workbook: summary, tables with charts, late complaints, list."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import OfficeIdentity, Settings
from app.reading.recap.tables import shown_columns
from app.reading.recap.values import (
    SMALL_CELL,
    InternalRecap,
    LateLine,
    NumberRow,
    NumberTable,
    PublicRecap,
    TableKey,
)
from app.rules.channels import CHANNEL_LABELS
from exports.correction_words import carried_sentence
from exports.recap_words import (
    NIL,
    NOT_SHOWN,
    Recap,
    bars,
    late_sentence,
    period,
    received_column,
    timeliness,
)
from exports.xlsx.book import (
    BELOW,
    BOLD,
    MUTED,
    PLAIN,
    RIGHT,
    TITLE,
    TOTAL_FILL,
    WRAPPED,
    SheetColumn,
    Value,
    append_line,
    head_row,
    save,
    say_without_pin,
    set_up_page,
    set_widths,
    styled,
)
from exports.xlsx.charts import add_bars
from exports.xlsx.corrections_sheet import fill_corrections
from exports.xlsx.outlook_sheets import add_outlook
from exports.xlsx.register_sheet import fill_register
from exports.xlsx.summary import fill_summary

_SHEET_NAMES: Final[Mapping[TableKey, str]] = {
    TableKey.FLOW: "Saluran",
    TableKey.SERVICE: "Layanan",
    TableKey.CATEGORY: "Kategori",
    TableKey.DISTRICT: "Kecamatan",
    TableKey.OUTCOME: "Hasil",
    TableKey.TIMELINESS: "Ketepatan waktu",
    TableKey.DIRECT: "Dijawab langsung",
}
_CHARTED: Final[Mapping[TableKey, str]] = {
    TableKey.FLOW: "Masuk menurut saluran",
    TableKey.SERVICE: "Masuk menurut layanan",
}
# Above each table: title, month, an empty row.
_HEAD_ROW: Final = 4
_FIRST_ROW: Final = _HEAD_ROW + 1
_LABEL_WIDTH: Final = 44
_NUMBER_WIDTH: Final = 13

_LATE_COLUMNS: Final = (
    SheetColumn("No.", 6),
    SheetColumn("Nomor", 19, is_text_format=True),
    SheetColumn("Objek", 40),
    SheetColumn("Saluran", 17),
    SheetColumn("Tim penjawab", 24),
    SheetColumn("Batas waktu", 13),
    SheetColumn("Selesai", 13),
    SheetColumn("Terlambat (HK)", 11),
    SheetColumn("Alasan", 60),
)


def write_recap_xlsx(
    recap: Recap, settings: Settings, path: Path, *, signed_on: date | None = None
) -> None:
    """Write the recap; the internal edition has the late complaints and the list behind it.

    Args:
        recap: either edition.
        settings: letterhead, signatories, limits and paper.
        path: where to; an older file there is replaced.
        signed_on: the date at the signature; without it dots, to fill in by hand.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    workbook = Workbook()
    summary: Worksheet = workbook.worksheets[0]
    summary.title = "Ringkasan"
    fill_summary(summary, recap, settings, signed_on)
    for found in recap.tables:
        sheet: Worksheet = workbook.create_sheet(_SHEET_NAMES[found.key])
        _fill_table(sheet, found, recap, settings)
    match recap:
        case InternalRecap():
            _fill_late(workbook.create_sheet("Terlambat"), recap, settings.office)
            add_outlook(workbook, recap, settings.office)
            if recap.corrections or carried_sentence(recap.carried):
                fill_corrections(workbook.create_sheet("Koreksi"), recap, settings.office)
            listed = f"Pengaduan yang diterima {period(recap)}"
            fill_register(workbook.create_sheet("Daftar"), recap.lines, listed, settings.office)
        case PublicRecap():
            pass
    say_without_pin(workbook, settings)
    save(workbook, path)


def _fill_table(sheet: Worksheet, found: NumberTable, recap: Recap, settings: Settings) -> None:
    set_up_page(sheet, settings.office, is_landscape=len(found.columns) > 4)
    set_widths(sheet, [_LABEL_WIDTH, *[_NUMBER_WIDTH] * len(found.columns)])
    sheet.append([styled(sheet, found.title, TITLE)])
    sheet.append([styled(sheet, period(recap), MUTED)])
    sheet.append([])
    sheet.append(head_row(sheet, (found.label_column, *shown_columns(found)), numbers_from=1))
    sheet.freeze_panes = f"B{_FIRST_ROW}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    for row in found.rows:
        _append_counts(sheet, row, is_total=False)
    if found.total is not None:
        _append_counts(sheet, found.total, is_total=True)
    for row in found.beyond:
        _append_counts(sheet, row, is_total=False)
    if not found.rows:
        has_counts = found.total is not None and any(found.total.cells)
        sheet.append([styled(sheet, NOT_SHOWN if has_counts else NIL, MUTED)])
    _note_small_cells(sheet, found)
    if found.key is TableKey.TIMELINESS:
        _draw_timeliness(sheet, recap, settings)
    elif found.key in _CHARTED and bars(recap, found.key):
        last = _HEAD_ROW + len(found.rows)
        add_bars(
            sheet,
            _CHARTED[found.key],
            labels=(1, _FIRST_ROW, last),
            column=2 + received_column(found),
            anchor=f"A{sheet.max_row + 3}",
        )


def _append_counts(sheet: Worksheet, row: NumberRow, *, is_total: bool) -> None:
    font = BOLD if is_total else PLAIN
    cells = [styled(sheet, row.label, font, WRAPPED)]
    for count in row.cells:
        shown: Value = SMALL_CELL if count is None else count
        cells.append(styled(sheet, shown, font, RIGHT))
    for cell in cells:
        cell.border = BELOW
        if is_total:
            cell.fill = TOTAL_FILL
    sheet.append(cells)


def _note_small_cells(sheet: Worksheet, found: NumberTable) -> None:
    rows = [row for row in (*found.rows, found.total) if row]
    if any(cell is None for row in rows for cell in row.cells):
        sheet.append([])
        said = f"{SMALL_CELL}: tidak ditampilkan agar pengadu tidak dapat dikenali."
        sheet.append([styled(sheet, said, MUTED)])


def _draw_timeliness(sheet: Worksheet, recap: Recap, settings: Settings) -> None:
    """Add how much of each whole was reached, as numbers to draw from, and the drawing."""
    shares = [s for s in timeliness(recap.figures, settings.limits) if s.whole]
    if not shares:
        return
    sheet.append([])
    sheet.append(head_row(sheet, ("Ukuran", "Jumlah", "Dari", "Bagian"), numbers_from=1))
    first = sheet.max_row + 1
    for share in shares:
        part = styled(sheet, share.part / share.whole, PLAIN, RIGHT)
        part.number_format = "0%"
        counts = [styled(sheet, count, PLAIN, RIGHT) for count in (share.part, share.whole)]
        sheet.append([styled(sheet, share.label, PLAIN, WRAPPED), *counts, part])
    last = sheet.max_row
    set_widths(sheet, [_LABEL_WIDTH, *[_NUMBER_WIDTH] * 3])
    add_bars(
        sheet,
        "Ketepatan waktu",
        labels=(1, first, last),
        column=4,
        anchor=f"A{last + 2}",
    )


def _fill_late(sheet: Worksheet, recap: InternalRecap, office: OfficeIdentity) -> None:
    set_up_page(sheet, office, is_landscape=True)
    set_widths(sheet, (column.width for column in _LATE_COLUMNS))
    sheet.append([styled(sheet, "Pengaduan terlambat dan alasannya", TITLE)])
    sheet.append([styled(sheet, period(recap), MUTED)])
    sheet.append([])
    sheet.append(head_row(sheet, [c.title for c in _LATE_COLUMNS], len(_LATE_COLUMNS)))
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    for position, line in enumerate(recap.late, start=1):
        append_line(sheet, _HEAD_ROW + position, _LATE_COLUMNS, _late_values(position, line))
    if not recap.late:
        sheet.append([styled(sheet, late_sentence(recap), PLAIN)])
    sheet.print_area = f"A1:{get_column_letter(len(_LATE_COLUMNS))}{sheet.max_row}"


def _late_values(position: int, line: LateLine) -> tuple[Value, ...]:
    return (
        position,
        line.number,
        line.subject,
        CHANNEL_LABELS[line.channel],
        line.team,
        line.due_on,
        line.closed_on if line.closed_on else "belum selesai",
        line.days_late,
        line.reason,
    )
