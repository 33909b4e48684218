"""Rows of an import file by the keys of the declared fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.ground.errors import UserError
from app.intake.outside import storable
from app.rules.channels import CHANNEL_FIELDS, COMMON_FIELDS

_LONGEST_QUOTE: Final = 40
_FIELDS: Final = (*COMMON_FIELDS, *(f for fields in CHANNEL_FIELDS.values() for f in fields))
# What a row says about itself beside the fields of a form: key -> heading.
_OWN_KEYS: Final[Mapping[str, str]] = {
    "saluran": "Saluran",
    "jawaban_langsung": "Jawaban langsung",
}
KEYS: Final = frozenset(_OWN_KEYS) | {field.key for field in _FIELDS}


class ImportRefused(UserError):
    """A file from which no rows, or no more rows, can be read."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row: either its text by the keys of the fields, or the sentence why it is not taken."""

    line: int
    values: dict[str, str] | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose content cannot be trusted; *reason* continues ``Kolom … ``."""

    reason: str


Cell = str | BadCell


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table before its headings are known."""

    line: int
    cells: Sequence[Cell]
    problem: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row."""
        return self.problem is None and all(_is_blank(cell) for cell in self.cells)


def unknown_column(heading: str) -> str:
    """Return the sentence for a column no form has."""
    return f"Kolom {quoted(heading)} tidak dikenal."


def quoted(text: str) -> str:
    """Return foreign text fit to stand inside a sentence: one line, short, in quotes."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in storable(text)).split())
    if len(shown) > _LONGEST_QUOTE:
        shown = f"{shown[: _LONGEST_QUOTE - 1]}…"
    return f"“{shown}”"


def key_of(heading: str) -> str | None:
    """Return the key a heading means: the key itself or the Indonesian label of the field."""
    return _KEYS_BY_HEADING.get(_plain(heading))


def rows_of(records: Iterable[Record]) -> Iterator[ImportRow]:
    """Yield the rows below the headings, which are the first record with anything in it.

    Raises:
        ImportRefused: the first record holds no headings this program knows.
    """
    filled = (record for record in records if not record.is_blank)
    first = next(filled, None)
    if first is None:
        return
    columns = _columns(first)
    for record in filled:
        yield _row(columns, record)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    key: str | None


def _columns(record: Record) -> tuple[_Column, ...]:
    headings = [cell if isinstance(cell, str) else "" for cell in record.cells]
    columns = tuple(_Column(heading.strip(), key_of(heading)) for heading in headings)
    keys = [column.key for column in columns if column.key]
    if not keys:
        raise ImportRefused(
            "Baris pertama harus berisi judul kolom, misalnya Saluran, Diterima, Nama, Uraian."
        )
    twice = [column for column in columns if column.key and keys.count(column.key) > 1]
    if twice:
        raise ImportRefused(
            f"Judul kolom {quoted(twice[0].heading)} tertulis dua kali. Hapus salah satunya."
        )
    return columns


def _row(columns: Sequence[_Column], record: Record) -> ImportRow:
    problem = record.problem or _problem(columns, record.cells)
    if problem:
        return ImportRow(record.line, None, problem)
    values = {
        column.key: storable(cell)
        for column, cell in zip(columns, record.cells, strict=False)
        if column.key and isinstance(cell, str)
    }
    return ImportRow(record.line, values)


def _problem(columns: Sequence[_Column], cells: Sequence[Cell]) -> str | None:
    for column in columns:
        if column.heading and column.key is None:
            return unknown_column(column.heading)
    for number, cell in enumerate(cells):
        column = columns[number] if number < len(columns) else _Column("", None)
        if not column.heading and not _is_blank(cell):
            return f"Isi kolom ke-{number + 1} tidak punya judul kolom."
        if isinstance(cell, BadCell):
            return f"Kolom {quoted(column.heading)} {cell.reason}"
    return None


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _keys_by_heading() -> dict[str, str]:
    keys = {_plain(key): key for key in KEYS}
    labels = {field.label: field.key for field in _FIELDS}
    labels |= {label.removesuffix("(boleh kosong)"): key for label, key in labels.items()}
    labels |= {heading: key for key, heading in _OWN_KEYS.items()} | {"Kanal": "saluran"}
    # A key means itself, even where the label of another field reads the same.
    return {_plain(label): key for label, key in labels.items()} | keys


_KEYS_BY_HEADING: Final[Mapping[str, str]] = _keys_by_heading()
