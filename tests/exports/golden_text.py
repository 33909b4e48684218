"""Golden texts: what a paper or a workbook says, kept beside the tests and read by people.

``BUKU_PENGADUAN_GOLDEN=1 python -m pytest tests/exports`` writes them anew; look at the diff.
"""

import os
from datetime import date, datetime
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

GOLDEN = Path(__file__).parent / "golden"


def agree(name: str, said: str) -> None:
    """Assert that *said* is what the golden text *name* says."""
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("BUKU_PENGADUAN_GOLDEN"):
        kept.write_text(said, encoding="utf-8")
    assert said == kept.read_text(encoding="utf-8")


def pdf_text(path: Path) -> str:
    """Return the words of all pages, in the order in which they were drawn."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    lines = (f"--- halaman {n} ---\n{_tidy(text)}\n" for n, text in enumerate(pages, 1))
    return "".join(lines)


def workbook_text(path: Path) -> str:
    """Return each sheet's print set-up and its cells, a row a line, with the kind of each value."""
    parts = []
    for sheet in load_workbook(path).worksheets:
        rows = [" | ".join(_shown(cell.value) for cell in row).rstrip(" |") for row in sheet.rows]
        parts.append(f"=== {sheet.title} ===\n{_set_up(sheet)}\n" + "\n".join(rows).rstrip() + "\n")
    return "\n".join(parts)


def _set_up(sheet: Worksheet) -> str:
    page = sheet.page_setup
    return (
        f"kertas {page.paperSize} {page.orientation}, lebar {page.fitToWidth} tinggi"
        f" {page.fitToHeight}, ulang {sheet.print_title_rows}, grafik {len(sheet._charts)}"
    )


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\n", "\\n")
    kind = "tgl" if isinstance(value, date | datetime) else "n"
    return f"{kind}:{value}"


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
