"""The register as a workbook of its own."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook

from app.book.settings import Settings
from app.reading.recap.values import RegisterLine
from exports.own_files import ensure_own
from exports.xlsx.book import save, say_without_pin
from exports.xlsx.register_sheet import fill_register

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_register_xlsx(
    lines: Iterable[RegisterLine], settings: Settings, path: Path, *, title: str = "Semua pengaduan"
) -> None:
    """Write *lines* as a workbook; *title* says which part of the book it is.

    Raises:
        ForeignFile: a file that somebody else wrote or altered lies there.
        StorageError: the file cannot be written; what was there before is still there.
    """
    # Before a row is made: a sheet that only grows has to be finished.
    ensure_own(path)
    workbook = Workbook(write_only=True)
    # A sheet that only grows answers to the same names, as far as they are used.
    sheet = cast("Worksheet", workbook.create_sheet("Buku register"))
    fill_register(sheet, lines, f"Buku register pengaduan: {title}", settings.office)
    say_without_pin(workbook, settings)
    save(workbook, path)
