"""The slip that says what is missing (*slip kekurangan*), on paper and as text to send."""

from functools import partial
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date, weekday_date
from app.reading.complaint.values import ComplaintDetail
from app.rules.completeness import ELEMENT_LABELS, Element
from app.rules.fields import HIDDEN
from app.rules.papers import Paper
from exports import palette
from exports.complaint_text import greeting, missing_words, named_on
from exports.office_text import letterhead_text, limit_words, signature_text
from exports.pdf.halves import headed, write_halves
from exports.pdf.page import imprint
from exports.pdf.signature import signature
from exports.pdf.tables import ListColumn, boxed, fact_table, ruled_list
from exports.pdf.text import (
    CELL,
    CELL_BOLD,
    SMALL,
    SMALL_BOLD,
    SMALL_ITALIC,
    one_line,
    or_dash,
    paragraph,
)

_LONGEST_SUBJECT: Final = 140
_COLUMNS = (
    ListColumn("No.", 10, CELL),
    ListColumn("Unsur kelengkapan", 80, CELL),
    ListColumn("Keadaan", 40, CELL_BOLD),
    ListColumn("Diisi pengadu", 80, CELL),
)


def write_missing_slip(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the slip that lists what the complainant still has to give, in both halves of a sheet.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    said = imprint(settings, f"Kekurangan pengaduan {detail.number}", detail.standing)
    write_halves(path, settings.office, partial(_content, detail, settings), said)


def _content(detail: ComplaintDetail, settings: Settings, width: float) -> list[Flowable]:
    signed = signature_text(settings.manager, settings.office.city, detail.returned_on)
    return [
        *headed(
            "PEMBERITAHUAN KEKURANGAN PENGADUAN",
            partial(_known, detail),
            detail,
            settings.office,
            width,
        ),
        Spacer(0, 6),
        ruled_list(_COLUMNS, _rows(detail), width),
        Spacer(0, 4),
        boxed(
            [
                paragraph(_until(detail, settings), SMALL_BOLD),
                paragraph(
                    "Sampaikan kekurangan kepada petugas pengaduan, atau melalui "
                    f"{letterhead_text(settings.office).contact}, dengan menyebut nomor pengaduan.",
                    SMALL,
                ),
                paragraph("Pelayanan pengaduan tidak dipungut biaya.", SMALL_ITALIC),
            ],
            width,
            palette.WASH,
        ),
        signature(signed, width, room=10 * mm),
    ]


def _known(detail: ComplaintDetail, width: float) -> list[Flowable]:
    facts = (
        ("Diterima", weekday_date(detail.received_at)),
        ("Nama", named_on(Paper.MISSING_SLIP, detail) or _unnamed(detail)),
        ("Objek pengaduan", or_dash(one_line(detail.subject, _LONGEST_SUBJECT))),
    )
    return [
        fact_table(facts, width, label_width=30 * mm),
        Spacer(0, 3),
        paragraph(
            "Pengaduan Anda sudah kami catat, tetapi belum dapat diproses karena belum lengkap. "
            "Mohon lengkapi unsur yang masih kurang berikut ini.",
            SMALL,
        ),
    ]


def _unnamed(detail: ComplaintDetail) -> str:
    return HIDDEN if detail.is_secret else or_dash("")


def missing_slip_text(detail: ComplaintDetail, settings: Settings) -> str:
    """Return the slip as a message to copy into WhatsApp or an e-mail."""
    office = settings.office
    wanted = "\n".join(f"- {ELEMENT_LABELS[element]}" for element in detail.missing)
    return "\n\n".join(
        (
            greeting(named_on(Paper.MISSING_SLIP, detail)),
            f"Pengaduan Anda nomor {detail.number} tanggal {long_date(detail.received_at)} sudah "
            "kami catat, tetapi belum lengkap. Mohon lengkapi:",
            wanted,
            _until(detail, settings),
            "Cukup balas pesan ini dengan menyebut nomor pengaduan. Pelayanan pengaduan tidak "
            "dipungut biaya.",
            f"{settings.manager.position.strip() or 'Petugas pengaduan'}\n{office.short_name}",
        )
    )


def _rows(detail: ComplaintDetail) -> list[tuple[str, ...]]:
    return [
        (
            str(position),
            ELEMENT_LABELS[element],
            "Masih kurang" if element in detail.missing else "Sudah ada",
            "",
        )
        for position, element in enumerate(Element, start=1)
    ]


def _until(detail: ComplaintDetail, settings: Settings) -> str:
    if not detail.missing:
        return "Semua unsur kelengkapan sudah ada."
    limit = limit_words(settings.limits.supplement)
    if detail.supplement_by is None:
        return (
            f"Mohon melengkapi {missing_words(detail)} dalam {limit} sejak pengaduan dikembalikan. "
            "Sesudah itu pengaduan dapat dianggap dicabut."
        )
    return (
        f"Mohon melengkapi {missing_words(detail)} paling lambat "
        f"{weekday_date(detail.supplement_by)} ({limit}). Sesudah itu pengaduan dapat dianggap "
        "dicabut."
    )
