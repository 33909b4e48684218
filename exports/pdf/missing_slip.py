"""The slip that says what is missing (*slip kekurangan*), on paper and as text to send."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date, weekday_date
from app.reading.complaint.values import ComplaintDetail
from app.rules.completeness import ELEMENT_LABELS, Element
from exports.complaint_text import missing_words
from exports.office_text import letterhead_text, limit_words, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import ListColumn, fact_table, ruled_list
from exports.pdf.text import BODY, CELL, CELL_BOLD, LETTER, TITLE, one_line, or_dash, paragraph

_COLUMNS = (
    ListColumn("No.", 10, CELL),
    ListColumn("Unsur kelengkapan", 80, CELL),
    ListColumn("Keadaan", 40, CELL_BOLD),
    ListColumn("Diisi pengadu", 80, CELL),
)


def write_missing_slip(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the slip that lists what the complainant still has to give.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = portrait(settings.office)
    signed = signature_text(settings.manager, settings.office.city, detail.returned_on)
    facts = (
        ("Nomor pengaduan", detail.number),
        ("Diterima", weekday_date(detail.received_at)),
        ("Nama", or_dash(detail.name)),
        ("Objek pengaduan", or_dash(one_line(detail.subject, 300))),
    )
    story: list[Flowable] = [
        Letterhead(settings.office),
        Spacer(0, 7 * mm),
        paragraph("PEMBERITAHUAN KEKURANGAN PENGADUAN", TITLE),
        Spacer(0, 5 * mm),
        fact_table(facts, page.width, style=BODY),
        Spacer(0, 4 * mm),
        paragraph(
            "Pengaduan Anda sudah kami catat, tetapi belum dapat diproses karena belum lengkap. "
            "Mohon lengkapi unsur yang masih kurang berikut ini.",
            LETTER,
        ),
        ruled_list(_COLUMNS, _rows(detail), page.width),
        Spacer(0, 4 * mm),
        paragraph(_until(detail, settings), LETTER),
        paragraph(
            f"Sampaikan kekurangan kepada petugas pengaduan, atau melalui "
            f"{letterhead_text(settings.office).contact}, dengan menyebut nomor pengaduan. "
            "Pelayanan pengaduan tidak dipungut biaya.",
            LETTER,
        ),
        signature(signed, page.width),
    ]
    said = imprint(settings.office, f"Kekurangan pengaduan {detail.number}", detail.fingerprint)
    write_pdf(path, story, (page,), said)


def missing_slip_text(detail: ComplaintDetail, settings: Settings) -> str:
    """Return the slip as a message to copy into WhatsApp or an e-mail."""
    office = settings.office
    name = detail.name.strip()
    greeting = f"Yth. Bapak/Ibu {name}," if Element.NAME not in detail.missing else "Yth. Pengadu,"
    wanted = "\n".join(f"- {ELEMENT_LABELS[element]}" for element in detail.missing)
    return "\n\n".join(
        (
            greeting,
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
