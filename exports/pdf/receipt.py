"""The receipt (*tanda terima*): two copies on one sheet, one to take home."""

from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepInFrame, Spacer

from app.book.settings import OfficeIdentity, Settings
from app.reading.complaint.values import ComplaintDetail
from exports import palette
from exports.complaint_text import (
    full_address,
    masked_nik,
    missing_words,
    next_step,
    received,
    received_place,
    receiving_officer,
)
from exports.office_text import DOTS, SignatureText, letterhead_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import PageKind, imprint, portrait, write_pdf
from exports.pdf.signature import signatures
from exports.pdf.tables import boxed, fact_table
from exports.pdf.text import (
    NOTE,
    NUMBER,
    SMALL,
    SMALL_BOLD,
    SMALL_ITALIC,
    TITLE,
    colour,
    one_line,
    or_dash,
    paragraph,
)

_LONGEST_DESCRIPTION: Final = 260
_LONGEST_SUBJECT: Final = 140
_CUT_ROOM: Final = 8 * mm


def write_receipt(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the receipt of a complaint, twice on one sheet.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = portrait(settings.office)
    half = (page.height - _CUT_ROOM) / 2
    story: list[Flowable] = [
        _copy(detail, settings, page, half, "Lembar untuk pengadu"),
        _cut_line(),
        _copy(detail, settings, page, half, "Lembar untuk arsip"),
    ]
    said = imprint(settings.office, f"Tanda terima pengaduan {detail.number}", detail.fingerprint)
    write_pdf(path, story, (page,), said)


def _copy(
    detail: ComplaintDetail, settings: Settings, page: PageKind, height: float, whose: str
) -> Flowable:
    content: list[Flowable] = [
        Letterhead(settings.office, scale=0.72),
        Spacer(0, 5),
        paragraph("TANDA TERIMA PENGADUAN", TITLE),
        paragraph(detail.number, NUMBER),
        fact_table(_facts(detail, settings.office), page.width, label_width=34 * mm),
        Spacer(0, 4),
        boxed(_promise(detail, settings), page.width, palette.WASH),
        _signed(detail, page.width),
        paragraph(whose, NOTE),
    ]
    # Long names and addresses make a copy smaller; it never runs over the cut.
    return KeepInFrame(page.width, height - 6, content, mode="shrink")


def _facts(detail: ComplaintDetail, office: OfficeIdentity) -> list[tuple[str, str]]:
    facts = [("Nama", or_dash(detail.name))]
    nik = masked_nik(detail)
    if nik:
        facts.append(("NIK", nik))
    place = received_place(detail)
    return [
        *facts,
        ("Alamat", or_dash(full_address(detail))),
        ("Telepon/WhatsApp", or_dash(detail.phone)),
        ("Diterima", received(detail, office)),
        *([("Tempat", place)] if place else []),
        ("Objek pengaduan", or_dash(one_line(detail.subject, _LONGEST_SUBJECT))),
        ("Uraian", or_dash(one_line(detail.description, _LONGEST_DESCRIPTION))),
    ]


def _promise(detail: ComplaintDetail, settings: Settings) -> list[Flowable]:
    lines: list[Flowable] = []
    if detail.missing:
        lines.append(paragraph(f"Masih kurang: {missing_words(detail)}.", SMALL_BOLD))
    lines.append(paragraph(next_step(detail, settings), SMALL_BOLD))
    contact = letterhead_text(settings.office).contact
    lines.append(
        paragraph(f"Tanyakan perkembangan dengan menyebut nomor di atas: {contact}", SMALL)
    )
    if detail.is_secret:
        lines.append(paragraph("Identitas pengadu dirahasiakan.", SMALL))
    lines.append(paragraph("Pelayanan pengaduan tidak dipungut biaya.", SMALL_ITALIC))
    return lines


def _signed(detail: ComplaintDetail, width: float) -> Flowable:
    officer = receiving_officer(detail).strip() or DOTS
    reporter = detail.name.strip() or DOTS
    return signatures(
        [
            SignatureText(above=("Pengadu,",), name=one_line(reporter, 60), below=()),
            SignatureText(above=("Petugas penerima,",), name=one_line(officer, 60), below=()),
        ],
        width,
        room=11 * mm,
    )


def _cut_line() -> Flowable:
    return HRFlowable(
        width="100%",
        thickness=0.6,
        dash=(3, 3),
        color=colour(palette.MUTED),
        spaceBefore=_CUT_ROOM / 2,
        spaceAfter=_CUT_ROOM / 2,
    )
