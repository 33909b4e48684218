"""The minutes of opening a complaint box (*berita acara pembukaan kotak pengaduan*)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.journal import Standing
from app.book.settings import OfficeIdentity, Settings
from app.ground.formatting import clock_time, long_date
from app.reading.complaint.values import BoxOpeningInfo
from exports.number_words import counted, day_in_words
from exports.office_text import DOTS, SHORT_DOTS, SignatureText, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signature, signatures
from exports.pdf.tables import ListColumn, ruled_list
from exports.pdf.text import CELL, LETTER, TITLE, TITLE_UNDER, Struck, one_line, or_dash, paragraph

_COLUMNS = (
    ListColumn("No.", 10, CELL),
    ListColumn("Nomor pengaduan", 45, CELL),
    ListColumn("Objek pengaduan", 115, CELL, 300),
)
_LONGEST_REASON: Final = 300
_CLOSING: Final = (
    "Demikian berita acara ini dibuat dengan sebenarnya, ditandatangani bersama para saksi, untuk "
    "dipergunakan sebagaimana mestinya."
)


def write_box_opening(
    opening: BoxOpeningInfo,
    letters: Sequence[tuple[str, str]],
    settings: Settings,
    path: Path,
    stood: Standing,
) -> None:
    """Write the minutes; *letters* are number and subject of what was recorded, perhaps none.

    *stood* is where the journal stood when they were read.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office
    page = portrait(office)
    signed = signature_text(settings.manager, office.city, opening.opened_at.date())
    rows = [(str(i), number, or_dash(subject)) for i, (number, subject) in enumerate(letters, 1)]
    said = Struck if opening.voided_at is not None else str
    story: list[Flowable] = [
        Letterhead(office),
        Spacer(0, 7 * mm),
        paragraph("BERITA ACARA PEMBUKAAN KOTAK PENGADUAN", TITLE),
        paragraph(f"Nomor: {DOTS}", TITLE_UNDER),
        *_void(opening),
        Spacer(0, 6 * mm),
        paragraph(said(_opening(opening, office)), LETTER),
        paragraph(said(_found(opening, len(letters))), LETTER),
        *([ruled_list(_COLUMNS, rows, page.width), Spacer(0, 4 * mm)] if rows else []),
        KeepTogether(
            [
                paragraph(said(_CLOSING), LETTER),
                signature(signed, page.width),
                signatures(
                    [_witness(1, opening.witness_1), _witness(2, opening.witness_2)], page.width
                ),
            ]
        ),
    ]
    write_pdf(
        path, story, (page,), imprint(settings, "Berita acara pembukaan kotak pengaduan", stood)
    )


def _opening(opening: BoxOpeningInfo, office: OfficeIdentity) -> str:
    place = opening.box_location.strip() or DOTS
    first, second = (name.strip() or DOTS for name in (opening.witness_1, opening.witness_2))
    return (
        f"Pada hari ini, {day_in_words(opening.opened_at)}, pukul {clock_time(opening.opened_at)} "
        f"{office.zone}, telah dibuka kotak pengaduan yang berada di {place}, disaksikan oleh "
        f"{first} dan {second}."
    )


def _void(opening: BoxOpeningInfo) -> list[Flowable]:
    """Return what is said above minutes that do not hold any more."""
    if opening.voided_at is None:
        return []
    reason = one_line(opening.void_reason, _LONGEST_REASON).rstrip(".")
    sentence = f"Dibatalkan pada {long_date(opening.voided_at)}. Alasan: {reason}."
    return [Spacer(0, 3 * mm), paragraph("BATAL", TITLE), paragraph(sentence, TITLE_UNDER)]


def _found(opening: BoxOpeningInfo, recorded: int) -> str:
    count = opening.letter_count
    if count is None:
        found = f"Jumlah surat pengaduan di dalam kotak: {SHORT_DOTS} surat."
    elif count == 0:
        found = "Di dalam kotak tidak terdapat surat pengaduan (NIHIL), 0 (nol) surat."
    else:
        found = f"Di dalam kotak terdapat {counted(count, 'surat pengaduan')}."
    if recorded:
        found = f"{found} Yang dicatat dalam buku pengaduan: {counted(recorded, 'pengaduan')}."
    missing = (count or 0) - recorded
    if missing > 0 and opening.missing_reason:
        reason = one_line(opening.missing_reason, _LONGEST_REASON).rstrip(".")
        found = f"{found} Tidak dicatat: {counted(missing, 'surat')}, karena: {reason}."
    return found


def _witness(position: int, name: str) -> SignatureText:
    return SignatureText(
        above=(f"Saksi {position},",), name=" ".join(name.split()) or DOTS, below=()
    )
