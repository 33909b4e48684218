"""Rows of complaints from .jsonl, .csv and .xlsx files, one at a time."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from app.intake import csv_records, sheet_records
from app.intake.outside import UTF_16_MARKS, OutsideLine, lines_of, storable
from app.intake.tables import KEYS, ImportRefused, ImportRow, quoted, rows_of, unknown_column

__all__ = ["ImportRefused", "ImportRow", "read_rows"]

_Pairs = tuple[tuple[str, object], ...]


def read_rows(path: Path) -> Iterator[ImportRow]:
    """Return the rows of the file in their order; a broken one does not stop the others.

    The file is read while the rows are taken. Values are text by ``Field.key``, beside which a row
    may have ``saluran`` and ``jawaban_langsung``.

    Raises:
        ImportRefused: at once when the file is missing, unreadable or of an unknown kind; while
            rows are taken when the rest of it cannot be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ImportRefused(
            f"{quoted(path.name)} tidak dikenal jenisnya. Pilih berkas .jsonl, .csv, atau .xlsx."
        )
    try:
        if not path.is_file():
            raise ImportRefused(f"{quoted(path.name)} tidak ada. Periksa nama dan foldernya.")
        with path.open("rb") as file:
            start = file.read(2)
    except OSError as error:
        raise _unreadable(path) from error
    if start in UTF_16_MARKS:
        raise ImportRefused(
            f"{quoted(path.name)} tersimpan sebagai UTF-16. Simpan lagi sebagai UTF-8."
        )
    return _guarded(path, reader)


def _guarded(path: Path, reader: Callable[[Path], Iterator[ImportRow]]) -> Iterator[ImportRow]:
    try:
        yield from reader(path)
    except OSError as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> ImportRefused:
    return ImportRefused(
        f"{quoted(path.name)} tidak dapat dibaca. Periksa apakah Anda boleh membukanya."
    )


def _jsonl(path: Path) -> Iterator[ImportRow]:
    with path.open("rb") as file:
        for line in lines_of(file):
            if line.content is None or line.content.strip():
                yield _json_row(line)


def _json_row(line: OutsideLine) -> ImportRow:
    if line.content is None:
        return ImportRow(line.number, None, "Baris ini terlalu panjang untuk dibaca.")
    try:
        text = line.content.decode()
    except UnicodeDecodeError:
        return ImportRow(line.number, None, "Baris ini bukan teks UTF-8.")
    try:
        content = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return ImportRow(line.number, None, "Baris ini bukan JSON yang utuh.")
    # Only an object becomes a tuple: see _DECODER.
    if not isinstance(content, tuple):
        return ImportRow(line.number, None, "Baris ini bukan objek JSON.")
    problem = _json_problem(content)
    if problem:
        return ImportRow(line.number, None, problem)
    return ImportRow(line.number, {key: storable(_json_text(value)) for key, value in content})


def _json_problem(pairs: _Pairs) -> str | None:
    seen: set[str] = set()
    for key, value in pairs:
        if key not in KEYS:
            return unknown_column(key)
        if key in seen:
            return f"Kolom {quoted(key)} tertulis dua kali."
        if not isinstance(value, str | bool | None):
            return f"Kolom {quoted(key)} harus berisi teks, angka, true/false, atau null."
        seen.add(key)
    return None


def _json_text(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _pairs(pairs: list[tuple[str, object]]) -> _Pairs:
    return tuple(pairs)


# Numbers stay as they are written, so that no digit of a NIK is lost; an object stays a tuple of
# pairs, so that a key written twice is seen.
_DECODER: Final = json.JSONDecoder(
    parse_int=str,
    parse_float=str,
    parse_constant=_refuse_constant,
    object_pairs_hook=_pairs,
)


_READERS: Final[Mapping[str, Callable[[Path], Iterator[ImportRow]]]] = {
    ".jsonl": _jsonl,
    ".csv": lambda path: rows_of(csv_records.read_records(path)),
    ".xlsx": lambda path: rows_of(sheet_records.read_records(path)),
}
