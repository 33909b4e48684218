"""The minutes of what was anonymised (*berita acara penghapusan data pengadu*)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.journal import Standing
from app.book.settings import Settings
from app.ground.formatting import long_date
from app.steps.anonymise import Anonymised
from exports.number_words import counted, day_in_words
from exports.office_text import DOTS, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signatures
from exports.pdf.tables import ListColumn, ruled_list
from exports.pdf.text import CELL, HEADING, LETTER, TITLE, TITLE_UNDER, paragraph

_ABREAST: Final = 3
_COLUMNS: Final = tuple(ListColumn("Nomor pengaduan", 1, CELL) for _ in range(_ABREAST))
_GONE: Final = (
    "Yang dihapus: nama, alamat, nomor, email, NIK, objek, uraian, harapan, isian saluran, "
    "jawaban, catatan dan alasan, serta lampiran, juga dari jurnal dan indeks pencarian. Yang "
    "tetap: nomor pengaduan, saluran, layanan, kategori, kecamatan dan desa, tim dan petugas, "
    "tanggal, dan lama penanganan, sehingga angka rekapitulasi tidak berubah."
)
_BACKUPS: Final = (
    "Cadangan yang dibuat sebelum tanggal ini masih memuat data tersebut sampai dihapus oleh "
    "pergantian cadangan atau oleh kantor sendiri. Rekap bulan yang sudah ditutup tetap seperti "
    "waktu ditutup; simpan edisi internnya sebagai rahasia."
)


def write_anonymised(done: Anonymised, settings: Settings, path: Path, stood: Standing) -> None:
    """Write the minutes; *stood* is where the journal stood behind it.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office
    page = portrait(office)
    signed = [
        signature_text(settings.manager, office.city, done.on),
        signature_text(settings.head, office.city, None),
    ]
    story: list[Flowable] = [
        Letterhead(office),
        Spacer(0, 7 * mm),
        paragraph("BERITA ACARA PENGHAPUSAN DATA PENGADU", TITLE),
        paragraph(f"Nomor: {DOTS}", TITLE_UNDER),
        Spacer(0, 6 * mm),
        paragraph(_opening(done), LETTER),
        paragraph(_GONE, LETTER),
        paragraph(_BACKUPS, LETTER),
        KeepTogether([signatures(signed, page.width)]),
        paragraph("Pengaduan", HEADING),
        ruled_list(_COLUMNS, _rows(done.numbers), page.width),
    ]
    write_pdf(path, story, (page,), imprint(settings, "Berita acara penghapusan data", stood))


def _opening(done: Anonymised) -> str:
    return (
        f"Pada hari ini, {day_in_words(done.on)}, telah dihapus data pengadu dari "
        f"{counted(len(done.numbers), 'pengaduan')} yang ditutup sebelum "
        f"{long_date(done.closed_before)} dan melewati masa simpan {done.years} tahun, beserta "
        f"{counted(done.files, 'lampiran')}."
    )


def _rows(numbers: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for some in _in_rows(numbers):
        yield (*some, *("",) * (_ABREAST - len(some)))


def _in_rows(numbers: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(numbers), _ABREAST):
        yield numbers[start : start + _ABREAST]
