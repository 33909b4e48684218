"""The *nota dinas* with which a recap goes to the Kepala Dinas: a paper of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date
from app.reading.recap.values import InternalRecap
from exports import palette
from exports.office_text import DOTS, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import PageKind, imprint, portrait, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import fact_table
from exports.pdf.text import BODY, LETTER, SMALL, TITLE, colour, paragraph, paragraphs
from exports.recap_words import NIL, late_sentence, named_period, summary


def write_memo_pdf(
    recap: InternalRecap, settings: Settings, path: Path, *, signed_on: date | None = None
) -> None:
    """Write the nota dinas; what the office wrote of the month stands in it as it wrote it.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = portrait(settings.office)
    said = imprint(settings, f"Nota dinas rekapitulasi {recap.month.label}", recap.standing)
    write_pdf(path, list(_story(recap, settings, page, signed_on)), (page,), said)


def _story(
    recap: InternalRecap, settings: Settings, page: PageKind, signed_on: date | None
) -> Iterator[Flowable]:
    words = recap.words
    yield Letterhead(settings.office)
    yield Spacer(0, 6 * mm)
    yield paragraph("NOTA DINAS", TITLE)
    yield Spacer(0, 5 * mm)
    facts = (
        ("Yth.", settings.head.position.strip() or DOTS),
        ("Dari", settings.manager.position.strip() or DOTS),
        ("Tanggal", long_date(signed_on) if signed_on else DOTS),
        ("Nomor", words.memo_number or DOTS),
        ("Sifat", "Terbatas"),
        ("Lampiran", "1 (satu) berkas"),
        ("Hal", f"Rekapitulasi pengaduan masyarakat {named_period(recap)}"),
    )
    yield fact_table(facts, page.width, label_width=24 * mm, style=BODY)
    yield HRFlowable(width="100%", color=colour(palette.INK), thickness=0.7, spaceBefore=6)
    yield Spacer(0, 5 * mm)
    yield from _body(recap, settings)
    # The date stands above; a second one here could only contradict it.
    block = signature_text(settings.manager, settings.office.city, signed_on)
    yield KeepTogether([signature(replace(block, above=block.above[1:]), page.width)])
    copies = [line.strip() for line in words.memo_copies.splitlines() if line.strip()]
    if copies:
        numbered = [f"{number}. {line}" for number, line in enumerate(copies, start=1)]
        yield Spacer(0, 6 * mm)
        yield KeepTogether([paragraph(line, SMALL) for line in ("Tembusan:", *numbered)])


def _body(recap: InternalRecap, settings: Settings) -> Iterator[Flowable]:
    if recap.words.memo_body:
        yield from paragraphs(recap.words.memo_body, LETTER)
        return
    yield paragraph(
        "Dengan hormat, bersama ini disampaikan rekapitulasi pengaduan masyarakat "
        f"{named_period(recap)} sebagaimana terlampir.",
        LETTER,
    )
    said = summary(recap, settings.limits)
    yield paragraph(f"{NIL}. {said}" if recap.is_nil else said, LETTER)
    yield paragraph(late_sentence(recap), LETTER)
    for text in (recap.words.conclusion, recap.words.advice):
        if text:
            yield from paragraphs(text, LETTER)
    yield paragraph("Demikian disampaikan. Mohon arahan lebih lanjut.", LETTER)
