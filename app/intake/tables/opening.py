"""Opens a table whatever its name says, or names what it is instead."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from app.ground.neutral import quoted_name
from app.ground.progress import Progress
from app.intake.outside import UTF_16_MARKS
from app.intake.tables import delimited, workbook
from app.intake.tables.columns import known_headings
from app.intake.tables.grid import MOST_ROWS, ImportRefused, Record, Sheet, TableFile

_SNIFFED: Final = 4096
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK: Final = "Workbook".encode("utf-16-le")
_OLE_SEARCHED: Final = 4 * 1024 * 1024
_PACKED: Final = b"PK\x03\x04"
TABLE_ENDINGS: Final = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods", ".xls"})
_FEW_LINES: Final = 50_000
# Nobody looks at so many; how many more there are does not matter.
_MOST_COUNTED: Final = 100_000
_TOO_MANY: Final = "Tabel ini terlalu panjang. Bagi menjadi beberapa berkas."
_SAVE_AS: Final = "Buka di Excel, lalu simpan sebagai .xlsx."


def open_table(path: Path, progress: Progress) -> TableFile:
    """Return the sheets of a table.

    Raises:
        ImportRefused: it is no table this program reads; the sentence names what it is.
        OSError: the file cannot be read.
        Stopped: nobody waits for it any more.
    """
    with path.open("rb") as file:
        start = file.read(_SNIFFED)
    if start.startswith(_PACKED):
        return workbook.open_workbook(path, progress)
    _refuse_other_kinds(path, start)
    if delimited.lines_in(path, progress) > MOST_ROWS:
        raise ImportRefused(_TOO_MANY)
    return TableFile((Sheet(partial(_text_records, path), partial(_text_size, path)),))


def _text_records(path: Path, progress: Progress) -> Iterator[Record]:
    for record in delimited.read_records(path, known_headings):
        progress.ask()
        yield record


def _text_size(path: Path, progress: Progress) -> int:
    """Lines are counted at once; where they are many, rows, which may have several lines each."""
    lines = delimited.lines_in(path, progress)
    if lines <= _FEW_LINES:
        return lines
    filled = (record for record in _text_records(path, progress) if not record.is_blank)
    return sum(1 for _ in islice(filled, _MOST_COUNTED))


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    named = _ole(path) if start.startswith(_OLE) else _named(start)
    if named:
        raise ImportRefused(named)
    if path.suffix.lower() in _WORKBOOKS and not (start and _is_text(start)):
        raise _no_workbook(path)
    if not _is_text(start):
        raise ImportRefused(f"{quoted_name(path.name)} bukan tabel. Pilih berkas .csv atau .xlsx.")


def ensure_text_is_meant(path: Path, file: TableFile) -> None:
    """Raise ``ImportRefused`` when a file named as a workbook is text without any headings."""
    if path.suffix.lower() in _WORKBOOKS and not file.sheets[0].name:
        raise _no_workbook(path)


def _no_workbook(path: Path) -> ImportRefused:
    return ImportRefused(
        f"{quoted_name(path.name)} tidak dapat dibaca sebagai buku kerja Excel. "
        "Bila berkasnya bersandi, simpan salinan tanpa sandi."
    )


def _ole(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_OLE_SEARCHED)
    if _ENCRYPTED in content:
        return "Buku kerja ini bersandi. Buka di Excel, lalu simpan salinan tanpa sandi."
    if _OLD_WORKBOOK in content or path.suffix.lower() in _WORKBOOKS:
        return f"Berkas ini buku kerja Excel lama (.xls). {_SAVE_AS}"
    return "Berkas ini dokumen Office lama, bukan tabel. Pilih berkas .csv atau .xlsx."


def _named(start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return "Berkas ini PDF, bukan tabel. Pilih berkas .csv atau .xlsx."
    if head.startswith(b"{\\rtf"):
        return "Berkas ini dokumen RTF, bukan tabel. Pilih berkas .csv atau .xlsx."
    if not head.startswith(b"<"):
        return ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return f"Berkas ini lembar kerja XML 2003. {_SAVE_AS}"
    return f"Berkas ini halaman web (HTML), bukan buku kerja, apa pun namanya. {_SAVE_AS}"


def _is_text(start: bytes) -> bool:
    if start.startswith(UTF_16_MARKS) or b"\0" not in start:
        return bool(start.strip()) or not start
    zeros = start.count(0)
    # Every second byte of a text in UTF-16 is zero; no other file is so regular.
    return max(start[::2].count(0), start[1::2].count(0)) == zeros and zeros * 3 >= len(start)
