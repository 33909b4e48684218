"""The one way by which text that people typed gets into a cell: never as a formula."""

from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import WriteOnlyCell

from app.ground.neutral import neutral

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

# More than this Excel does not read; openpyxl would cut it without a word.
LONGEST_TEXT: Final = 32_767
_CUT_MARK: Final = " … [teks dipotong, lengkapnya ada di buku]"

# Full-width twins too: some spreadsheets read them as the plain signs.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def text_cell(sheet: "Worksheet | WriteOnlyWorksheet", text: str) -> "Cell":
    """Return a cell that shows *text* and never computes it."""
    cell: Cell = WriteOnlyCell(sheet)
    put_text(cell, text)
    return cell


def put_text(cell: "Cell", text: str) -> None:
    """Make *cell* show *text* and never compute it."""
    shown = plain(text)
    if not shown:
        return
    cell.value = shown
    # Set after the value: the value of "=1+1" or "#REF!" chooses a type of its own.
    cell.data_type = "s"
    if is_like_a_formula(shown):
        cell.quotePrefix = True


def plain(text: str) -> str:
    """Return *text* without control characters or turning marks, short enough for a cell."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in neutral(lines) if _is_kept(char))
    if len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return kept
    return _first_units(kept, LONGEST_TEXT - len(_CUT_MARK)) + _CUT_MARK


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might compute *text* instead of showing it."""
    return text.lstrip().startswith(_FORMULA_STARTS)


def csv_text(text: str) -> str:
    """Return *text* for a CSV file, with an apostrophe before what would be computed."""
    shown = plain(text).replace("\t", " ")
    return f"'{shown}" if is_like_a_formula(shown) else shown


def _is_kept(char: str) -> bool:
    # Lone surrogates and non-characters cannot be written as XML.
    code = ord(char)
    return not (0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF})


def _first_units(text: str, units: int) -> str:
    """Return the first *units* UTF-16 units, the measure of Excel, without half a character."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
