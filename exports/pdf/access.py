"""Who has seen and who has changed a complaint (*siapa melihat, siapa mengubah*), for its subject.

Source: UU 27/2022, articles 5 and 7: whoever data are about may know what was done with them.
"""

from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.settings import Settings
from app.ground.formatting import moment
from app.reading.complaint.values import ComplaintDetail, TimelineEntry
from exports.complaint_text import received
from exports.office_text import signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import ListColumn, fact_table, ruled_list
from exports.pdf.text import BODY, CELL, HEADING, NOTE, NUMBER, TITLE, paragraph

_COLUMNS: Final = (
    ListColumn("No.", 9, CELL),
    ListColumn("Waktu", 32, CELL),
    ListColumn("Petugas", 50, CELL, 100),
    ListColumn("Yang dilakukan", 79, CELL, 600),
)
_NONE: Final = "Belum ada."
_WHAT_IS_LISTED: Final = (
    "Yang tercatat sebagai dilihat ialah identitas yang dirahasiakan, NIK lengkap, lampiran "
    "pengaduan rahasia, dan ekspor data lengkap. Membuka pengaduan untuk dilayani tidak dicatat "
    "satu per satu. Pengaduan dan identitas pengadu tidak ditulis pada lembar ini."
)


def write_access(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write who saw what is withheld of a complaint, and who took its steps; it names nobody else.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office
    page = portrait(office)
    looks = [entry for entry in detail.timeline if entry.is_look]
    changes = [entry for entry in detail.timeline if not entry.is_look]
    facts = [("Diterima", received(detail, office))]
    story: list[Flowable] = [
        Letterhead(office),
        Spacer(0, 4 * mm),
        paragraph("SIAPA MELIHAT, SIAPA MENGUBAH", TITLE),
        paragraph(detail.number, NUMBER),
        fact_table(facts, page.width, style=BODY),
        paragraph("Yang melihat", HEADING),
        _table(looks, page.width),
        paragraph("Yang mengubah", HEADING),
        _table(changes, page.width),
        KeepTogether(
            [
                Spacer(0, 4 * mm),
                paragraph(_WHAT_IS_LISTED, NOTE),
                signature(signature_text(settings.manager, office.city, None), page.width),
            ]
        ),
    ]
    said = imprint(settings, f"Siapa melihat, siapa mengubah {detail.number}", detail.standing)
    write_pdf(path, story, (page,), said)


def _table(entries: list[TimelineEntry], width: float) -> Flowable:
    if not entries:
        return paragraph(_NONE, BODY)
    rows = [
        (str(place), moment(entry.at), entry.who, _done(entry))
        for place, entry in enumerate(entries, 1)
    ]
    return ruled_list(_COLUMNS, rows, width)


def _done(entry: TimelineEntry) -> str:
    """Return what was done; of a change only which fields, what stood in them stays in the book."""
    more = entry.remark if entry.is_look else ", ".join(entry.fields)
    return f"{entry.title}. {more}" if more else entry.title
