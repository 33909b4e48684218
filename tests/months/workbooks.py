"""LibreOffice opens every workbook and counts it again: python -m tests.months.workbooks.

Ends with 1 when a cell says something else than it was written with, or an error.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from exports.recap import write_recap
from exports.xlsx.register import write_register_xlsx
from tests.exports import values


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="buku-kerja-") as folder:
        made, counted = Path(folder) / "dibuat", Path(folder) / "dihitung"
        internal, public = values.an_internal_recap(40), values.a_public_recap()
        write_recap(internal, public, values.FIRST, made)
        lines = [values.a_line(1, subject=values.FORMULA), values.a_line(2)]
        write_register_xlsx(lines, values.FIRST, made / "register.xlsx")
        books = sorted(made.glob("*.xlsx"))
        home = f"-env:UserInstallation=file://{folder}/office"
        ask = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", counted, *books]
        subprocess.run(ask, check=True, capture_output=True, timeout=300)
        troubles = [t for book in books for t in differing(book, counted / book.name)]
    print(f"{len(books)} workbooks, {len(troubles)} troubles")
    print("\n".join(troubles[:20]), file=sys.stderr)
    return 1 if troubles else 0


def differing(written: Path, counted: Path) -> list[str]:
    """Return the cells of which LibreOffice makes another value than was written."""
    then, now = cells_of(written), cells_of(counted)
    return [
        f"{written.name} {place}: {then.get(place)!r} became {now.get(place)!r}"
        for place in sorted(then.keys() | now.keys())
        if then.get(place) != now.get(place)
    ]


def cells_of(path: Path) -> dict[str, object]:
    book = load_workbook(path, data_only=True)
    return {
        # The sixteenth digit is lost on the way through the file.
        f"{sheet.title}!{cell.coordinate}": (
            round(cell.value, 12) if isinstance(cell.value, float) else cell.value
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


if __name__ == "__main__":
    sys.exit(main())
