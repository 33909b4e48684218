"""The receipt (*tanda terima*): two copies on one sheet, one to take home."""

from functools import partial
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.book.settings import OfficeIdentity, Settings
from app.reading.complaint.values import ComplaintDetail
from app.rules.papers import Paper
from exports import palette
from exports.complaint_text import (
    full_address,
    masked_nik,
    missing_words,
    next_step,
    other_facts,
    received,
    received_place,
    receiving_officer,
)
from exports.office_text import DOTS, SignatureText, letterhead_text
from exports.pdf.halves import headed, write_halves
from exports.pdf.page import imprint
from exports.pdf.signature import signatures
from exports.pdf.tables import boxed, fact_table
from exports.pdf.text import (
    SMALL,
    SMALL_BOLD,
    SMALL_ITALIC,
    one_line,
    or_dash,
    paragraph,
)

_LONGEST_DESCRIPTION: Final = 260
_LONGEST_SUBJECT: Final = 140
# The fields that stand in a place or under words of their own.
_SAID: Final = frozenset(
    {
        *("received_at", "name", "nik", "address", "district", "village", "phone", "is_secret"),
        *("subject", "description", "place", "box_location", "receiving_officer"),
    }
)


def write_receipt(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the receipt of a complaint, in both halves of one sheet.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    said = imprint(settings, f"Tanda terima pengaduan {detail.number}", detail.standing)
    write_halves(path, settings.office, partial(_content, detail, settings), said)


def _content(detail: ComplaintDetail, settings: Settings, width: float) -> list[Flowable]:
    return [
        *headed(
            "TANDA TERIMA PENGADUAN",
            partial(_fact_table, detail, settings.office),
            detail,
            settings.office,
            width,
        ),
        Spacer(0, 4),
        boxed(_promise(detail, settings), width, palette.WASH),
        _signed(detail, width),
    ]


def _fact_table(detail: ComplaintDetail, office: OfficeIdentity, width: float) -> list[Flowable]:
    return [fact_table(_facts(detail, office), width, label_width=30 * mm)]


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
        *other_facts(detail, Paper.RECEIPT, _SAID),
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
    officer = " ".join(receiving_officer(detail).split()) or DOTS
    reporter = " ".join(detail.name.split()) or DOTS
    return signatures(
        [
            SignatureText(above=("Pengadu,",), name=reporter, below=()),
            SignatureText(above=("Petugas penerima,",), name=officer, below=()),
        ],
        width,
        room=11 * mm,
    )
