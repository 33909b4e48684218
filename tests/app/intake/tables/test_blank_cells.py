"""Cells that are only coloured cost nothing and move nothing."""

import io

import pytest

from app.ground.progress import Progress
from app.intake.tables.blank_cells import WithoutBlankCells
from app.intake.tables.worksheet import Shared, read_rows

SHEET = "<worksheet><sheetData>{}</sheetData></worksheet>"
PLACED = (
    '<row r="2"><c r="A2" s="1"/><c r="B2" s="1"/><c r="C2"><v>7</v></c><c r="D2" s="1"/></row>'
)


class _Dripping(io.BytesIO):
    """Gives a few bytes at a time, whatever is asked for."""

    def read(self, size=-1):
        return super().read(min(size, 7))


def _read(rows, source=io.BytesIO):
    content = SHEET.format(rows).encode()
    records = read_rows(source(content), Shared(texts=["KTP"]), len(content), Progress())
    return [(record.line, [*record.cells]) for record in records]


@pytest.mark.parametrize("source", [io.BytesIO, _Dripping])
@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (PLACED, ["", "", "7", ""]),
        ("<row r='2'><c/><c s='1'/><c><v>7</v></c></row>", ["", "", "7"]),
        ("<row r='2'><c r='B2'/><c/><c/><c><v>7</v></c></row>", ["", "", "", "", "7"]),
        ("<row r='2'><c/><c/><c r='D2'/><c t='s'><v>0</v></c></row>", ["", "", "", "", "KTP"]),
        ("<row r='2'><x:c/><x:c s='1'/><c><v>7</v></c></row>", ["", "", "7"]),
        ("<row r='2'><c t='inlineStr'><is><t><!-- x --><![CDATA[<c/><c/>]]></t></is></c></row>",
         ["<c/><c/>"]),
    ],
)  # fmt: skip
def test_what_holds_something_keeps_its_place(row, cells, source):
    row = row.replace("<row", "<row xmlns:x='x'", 1)
    assert _read(row, source) == [(2, cells)]


def test_of_thousands_of_blank_cells_hardly_anything_is_left():
    wide = "".join(f"<c r='{letter}1' s='1'/>" for letter in "ABCDEFGHIJ" * 500)
    shortened = WithoutBlankCells(io.BytesIO(f"<row>{wide}<c><v>1</v></c></row>".encode()))
    text = shortened.read(1_000_000)
    assert text == b"<row><c r='J1' s='1'/><c><v>1</v></c></row>"
    assert shortened.heard > 80_000
    assert shortened.read(1_000_000) == b""


def test_too_many_cells_are_still_refused():
    with pytest.raises(ValueError, match="too many cells"):
        _read("<row r='2'>" + "<c/>" * 20_000 + "<c><v>7</v></c></row>")
