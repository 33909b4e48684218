"""An export replaces what this program wrote itself, and nothing else."""

import pytest
from openpyxl import load_workbook

from app.reading.recap.closed import StoredFile
from exports.own_files import ForeignFile
from exports.pdf.receipt import write_receipt
from exports.pdf.register import write_register_pdf
from exports.recap import write_recap, write_stored
from exports.xlsx.register import write_register_xlsx
from tests.exports import values

LINES = (values.a_line(1),)


@pytest.fixture
def settings():
    return values.FIRST


def test_its_own_papers_are_replaced(settings, tmp_path):
    for _ in range(2):
        write_receipt(values.a_complaint(), settings, tmp_path / "a.pdf")
        write_register_pdf(LINES, "Semua", settings, tmp_path / "b.pdf", values.STANDING)
        write_register_xlsx(LINES, settings, tmp_path / "c.xlsx")
    assert len(list(tmp_path.iterdir())) == 3


def test_a_paper_that_was_altered_is_kept(settings, tmp_path):
    path = tmp_path / "register.pdf"
    write_register_pdf(LINES, "Semua", settings, path, values.STANDING)
    altered = path.read_bytes() + b"% catatan"
    path.write_bytes(altered)
    with pytest.raises(ForeignFile, match="bukan tulisan program ini"):
        write_register_pdf(LINES, "Semua", settings, path, values.STANDING)
    assert path.read_bytes() == altered


def test_a_workbook_that_another_program_saved_is_kept(settings, tmp_path):
    path = tmp_path / "register.xlsx"
    write_register_xlsx(LINES, settings, path)
    workbook = load_workbook(path)
    workbook.properties.lastModifiedBy = "Petugas"
    workbook.save(path)
    with pytest.raises(ForeignFile):
        write_register_xlsx(LINES, settings, path)


@pytest.mark.parametrize(
    "name", ["Rekap Pengaduan {} publik.xlsx", "Nota Dinas Rekap Pengaduan {}.pdf"]
)
def test_no_file_of_a_recap_is_replaced_where_one_is_somebody_elses(name, settings, tmp_path):
    name = name.format("2026-10")
    (tmp_path / name).write_bytes(b"bukan dari sini")
    with pytest.raises(ForeignFile, match=name):
        write_recap(values.an_internal_recap(), values.a_public_recap(), settings, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_stored_files_replace_only_their_own(settings, tmp_path):
    made = tmp_path / "a"
    paths = write_recap(values.an_internal_recap(), values.a_public_recap(), settings, made)
    files = [StoredFile(path.name, path.read_bytes()) for path in paths]
    write_stored(files, made)
    paths[1].write_bytes(b"lain")
    with pytest.raises(ForeignFile):
        write_stored(files, made)
