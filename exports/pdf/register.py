"""The printed register (*buku register*), landscape, as the procedure lays it out."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, Paragraph, Spacer

from app.book.journal import Standing
from app.book.settings import Settings
from app.ground.formatting import moment, short_date, thousands
from app.reading.recap.values import RegisterLine
from exports.office_text import signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import PageKind, imprint, landscape, landscape_width, write_pdf
from exports.pdf.signature import signature
from exports.pdf.tables import ListColumn, list_head, long_list
from exports.pdf.text import BODY_CENTRED, FINE, FINE_HEAD, FINE_RIGHT, NOTE, TITLE, paragraph

COLUMNS: Final = (
    ListColumn("No.", 10, FINE_RIGHT),
    ListColumn("Nomor", 32, FINE),
    ListColumn("Tanggal/jam terima", 21, FINE),
    ListColumn("Kanal", 25, FINE),
    ListColumn("Nama pengadu", 21, FINE, 100),
    ListColumn("Alamat", 24, FINE, 200),
    ListColumn("Telepon/WA", 25, FINE, 60),
    ListColumn("Layanan", 19, FINE),
    ListColumn("Uraian", 35, FINE, 450),
    ListColumn("Kelengkapan", 23, FINE),
    ListColumn("Tim / tgl distribusi", 21, FINE),
    ListColumn("Tanggapan/tindak lanjut", 28, FINE, 300),
    ListColumn("Tgl selesai", 21, FINE),
    ListColumn("Lama (HK)", 11, FINE_RIGHT),
    ListColumn("Keterangan", 23, FINE, 160),
    ListColumn("Paraf", 11, FINE),
)
_LAST: Final = 2
_SHORTENED: Final = "Uraian dan tanggapan yang panjang disingkat; lengkapnya ada di buku."


def write_register_pdf(
    lines: Sequence[RegisterLine], title: str, settings: Settings, path: Path, stood: Standing
) -> None:
    """Write the register of *lines*; *title* says which part of the book it is.

    *stood* is where its journal stood when the lines were read.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office
    width = landscape_width(office)
    first = landscape(
        office, "first", (Letterhead(office), Spacer(0, 8), *register_head(title, width))
    )
    kinds = (first, register_pages(settings, "list", title))
    signed = signature(signature_text(settings.manager, office.city, None), width)
    story = [NextPageTemplate("list"), *register_story(lines, width, signed)]
    write_pdf(path, story, kinds, imprint(settings, f"Buku register pengaduan: {title}", stood))


def register_pages(settings: Settings, name: str, title: str) -> PageKind:
    """Return the pages of a register: its title and the head of the list on each."""
    width = landscape_width(settings.office)
    return landscape(settings.office, name, tuple(register_head(title, width)))


def register_story(
    lines: Sequence[RegisterLine], width: float, *closing: Flowable
) -> Iterator[Flowable]:
    """Yield the lines of a register, or the words that there are none, and then *closing*."""
    if not lines:
        yield Spacer(0, 14)
        yield paragraph("NIHIL: tidak ada pengaduan yang tercatat.", BODY_CENTRED)
        yield from closing
        return
    rows = (register_row(position, line) for position, line in enumerate(lines, 1))
    # Nobody signs a page without a line of the register on it.
    yield from long_list(COLUMNS, islice(rows, max(0, len(lines) - _LAST)), width)
    last = long_list(COLUMNS, rows, width)
    yield KeepTogether([*last, Spacer(0, 5), _note(len(lines)), *closing])


def register_head(title: str, width: float) -> list[Flowable]:
    """Return what stands above the lines on every page."""
    return [
        paragraph("BUKU REGISTER PENGADUAN", TITLE),
        paragraph(title, BODY_CENTRED),
        Spacer(0, 7),
        list_head(COLUMNS, FINE_HEAD, width),
    ]


def _note(count: int) -> Paragraph:
    return paragraph(f"Jumlah: {thousands(count)} pengaduan. {_SHORTENED}", NOTE)


def register_row(position: int, line: RegisterLine) -> tuple[str, ...]:
    """Return the cells of a line, as many as ``COLUMNS``."""
    distributed = short_date(line.distributed_on) if line.distributed_on else ""
    subject = f"{line.subject.strip()}: " if line.subject.strip() else ""
    return (
        str(position),
        line.number,
        moment(line.received_at),
        line.channel,
        line.name,
        line.address,
        line.phone,
        line.service,
        f"{subject}{line.description}",
        line.completeness,
        f"{line.team} {distributed}",
        line.response,
        short_date(line.closed_on) if line.closed_on else "",
        "" if line.working_days is None else str(line.working_days),
        line.remark,
        "",
    )
