"""The register as a sheet: one line a complaint, in full."""

from collections.abc import Iterable
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import OfficeIdentity
from app.ground.formatting import thousands
from app.reading.recap.values import RegisterLine
from exports.xlsx.book import (
    BOLD,
    MUTED,
    SheetColumn,
    Value,
    append_line,
    head_row,
    set_up_page,
    set_widths,
    styled,
)

_COLUMNS: Final = (
    SheetColumn("No.", 4),
    SheetColumn("Nomor", 17, is_text_format=True),
    SheetColumn("Tanggal/jam terima", 15),
    SheetColumn("Kanal", 11),
    SheetColumn("Nama pengadu", 14),
    SheetColumn("Alamat", 18),
    SheetColumn("Telepon/WA", 15, is_text_format=True),
    SheetColumn("Layanan", 13),
    SheetColumn("Objek", 16),
    SheetColumn("Uraian", 30),
    SheetColumn("Kelengkapan", 12),
    SheetColumn("Tim", 12),
    SheetColumn("Tgl distribusi", 11),
    SheetColumn("Tanggapan/tindak lanjut", 25),
    SheetColumn("Tgl selesai", 11),
    SheetColumn("Lama (HK)", 6),
    SheetColumn("Keterangan", 14),
    SheetColumn("Paraf", 6),
)
# Above the list: the title and an empty row.
_HEAD_ROW: Final = 3
# Points; room for two lines.
_HEAD_HEIGHT: Final = 28


def fill_register(
    sheet: Worksheet, lines: Iterable[RegisterLine], title: str, office: OfficeIdentity
) -> None:
    """Fill an empty *sheet* with *lines*; works for sheets that only grow, of any length."""
    # Such sheets want to know how they look before the first row.
    set_up_page(sheet, office, is_landscape=True)
    set_widths(sheet, (column.width for column in _COLUMNS))
    sheet.freeze_panes = f"C{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.row_dimensions[_HEAD_ROW].height = _HEAD_HEIGHT
    sheet.append([styled(sheet, title, BOLD)])
    sheet.append([])
    sheet.append(head_row(sheet, [column.title for column in _COLUMNS], len(_COLUMNS)))
    count = 0
    for count, line in enumerate(lines, start=1):
        append_line(sheet, _HEAD_ROW + count, _COLUMNS, _values(count, line))
    said = f"Jumlah: {thousands(count)} pengaduan." if count else "NIHIL: tidak ada pengaduan."
    sheet.append([])
    sheet.append([styled(sheet, said, MUTED)])


def _values(position: int, line: RegisterLine) -> tuple[Value, ...]:
    return (
        position,
        line.number,
        line.received_at,
        line.channel,
        line.name,
        line.address,
        line.phone,
        line.service,
        line.subject,
        line.description,
        line.completeness,
        line.team,
        line.distributed_on,
        line.response,
        line.closed_on,
        line.working_days,
        line.remark,
        "",
    )
