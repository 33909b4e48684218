"""The monthly recap on paper: figures, tables, late complaints, list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from app.book.settings import Settings, Signatory
from app.ground.formatting import short_date
from app.reading.recap.month_words import MonthWords
from app.reading.recap.values import InternalRecap, LateLine, NumberTable, PublicRecap, TableKey
from app.rules.channels import CHANNEL_LABELS
from exports import palette
from exports.correction_words import CORRECTIONS, carried_sentence
from exports.office_text import DOTS, SignatureText, signature_text
from exports.pdf.charts import BarChart, CardRow, ShareChart
from exports.pdf.corrections import corrections_list
from exports.pdf.letterhead import Letterhead
from exports.pdf.outlook import open_story, outlook_story
from exports.pdf.page import PageKind, imprint, landscape_width, portrait, write_pdf
from exports.pdf.register import register_pages, register_story
from exports.pdf.signature import signature
from exports.pdf.tables import (
    ListColumn,
    boxed,
    half_width,
    number_table,
    ruled_list,
    side_by_side,
)
from exports.pdf.text import (
    BODY,
    BODY_JUSTIFIED,
    CELL,
    HEADING,
    NIL_TEXT,
    NOTE,
    TITLE,
    TITLE_UNDER,
    paragraph,
    paragraphs,
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

# A table of this many rows fits a page with its heading, so that it may stand beside another.
_KEPT_TOGETHER: Final = 30

_LATE_COLUMNS: Final = (
    ListColumn("No.", 9, CELL),
    ListColumn("Nomor", 26, CELL),
    ListColumn("Objek dan saluran", 33, CELL, 160),
    ListColumn("Tim", 20, CELL),
    ListColumn("Batas waktu", 18.5, CELL),
    ListColumn("Selesai", 18.5, CELL),
    ListColumn("Terlambat (HK)", 17.5, CELL),
    ListColumn("Alasan", 33, CELL, 600),
)


def write_recap_pdf(
    recap: Recap, settings: Settings, path: Path, *, signed_on: date | None = None
) -> None:
    """Write the recap; the internal edition has the list behind it.

    Args:
        recap: either edition.
        settings: letterhead, signatories, limits and paper.
        path: where to; an older file there is replaced.
        signed_on: the date at the signature; without it dots, to fill in by hand.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    match recap:
        case InternalRecap():
            _write_internal(recap, settings, path, signed_on)
        case PublicRecap():
            _write_public(recap, settings, path, signed_on)


def _write_internal(
    recap: InternalRecap, settings: Settings, path: Path, signed_on: date | None
) -> None:
    office = settings.office
    page = portrait(office)
    story = [
        *_recap(recap, settings, page, edition="Edisi internal"),
        *outlook_story(recap, page.width),
        *_late(recap, page),
        *_corrections(recap, page),
        *open_story(recap, page.width),
        *_words(recap.words),
        _closing(recap, settings, _signed(settings.manager, settings, signed_on), page),
        NextPageTemplate("list"),
        PageBreak(),
        *register_story(recap.lines, landscape_width(office)),
    ]
    listed = register_pages(settings, "list", f"Pengaduan yang diterima {period(recap)}")
    said = imprint(settings, f"{RECAP_TITLE.title()} {recap.month.label}", recap.standing)
    write_pdf(path, story, (page, listed), said)


def _write_public(
    recap: PublicRecap, settings: Settings, path: Path, signed_on: date | None
) -> None:
    page = portrait(settings.office)
    *before, last = _recap(recap, settings, page, edition="Edisi publik")
    closing = _closing(recap, settings, _signed(settings.head, settings, signed_on), page)
    # Where the signature needs a page of its own, numbers come along.
    story = [*before, KeepTogether([last, closing])]
    said = imprint(settings, f"{RECAP_TITLE.title()} {recap.month.label}")
    write_pdf(path, story, (page,), said)


def _recap(recap: Recap, settings: Settings, page: PageKind, *, edition: str) -> Iterator[Flowable]:
    yield Letterhead(settings.office)
    yield Spacer(0, 6 * mm)
    yield paragraph(RECAP_TITLE, TITLE)
    yield paragraph(f"{period(recap)}  ·  {edition}", TITLE_UNDER)
    yield Spacer(0, 5 * mm)
    if recap.is_nil:
        yield _nil(page)
        yield Spacer(0, 4 * mm)
    yield CardRow(cards(recap))
    yield Spacer(0, 4 * mm)
    yield paragraph(summary(recap, settings.limits), BODY_JUSTIFIED)
    shown = [found for found in recap.tables if found.rows]
    yield from (_table(found, page) for found in shown if found.key is TableKey.FLOW)
    yield from _charts(recap, settings, page)
    yield from _tables([found for found in shown if found.key is not TableKey.FLOW], page)


def _charts(recap: Recap, settings: Settings, page: PageKind) -> Iterator[Flowable]:
    channels, services = bars(recap, TableKey.FLOW), bars(recap, TableKey.SERVICE)
    if channels:
        left: list[Flowable] = [paragraph("Masuk menurut saluran", HEADING), BarChart(channels)]
        right: list[Flowable] = []
        if services:
            right = [paragraph("Masuk menurut layanan", HEADING), BarChart(services)]
        yield side_by_side(left, right, page.width)
    shares = [share for share in timeliness(recap.figures, settings.limits) if share.whole]
    if shares:
        yield KeepTogether([paragraph("Ketepatan waktu", HEADING), ShareChart(shares)])


def _tables(tables: list[NumberTable], page: PageKind) -> Iterator[Flowable]:
    """Yield the tables, narrow ones in pairs."""
    narrow: list[NumberTable] = []
    for found in tables:
        if len(found.columns) > 1 or len(found.rows) > _KEPT_TOGETHER:
            yield from _pairs(narrow, page)
            narrow = []
            yield _table(found, page)
        else:
            narrow.append(found)
    yield from _pairs(narrow, page)


def _pairs(tables: list[NumberTable], page: PageKind) -> Iterator[Flowable]:
    """Yield *tables* side by side; an odd last one goes under the shorter of the two before it."""
    half = half_width(page.width)
    pairs = [(tables[at : at + 1], tables[at + 1 : at + 2]) for at in range(0, len(tables), 2)]
    if len(tables) % 2 and len(pairs) > 1:
        alone, _ = pairs.pop()
        min(pairs[-1], key=lambda column: _height(column[0])).extend(alone)
    for left, right in pairs:
        yield side_by_side(_stacked(left, half), _stacked(right, half), page.width)


def _height(found: NumberTable) -> int:
    return len(found.rows) + (found.total is not None)


def _stacked(tables: list[NumberTable], width: float) -> list[Flowable]:
    return [part for found in tables for part in _titled(found, width)]


def _table(found: NumberTable, page: PageKind) -> Flowable:
    # What is too long for a page is split between rows, under a repeated head.
    return KeepTogether(_titled(found, page.width))


def _titled(found: NumberTable, width: float) -> list[Flowable]:
    return [paragraph(found.title, HEADING), number_table(found, width)]


def _late(recap: InternalRecap, page: PageKind) -> Iterator[Flowable]:
    yield paragraph("Pengaduan terlambat dan alasannya", HEADING)
    if not recap.late:
        yield paragraph(late_sentence(recap), BODY)
        return
    rows = (_late_row(position, line) for position, line in enumerate(recap.late, start=1))
    yield ruled_list(_LATE_COLUMNS, rows, page.width)


def _words(words: MonthWords) -> Iterator[Flowable]:
    """Yield what the office concludes and advises."""
    for title, text in (("Kesimpulan", words.conclusion), ("Saran", words.advice)):
        if text:
            first, *more = paragraphs(text, BODY_JUSTIFIED)
            yield KeepTogether([paragraph(title, HEADING), first])
            yield from more


def _corrections(recap: InternalRecap, page: PageKind) -> Iterator[Flowable]:
    """Yield what came to closed months, where anything did."""
    sentence = carried_sentence(recap.carried)
    if not (recap.corrections or sentence):
        return
    yield paragraph(CORRECTIONS, HEADING)
    if sentence:
        yield paragraph(sentence, BODY)
        yield Spacer(0, 2 * mm)
    if recap.corrections:
        yield corrections_list(recap.corrections, page.width)


def _late_row(position: int, line: LateLine) -> tuple[str, ...]:
    return (
        str(position),
        line.number,
        f"{line.subject.strip() or 'Tanpa objek'} ({CHANNEL_LABELS[line.channel]})",
        line.team,
        short_date(line.due_on),
        short_date(line.closed_on) if line.closed_on else "belum selesai",
        str(line.days_late),
        line.reason,
    )


def _closing(recap: Recap, settings: Settings, signed: SignatureText, page: PageKind) -> Flowable:
    """Return notes and signature together: nobody signs a page that says nothing else."""
    basis = f"Dasar: {settings.office.legal_basis.strip() or DOTS}."
    said = [paragraph(note, NOTE) for note in (*notes(recap, settings.limits), basis)]
    return KeepTogether([Spacer(0, 5 * mm), *said, signature(signed, page.width)])


def _signed(signatory: Signatory, settings: Settings, day: date | None) -> SignatureText:
    return signature_text(signatory, settings.office.city, day)


def _nil(page: PageKind) -> Flowable:
    return boxed([paragraph(NIL, NIL_TEXT)], page.width, palette.WASH)
