"""Workbooks hold real numbers and dates, never a formula, and say what their golden text says."""

from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from exports.xlsx.recap import write_recap_xlsx
from exports.xlsx.register import write_register_xlsx
from tests.exports import values
from tests.exports.golden_text import agree, workbook_text


@pytest.fixture
def settings():
    return values.filled_settings()


@pytest.mark.parametrize(
    ("name", "recap"),
    [
        ("buku-kerja-internal", values.an_internal_recap()),
        ("buku-kerja-publik", values.a_public_recap()),
        ("buku-kerja-nihil", values.a_nil_recap()),
    ],
)
def test_recap(name, recap, settings, tmp_path):
    path = tmp_path / "rekap.xlsx"
    write_recap_xlsx(recap, settings, path)
    agree(name, workbook_text(path))


def test_the_public_recap_names_nobody(settings, tmp_path):
    path = tmp_path / "rekap.xlsx"
    write_recap_xlsx(values.a_public_recap(), settings, path)
    said = workbook_text(path)
    assert "Anton" not in said
    assert "PGD" not in said


@pytest.mark.parametrize("uses_pins", [True, False])
def test_a_workbook_says_where_nobody_signs_in_with_a_pin(settings, tmp_path, uses_pins):
    people = replace(settings.people, uses_pins=uses_pins)
    recap, register = tmp_path / "rekap.xlsx", tmp_path / "register.xlsx"
    write_recap_xlsx(values.an_internal_recap(), replace(settings, people=people), recap)
    write_register_xlsx([values.a_line(1)], replace(settings, people=people), register)
    for path in (recap, register):
        for sheet in load_workbook(path).worksheets:
            assert (sheet.oddFooter.center.text == "tanpa PIN") is not uses_pins, sheet.title


def test_the_author_is_the_program(settings, tmp_path):
    path = tmp_path / "rekap.xlsx"
    write_recap_xlsx(values.a_public_recap(), settings, path)
    assert load_workbook(path).properties.creator == "Buku Pengaduan"


def test_a_table_whose_rows_are_hidden_does_not_say_nihil(settings, tmp_path):
    path = tmp_path / "rekap.xlsx"
    hidden = values.a_public_recap(tables=values.tables_with_services({}))
    write_recap_xlsx(hidden, settings, path)
    said = workbook_text(path)
    assert "Rincian tidak ditampilkan agar pengadu tidak dapat dikenali." in said
    assert "NIHIL" not in said


def test_register(settings, tmp_path):
    path = tmp_path / "register.xlsx"
    write_register_xlsx([values.a_line(n) for n in (1, 2, 3)], settings, path)
    agree("buku-kerja-register", workbook_text(path))


def test_messy_words_are_text_in_every_cell(settings, tmp_path):
    path = tmp_path / "register.xlsx"
    line = values.a_line(
        1,
        name="+62 jangan dihitung",
        subject=values.FORMULA,
        description=values.MESSY,
        response="@SUM(A1)",
        remark="-1+1",
        phone="=1",
    )
    write_register_xlsx([line], settings, path)
    cells = [cell for row in load_workbook(path).worksheets[0].rows for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {values.FORMULA, "@SUM(A1)", "-1+1", "=1"} <= texts


def test_dates_are_dates(settings, tmp_path):
    path = tmp_path / "register.xlsx"
    line = values.a_line(1)
    write_register_xlsx([line], settings, path)
    values_found = [c.value for row in load_workbook(path).worksheets[0].rows for c in row]
    assert line.received_at in values_found
    assert datetime.combine(line.closed_on, datetime.min.time()) in values_found


def test_a_text_longer_than_a_cell_holds_is_cut_not_lost(settings, tmp_path):
    path = tmp_path / "register.xlsx"
    write_register_xlsx([values.a_line(1, description="x" * 40_000)], settings, path)
    longest = max(
        len(c.value)
        for row in load_workbook(path).worksheets[0].rows
        for c in row
        if isinstance(c.value, str)
    )
    assert 32_000 < longest <= 32_767
