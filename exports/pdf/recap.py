"""The monthly recap on paper: nota dinas, figures, tables, late complaints, list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from app.channels import CHANNEL_LABELS
from app.formatting import long_date, short_date
from app.reading.recap_values import InternalRecap, LateLine, NumberTable, PublicRecap, TableKey
from app.settings import Settings, Signatory
from exports import palette
from exports.office_text import DOTS, signature_text
from exports.pdf.charts import BarChart, CardRow, ShareChart
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import PageKind, imprint, landscape_width, portrait, write_pdf
from exports.pdf.register import register_pages, register_story
from exports.pdf.signature import signature
from exports.pdf.tables import (
    ListColumn,
    boxed,
    fact_table,
    number_table,
    ruled_list,
    side_by_side,
)
from exports.pdf.text import (
    BODY,
    BODY_JUSTIFIED,
    CELL,
    CELL_RIGHT,
    HEADING,
    LETTER,
    NIL_TEXT,
    NOTE,
    TITLE,
    TITLE_UNDER,
    colour,
    paragraph,
)
from exports.recap_words import (
    NIL,
    Recap,
    bars,
    cards,
    late_sentence,
    notes,
    period,
    summary,
    timeliness,
)
from exports.recap_words import TITLE as RECAP_TITLE

# A table of this many rows fits a page together with its heading.
_KEPT_TOGETHER: Final = 30

_LATE_COLUMNS: Final = (
    ListColumn("No.", 8, CELL_RIGHT),
    ListColumn("Nomor", 24, CELL),
    ListColumn("Objek", 36, CELL, 140),
    ListColumn("Saluran", 21, CELL),
    ListColumn("Tim penjawab", 25, CELL),
    ListColumn("Batas waktu", 19, CELL),
    ListColumn("Selesai", 19, CELL),
    ListColumn("Terlambat (HK)", 18, CELL_RIGHT),
    ListColumn("Alasan", 40, CELL, 600),
)


def write_recap_pdf(recap: Recap, settings: Settings, path: Path) -> None:
    """Write the recap; the internal edition has a nota dinas before it and the list behind it.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    match recap:
        case InternalRecap():
            _write_internal(recap, settings, path)
        case PublicRecap():
            _write_public(recap, settings, path)


def _write_internal(recap: InternalRecap, settings: Settings, path: Path) -> None:
    office = settings.office
    page = portrait(office)
    story = [
        *_memo(recap, settings, page),
        PageBreak(),
        *_recap(recap, settings, page, edition="Edisi internal"),
        *_late(recap, page),
        *_closing(recap, settings, settings.manager, page),
        NextPageTemplate("list"),
        PageBreak(),
        *register_story(recap.lines, landscape_width(office)),
    ]
    listed = register_pages(settings, "list", f"Pengaduan yang diterima {period(recap)}")
    said = imprint(office, f"{RECAP_TITLE.title()} {recap.month.label}", recap.fingerprint)
    write_pdf(path, story, (page, listed), said)


def _write_public(recap: PublicRecap, settings: Settings, path: Path) -> None:
    page = portrait(settings.office)
    story = [
        *_recap(recap, settings, page, edition="Edisi publik"),
        *_closing(recap, settings, settings.head, page),
    ]
    said = imprint(settings.office, f"{RECAP_TITLE.title()} {recap.month.label}")
    write_pdf(path, story, (page,), said)


def _memo(recap: InternalRecap, settings: Settings, page: PageKind) -> Iterator[Flowable]:
    subject = f"Rekapitulasi pengaduan masyarakat bulan {period(recap)}"
    yield Letterhead(settings.office)
    yield Spacer(0, 6 * mm)
    yield paragraph("NOTA DINAS", TITLE)
    yield Spacer(0, 5 * mm)
    facts = (
        ("Yth.", settings.head.position.strip() or DOTS),
        ("Dari", settings.manager.position.strip() or DOTS),
        ("Tanggal", long_date(recap.as_of)),
        ("Nomor", DOTS),
        ("Sifat", "Terbatas"),
        ("Lampiran", "1 (satu) berkas"),
        ("Hal", subject),
    )
    plain = [(label, paragraph(text, BODY)) for label, text in facts]
    yield fact_table(plain, page.width, label_width=24 * mm)
    yield HRFlowable(width="100%", color=colour(palette.INK), thickness=0.7, spaceBefore=6)
    yield Spacer(0, 5 * mm)
    yield paragraph(
        "Dengan hormat, bersama ini disampaikan rekapitulasi pengaduan masyarakat bulan "
        f"{period(recap)} sebagaimana terlampir.",
        LETTER,
    )
    if recap.is_nil:
        yield _nil(page)
        yield Spacer(0, 4 * mm)
    yield paragraph(summary(recap, settings.limits), LETTER)
    yield paragraph(late_sentence(recap), LETTER)
    yield paragraph("Demikian disampaikan. Mohon arahan lebih lanjut.", LETTER)
    signed = signature_text(settings.manager, settings.office.city, recap.as_of)
    yield signature(signed, page.width)


def _recap(recap: Recap, settings: Settings, page: PageKind, *, edition: str) -> Iterator[Flowable]:
    yield Letterhead(settings.office)
    yield Spacer(0, 6 * mm)
    yield paragraph(RECAP_TITLE, TITLE)
    yield paragraph(f"{period(recap)}  ·  {edition}", TITLE_UNDER)
    yield Spacer(0, 5 * mm)
    if recap.is_nil:
        yield _nil(page)
        yield Spacer(0, 4 * mm)
    yield CardRow(cards(recap.figures))
    yield Spacer(0, 4 * mm)
    yield paragraph(summary(recap, settings.limits), BODY_JUSTIFIED)
    shown = [found for found in recap.tables if found.rows]
    yield from (_table(found, page) for found in shown if found.key is TableKey.FLOW)
    yield from _charts(recap, settings, page)
    yield from (_table(found, page) for found in shown if found.key is not TableKey.FLOW)


def _charts(recap: Recap, settings: Settings, page: PageKind) -> Iterator[Flowable]:
    channels, services = bars(recap, TableKey.FLOW), bars(recap, TableKey.SERVICE)
    if channels:
        left: list[Flowable] = [paragraph("Masuk menurut saluran", HEADING), BarChart(channels)]
        right: list[Flowable] = []
        if services:
            right = [paragraph("Masuk menurut layanan", HEADING), BarChart(services)]
        yield Spacer(0, 3 * mm)
        yield side_by_side(left, right, page.width)
    shares = [share for share in timeliness(recap.figures, settings.limits) if share.whole]
    if shares:
        yield KeepTogether([paragraph("Ketepatan waktu", HEADING), ShareChart(shares)])


def _table(found: NumberTable, page: PageKind) -> Flowable:
    parts: list[Flowable] = [paragraph(found.title, HEADING), number_table(found, page.width)]
    # What cannot be kept together reportlab splits between rows, under a repeated head.
    return KeepTogether(parts, maxHeight=page.height if len(found.rows) <= _KEPT_TOGETHER else 0)


def _late(recap: InternalRecap, page: PageKind) -> Iterator[Flowable]:
    yield paragraph("Pengaduan terlambat dan alasannya", HEADING)
    if not recap.late:
        yield paragraph(late_sentence(recap), BODY)
        return
    rows = (_late_row(position, line) for position, line in enumerate(recap.late, start=1))
    yield ruled_list(_LATE_COLUMNS, rows, page.width)


def _late_row(position: int, line: LateLine) -> tuple[str, ...]:
    return (
        str(position),
        line.number,
        line.subject,
        CHANNEL_LABELS[line.channel],
        line.team,
        short_date(line.due_on),
        short_date(line.closed_on) if line.closed_on else "belum selesai",
        str(line.days_late),
        line.reason,
    )


def _closing(
    recap: Recap, settings: Settings, signatory: Signatory, page: PageKind
) -> Iterator[Flowable]:
    yield Spacer(0, 4 * mm)
    yield from (paragraph(note, NOTE) for note in notes(recap, settings.limits))
    yield paragraph(f"Dasar: {settings.office.legal_basis.strip() or DOTS}.", NOTE)
    signed = signature_text(signatory, settings.office.city, recap.as_of)
    yield signature(signed, page.width)


def _nil(page: PageKind) -> Flowable:
    return boxed([paragraph(NIL, NIL_TEXT)], page.width, palette.WASH)
