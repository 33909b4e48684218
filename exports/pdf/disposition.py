"""The disposition sheet (*lembar disposisi*) that goes to a team with the complaint."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, PageBreak, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date, moment, weekday_date
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import CHANNEL_LABELS, COMMON, KIND_LABELS
from app.rules.fields import HIDDEN, is_withheld
from app.rules.papers import Paper
from exports import palette
from exports.complaint_text import full_address, masked_nik, other_facts
from exports.office_text import DOTS, SHORT_DOTS, SignatureText, limit_words, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signatures
from exports.pdf.tables import fact_table
from exports.pdf.text import BODY, HEADING, NUMBER, TITLE, colour, or_dash, paragraph, paragraphs

_LINES_TO_WRITE_ON = 4
# The fields that stand in a place or under words of their own.
_SAID: Final = frozenset(
    {
        *("received_at", "name", "nik", "address", "district", "village", "phone", "is_secret"),
        *("kind", "service", "category", "subject", "description", "expectation"),
    }
)
_REPORTER: Final = {"name": "Nama pengadu", "address": "Alamat", "phone": "Telepon/WhatsApp"}


def write_disposition(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the sheet a team gets; it does not say who complained when that is secret.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    write_dispositions((detail,), settings, path)


def write_dispositions(details: Sequence[ComplaintDetail], settings: Settings, path: Path) -> None:
    """Write the sheets of several complaints, at least one, each beginning on a page of its own.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    page = portrait(settings.office)
    story: list[Flowable] = []
    for detail in details:
        story += [*([PageBreak()] if story else []), *_sheet(detail, settings, page.width)]
    first = details[0]
    title = f"Lembar disposisi {first.number}"
    if len(details) > 1:
        title = f"{len(details)} lembar disposisi"
    write_pdf(path, story, (page,), imprint(settings, title, first.standing))


def _sheet(detail: ComplaintDetail, settings: Settings, width: float) -> list[Flowable]:
    received_by = SignatureText(
        above=(f"Diterima tim, {SHORT_DOTS}",), name=DOTS, below=(f"NIP. {DOTS}",)
    )
    signed = signature_text(settings.manager, settings.office.city, detail.distributed_on)
    return [
        Letterhead(settings.office),
        Spacer(0, 4 * mm),
        paragraph("LEMBAR DISPOSISI PENGADUAN", TITLE),
        paragraph(detail.number, NUMBER),
        paragraph("Diteruskan kepada", HEADING),
        fact_table(_orders(detail, settings), width, style=BODY),
        paragraph("Pengaduan", HEADING),
        fact_table(_facts(detail), width),
        paragraph("Uraian", HEADING),
        *paragraphs(or_dash(detail.description), BODY),
        paragraph("Harapan pengadu", HEADING),
        *paragraphs(or_dash(detail.expectation), BODY),
        KeepTogether(
            [
                paragraph("Tanggapan tim penjawab", HEADING),
                *_lines(),
                signatures([received_by, signed], width),
            ]
        ),
    ]


def _orders(detail: ComplaintDetail, settings: Settings) -> list[tuple[str, str]]:
    limit = limit_words(settings.limits.settle)
    due = f"{weekday_date(detail.settle_by)} ({limit})" if detail.settle_by else DOTS
    return [
        ("Tim penjawab", detail.team.strip() or DOTS),
        *([("Ditujukan kepada", detail.assignee)] if detail.assignee else []),
        ("Tanggal disposisi", long_date(detail.distributed_on) if detail.distributed_on else DOTS),
        ("Batas waktu jawaban", due),
        ("Instruksi", detail.distribution_note.strip() or DOTS),
    ]


def _facts(detail: ComplaintDetail) -> list[tuple[str, str]]:
    return [
        ("Diterima", f"{moment(detail.received_at)}, {CHANNEL_LABELS[detail.channel]}"),
        *_reporter(detail),
        ("Jenis", KIND_LABELS[detail.kind]),
        ("Layanan", or_dash(detail.service)),
        ("Kategori", or_dash(detail.category)),
        ("Objek pengaduan", or_dash(detail.subject)),
        *other_facts(detail, Paper.DISPOSITION, _SAID),
        # Names of files may tell who sent them: the number is enough to ask for them.
        ("Lampiran", f"{len(detail.attachments)} berkas" if detail.attachments else "tidak ada"),
    ]


def _reporter(detail: ComplaintDetail) -> list[tuple[str, str]]:
    withheld = {n for n in _REPORTER if is_withheld(COMMON[n], is_secret=detail.is_secret)}
    if withheld:
        return [(_REPORTER[name], HIDDEN) for name in _REPORTER if name in withheld]
    nik = masked_nik(detail)
    return [
        ("Nama pengadu", or_dash(detail.name)),
        *([("NIK", nik)] if nik else []),
        ("Alamat", or_dash(full_address(detail))),
        ("Telepon/WhatsApp", or_dash(detail.phone)),
    ]


def _lines() -> list[Flowable]:
    return [
        HRFlowable(width="100%", thickness=0.5, color=colour(palette.MUTED), spaceBefore=7 * mm)
        for _ in range(_LINES_TO_WRITE_ON)
    ]
