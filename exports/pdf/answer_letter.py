"""The letter that answers a complaint (*surat jawaban*)."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.settings import Settings
from app.ground.formatting import long_date
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import channel_in_sentence
from app.rules.papers import Paper
from exports.complaint_text import full_address, named_on
from exports.office_text import DOTS, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import fact_table
from exports.pdf.text import BODY, LETTER, one_line, paragraph


def write_answer_letter(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the answer as a letter of the office to the complainant.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office
    page = portrait(office)
    signed = signature_text(settings.head, office.city, detail.approved_on or detail.answered_on)
    facts = (
        ("Nomor", DOTS),
        ("Sifat", "Rahasia" if detail.is_secret else "Biasa"),
        ("Lampiran", "\N{EN DASH}"),
        ("Hal", f"Jawaban atas pengaduan nomor {detail.number}"),
    )
    story: list[Flowable] = [
        Letterhead(office),
        Spacer(0, 7 * mm),
        fact_table(facts, page.width, label_width=24 * mm, style=BODY),
        Spacer(0, 6 * mm),
        paragraph(f"Yth. {named_on(Paper.ANSWER_LETTER, detail) or 'Pengadu'}", BODY),
        *(paragraph(line, BODY) for line in _address(detail)),
        Spacer(0, 7 * mm),
        paragraph("Dengan hormat,", LETTER),
        paragraph(_opening(detail), LETTER),
        *(paragraph(part, LETTER) for part in _answer(detail)),
        KeepTogether(
            [
                paragraph(
                    "Demikian jawaban ini kami sampaikan. Terima kasih atas pengaduan Anda, yang "
                    "membantu kami memperbaiki pelayanan.",
                    LETTER,
                ),
                signature(signed, page.width),
            ]
        ),
    ]
    said = imprint(settings, f"Jawaban pengaduan {detail.number}", detail.standing)
    write_pdf(path, story, (page,), said)


def _address(detail: ComplaintDetail) -> tuple[str, ...]:
    address = full_address(detail)
    return ("di", address) if address else ("di tempat",)


def _opening(detail: ComplaintDetail) -> str:
    subject = one_line(detail.subject, 300)
    about = f" mengenai “{subject}”" if subject else ""
    return (
        f"Menanggapi pengaduan Anda{about} yang kami terima pada {long_date(detail.received_at)} "
        f"melalui {channel_in_sentence(detail.channel)}, dengan ini kami sampaikan hal berikut."
    )


def _answer(detail: ComplaintDetail) -> list[str]:
    """Return the paragraphs of the answer, or lines to write it on."""
    parts = [part.strip() for part in detail.answer.splitlines()]
    return [part for part in parts if part] or ["…" * 44] * 4
