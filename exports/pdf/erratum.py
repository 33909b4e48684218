"""An erratum (*ralat*) of a closed month: what it counted, what it would count, and why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date, thousands
from app.reading.recap.closed import Erratum
from exports.office_text import signature_text, standing_words
from exports.pdf.corrections import corrections_list
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import PageKind, imprint, portrait, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import ListColumn, ruled_list
from exports.pdf.text import (
    BODY_JUSTIFIED,
    CELL,
    CELL_RIGHT,
    HEADING,
    TITLE,
    TITLE_UNDER,
    paragraph,
)

_COLUMNS: Final = (
    ListColumn("Tabel", 45, CELL),
    ListColumn("Baris", 60, CELL),
    ListColumn("Kolom", 30, CELL),
    ListColumn("Semula", 20, CELL_RIGHT),
    ListColumn("Seharusnya", 20, CELL_RIGHT),
)
_NO_COUNT: Final = "Tidak ada jumlah yang berubah; yang berubah hanya daftarnya."


def write_erratum_pdf(
    erratum: Erratum, settings: Settings, path: Path, *, signed_on: date | None = None
) -> None:
    """Write the erratum; the closed recap itself stays as it was signed.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = portrait(settings.office)
    said = imprint(settings, _title(erratum), erratum.standing)
    write_pdf(path, list(_story(erratum, settings, page, signed_on)), (page,), said)


def _title(erratum: Erratum) -> str:
    return f"Ralat Nomor {erratum.number} Rekapitulasi Pengaduan {erratum.month.label}"


def _story(
    erratum: Erratum, settings: Settings, page: PageKind, signed_on: date | None
) -> Iterator[Flowable]:
    yield Letterhead(settings.office)
    yield Spacer(0, 6 * mm)
    yield paragraph(f"RALAT NOMOR {erratum.number}", TITLE)
    yield paragraph(
        f"Rekapitulasi Pengaduan Masyarakat {erratum.month.label}  ·  Edisi internal", TITLE_UNDER
    )
    yield Spacer(0, 5 * mm)
    yield paragraph(_introduction(erratum), BODY_JUSTIFIED)
    yield paragraph("Jumlah yang berubah", HEADING)
    yield _counts(erratum, page)
    if erratum.corrections:
        yield paragraph("Pengaduan yang berubah", HEADING)
        yield corrections_list(erratum.corrections, page.width)
    signed = signature_text(settings.manager, settings.office.city, signed_on)
    last = "Ralat ini dibaca bersama rekapitulasi yang diralat dan tidak menggantikannya."
    yield KeepTogether(
        [Spacer(0, 4 * mm), paragraph(last, BODY_JUSTIFIED), signature(signed, page.width)]
    )


def _introduction(erratum: Erratum) -> str:
    closed = long_date(erratum.closed_at.date())
    return (
        f"Rekapitulasi {erratum.month.label} ditutup pada {closed} "
        f"({standing_words(erratum.closed_standing)}) dan tetap berlaku seperti yang "
        "ditandatangani. "
        "Sesudah itu ada perubahan dalam buku; jumlah dan pengaduan di bawah ini seharusnya "
        "dibaca sebagai berikut."
    )


def _counts(erratum: Erratum, page: PageKind) -> Flowable:
    if not erratum.changes:
        return paragraph(_NO_COUNT, BODY_JUSTIFIED)
    rows = [
        (change.table, change.row, change.column, thousands(change.old), thousands(change.new))
        for change in erratum.changes
    ]
    return ruled_list(_COLUMNS, rows, page.width)
