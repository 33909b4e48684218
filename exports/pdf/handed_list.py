"""The list of what a team received on one day, to be signed for (*daftar distribusi*)."""

from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date, moment, short_date, weekday_date
from app.reading.handed import HandedDay, HandedLine, HandedList
from exports.office_text import DOTS, SHORT_DOTS, SignatureText, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, landscape, write_pdf
from exports.pdf.signature import signatures
from exports.pdf.tables import ListColumn, ruled_list
from exports.pdf.text import BODY_CENTRED, CELL, CELL_RIGHT, TITLE, or_dash, paragraph

_COLUMNS: Final = (
    ListColumn("No.", 9, CELL_RIGHT),
    ListColumn("Nomor", 32, CELL),
    ListColumn("Diterima", 26, CELL),
    ListColumn("Layanan", 30, CELL),
    ListColumn("Objek pengaduan", 60, CELL, 180),
    ListColumn("Ditujukan kepada", 32, CELL),
    ListColumn("Instruksi", 38, CELL, 160),
    ListColumn("Batas waktu", 22, CELL),
    ListColumn("Tanda tangan", 34, CELL),
)
# Enough to sign in.
_ROOM: Final = 9


def write_handed_lists(handed: HandedDay, settings: Settings, path: Path) -> None:
    """Write one list for each team of *handed*, at least one, each on pages of its own.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = landscape(settings.office, "list")
    story: list[Flowable] = []
    for each in handed.lists:
        story += [*([PageBreak()] if story else []), *_list(each, settings, page.width)]
    title = f"Daftar distribusi {long_date(handed.day)}"
    write_pdf(path, story, (page,), imprint(settings, title, handed.standing))


def _list(handed: HandedList, settings: Settings, width: float) -> list[Flowable]:
    received_by = SignatureText(
        above=(f"Diterima, {SHORT_DOTS}", f"{handed.team},"), name=DOTS, below=(f"NIP. {DOTS}",)
    )
    signed = signature_text(settings.manager, settings.office.city, handed.day)
    rows = (_row(number, line) for number, line in enumerate(handed.lines, start=1))
    return [
        Letterhead(settings.office),
        Spacer(0, 4 * mm),
        paragraph("DAFTAR DISTRIBUSI PENGADUAN", TITLE),
        paragraph(f"{handed.team}, {weekday_date(handed.day)}", BODY_CENTRED),
        Spacer(0, 3 * mm),
        ruled_list(_COLUMNS, rows, width, room=_ROOM),
        KeepTogether([signatures([received_by, signed], width)]),
    ]


def _row(number: int, line: HandedLine) -> tuple[str, ...]:
    return (
        str(number),
        line.number,
        moment(line.received_at),
        or_dash(line.service),
        or_dash(line.subject),
        line.assignee,
        line.note,
        short_date(line.settle_by) if line.settle_by else "",
        "",
    )
