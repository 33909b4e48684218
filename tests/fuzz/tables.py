"""Tables: text, JSON lines, and workbooks, packed anew after their parts were broken."""

import io
import random
import tempfile
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

from app.book.book import Book
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.intake.tables.importing import Importing, read_rows
from app.intake.tables.proposal import propose
from tests.fuzz.runner import Kind

DATA = Path(__file__).resolve().parents[1] / "data" / "intake"
_NOW = datetime(2026, 11, 25, 10, 0)
_PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels")


@cache
def _book() -> Book:
    folder = Path(tempfile.mkdtemp(prefix="buku-fuzz-"))
    return open_book(FilePlace(folder / "buku.db"), clock=FixedClock(_NOW), may_create=True)


def _read(path: Path) -> None:
    book = _book()
    plan = propose(path, read_lists(book))
    for lot in Importing(book, is_trial=True).take_all(read_rows(book, plan)):
        assert all(outcome.said for outcome in lot)


def _packed(name: str, content: bytes, rnd: random.Random) -> tuple[str, bytes]:
    """Put a broken part into a whole workbook, or leave the broken file as it is."""
    if rnd.random() < 0.5:
        return name, content
    with zipfile.ZipFile(rnd.choice(_WORKBOOKS)) as good:
        parts = {each: good.read(each) for each in good.namelist()}
    broken = rnd.choice([part for part in _PARTS if part in parts])
    start = rnd.randrange(len(parts[broken]))
    end = min(len(parts[broken]), start + rnd.randint(0, 60))
    parts[broken] = parts[broken][:start] + content[: rnd.randint(0, 300)] + parts[broken][end:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, part in parts.items():
            packed.writestr(zipfile.ZipInfo(each), part)
    return "buku.xlsx", out.getvalue()


_WORKBOOKS = [p for p in sorted((DATA / "cases").glob("X*.xlsx")) if zipfile.is_zipfile(p)]
KIND = Kind(
    samples=[
        *sorted((DATA / "cases").glob("S*.csv")),
        *sorted((DATA / "cases").glob("X*.xlsx")),
        *sorted((DATA / "cases").glob("*.jsonl")),
        DATA / "pengaduan.jsonl",
    ],
    read=_read,
    finish=_packed,
    tokens=(
        *(b";", b",", b"\t", b'"', b'""', b"\r\n", b"sep=;\n", b"No;Tgl;Nama;Uraian\n", b"-"),
        *(b"Jumlah", b"BULAN MEI 2024", b"46346,337", b"31/2/2024", b"6,28126E+12", b"sda", b"="),
        *(b'{"nama": "A"}', b'{"a": [', b"null", b"1e999", b"\\ud800", b"}", b"saluran", b"nomor"),
        *(b"<row r='1048576'>", b"<c r='ZZZ9' t='s'><v>9</v></c>", b"<v>", b"</v>", b"hidden='1'"),
        *(
            b"<mergeCell ref='A1:ZZZ999999'/>",
            b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
            b"&b;",
            b"<is><t>",
        ),
        *(b"date1904='1'", b"<f>A1</f>", b"_x000D_", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>"),
    ),
)
