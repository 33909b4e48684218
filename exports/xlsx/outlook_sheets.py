"""The sheets of what the Kepala Dinas reads beside the tables."""

from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.book.settings import OfficeIdentity
from app.ground.formatting import long_date
from app.reading.recap.values import InternalRecap
from exports.outlook_words import (
    AGE_HEAD,
    AGES,
    CAUSE_HEAD,
    CAUSES,
    OPEN_AFTER,
    OPEN_BEFORE,
    OPEN_HEAD,
    REPEAT_HEAD,
    REPEATS,
    TEAM_HEAD,
    TEAMS,
    TREND,
    TREND_HEAD,
    age_rows,
    cause_rows,
    open_rows,
    repeat_rows,
    team_rows,
    trend_rows,
)
from exports.recap_words import period
from exports.xlsx.book import (
    BELOW,
    MUTED,
    PLAIN,
    RIGHT,
    TITLE,
    WRAPPED,
    Value,
    head_row,
    set_up_page,
    set_widths,
    styled,
)

_WIDE: Final = 34
_NARROW: Final = 13
_TEXTS: Final = frozenset({"Tim", "Kategori", "Layanan", "Objek", "Umur sejak diterima", "Keadaan"})
_EMPTY: Final = "Tidak ada."
# A sheet: its name, and its blocks of title, head and rows one under the other.
_Block = tuple[str, Sequence[str], Iterable[Sequence[Value]]]


def add_outlook(workbook: Workbook, recap: InternalRecap, office: OfficeIdentity) -> None:
    """Add the sheets; none where the recap was closed by a release that told nothing of it."""
    outlook = recap.outlook
    if outlook is None:
        return
    before = f"{OPEN_BEFORE} {long_date(recap.month.first)}"
    after = f"{OPEN_AFTER} {long_date(recap.as_of)}"
    sheets: tuple[tuple[str, tuple[_Block, ...]], ...] = (
        (
            "Tim dan umur",
            (
                (TEAMS, TEAM_HEAD, team_rows(outlook.teams)),
                (AGES, AGE_HEAD, age_rows(outlook)),
                (CAUSES, CAUSE_HEAD, cause_rows(outlook)),
                (REPEATS, REPEAT_HEAD, repeat_rows(outlook)),
            ),
        ),
        ("Perkembangan", ((TREND, TREND_HEAD, trend_rows(outlook.trend)),)),
        ("Sisa awal", ((before, OPEN_HEAD, open_rows(outlook, is_before=True)),)),
        ("Sisa akhir", ((after, OPEN_HEAD, open_rows(outlook, is_before=False)),)),
    )
    for name, blocks in sheets:
        _fill(workbook.create_sheet(name), blocks, recap, office)


def _fill(
    sheet: Worksheet, blocks: Sequence[_Block], recap: InternalRecap, office: OfficeIdentity
) -> None:
    set_up_page(sheet, office, is_landscape=True)
    heads = [head for _, head, _ in blocks]
    most = max(len(head) for head in heads)
    wide = [at == 0 or any(h[at] in _TEXTS for h in heads if at < len(h)) for at in range(most)]
    set_widths(sheet, (_WIDE if is_wide else _NARROW for is_wide in wide))
    sheet.append([styled(sheet, period(recap), MUTED)])
    for title, head, rows in blocks:
        sheet.append([])
        sheet.append([styled(sheet, title, TITLE)])
        sheet.append(head_row(sheet, head, numbers_from=len(head)))
        first = sheet.max_row
        for row in rows:
            _append(sheet, row)
        if sheet.max_row == first:
            sheet.append([styled(sheet, _EMPTY, MUTED)])
    sheet.print_area = f"A1:{get_column_letter(most)}{sheet.max_row}"


def _append(sheet: Worksheet, row: Sequence[Value]) -> None:
    cells = [styled(sheet, v, PLAIN, WRAPPED if isinstance(v, str) else RIGHT) for v in row]
    for cell in cells:
        cell.border = BELOW
    sheet.append(cells)
