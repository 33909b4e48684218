"""Records of the first sheet of an Excel workbook."""

import lzma
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from app.intake.tables import BadCell, Cell, ImportRefused, Record

_LARGEST_UNPACKED: Final = 512 * 1024 * 1024
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 200
# Excel keeps fifteen digits of a number and writes zeros for the others: a NIK is then wrong.
_FIRST_INEXACT: Final = 10**15
_DAMAGED: Final = (
    "Berkas ini tidak dapat dibaca sebagai buku kerja Excel. "
    "Bila berkasnya bersandi, simpan salinan tanpa sandi."
)
# What openpyxl lets through when the parts of a workbook are not what they should be.
_DAMAGE: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class _SheetCell(Protocol):
    """What the several kinds of cells of openpyxl have in common."""

    @property
    def data_type(self) -> str: ...

    @property
    def value(self) -> object: ...


def read_records(path: Path) -> Iterator[Record]:
    """Yield the rows of the first sheet, numbered as Excel numbers them.

    Raises:
        ImportRefused: the file is no workbook, or it is damaged further down.
        OSError: the file cannot be read.
    """
    rows = _rows(path)
    while True:
        try:
            # A workbook with unusual parts makes openpyxl warn; the officer could do nothing.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                record = next(rows, None)
        except _DAMAGE as error:
            raise ImportRefused(_DAMAGED) from error
        if record is None:
            return
        yield record


def _rows(path: Path) -> Iterator[Record]:
    # Imported late: it is heavy, and the window starts without it.
    import openpyxl

    _refuse_bomb(path)
    with closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
        sheet = workbook.worksheets[0]
        # Other programs write a size that leaves out columns.
        sheet.reset_dimensions()
        for number, row in enumerate(islice(sheet.iter_rows(), _MOST_ROWS), start=1):
            yield Record(number, tuple(_content(cell) for cell in row[:_MOST_COLUMNS]))


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _LARGEST_UNPACKED:
        raise ImportRefused("Buku kerja ini terlalu besar. Bagi menjadi beberapa berkas.")


def _content(cell: _SheetCell) -> Cell:
    if cell.data_type == "f":
        return BadCell("berisi rumus. Salin selnya, lalu tempel sebagai nilai.")
    if cell.data_type == "e":
        return BadCell("berisi kesalahan Excel. Perbaiki selnya.")
    return _text(cell.value)


def _text(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour:02}.{value.minute:02}"
    return str(value)


def _number(value: int | float) -> Cell:
    # Turned round, so that what is no number at all is caught too.
    if not abs(value) < _FIRST_INEXACT:
        return BadCell(
            "tersimpan sebagai angka, sehingga angka terakhirnya hilang. "
            "Ubah selnya menjadi teks dan tulis lagi."
        )
    return str(int(value)) if value == int(value) else repr(value)


def _moment(value: datetime) -> str:
    # Excel counts days in fractions: 08.05 may come out as 08.04.59,999.
    whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if whole.time() == time():
        return whole.date().isoformat()
    return whole.isoformat(timespec="seconds" if whole.second else "minutes")
