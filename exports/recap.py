"""Both editions of a month's recap, each as a workbook and on paper."""

from datetime import date
from pathlib import Path

from app.book.settings import Settings
from app.ground.names import safe_file_name
from app.reading.recap.values import InternalRecap, PublicRecap
from exports.pdf.recap import write_recap_pdf
from exports.xlsx.recap import write_recap_xlsx


def write_recap(
    internal: InternalRecap,
    public: PublicRecap,
    settings: Settings,
    folder: Path,
    *,
    signed_on: date | None = None,
) -> tuple[Path, ...]:
    """Write the four files into *folder* and return their paths: internal first, xlsx first.

    Args:
        internal: the edition for the head of the office.
        public: the edition that may leave the office.
        settings: letterhead, signatories, limits and paper.
        folder: where to; it is made when missing, older files of the month are replaced.
        signed_on: the date at the signatures; without it dots, to fill in by hand.

    Raises:
        StorageError: a file cannot be written; each file is there wholly or as it was before.
    """
    written: list[Path] = []
    editions: tuple[tuple[InternalRecap | PublicRecap, str], ...] = (
        (internal, "internal"),
        (public, "publik"),
    )
    for recap, edition in editions:
        name = safe_file_name(f"Rekap Pengaduan {recap.month} {edition}")
        workbook, paper = folder / f"{name}.xlsx", folder / f"{name}.pdf"
        write_recap_xlsx(recap, settings, workbook, signed_on=signed_on)
        write_recap_pdf(recap, settings, paper, signed_on=signed_on)
        written += [workbook, paper]
    return tuple(written)
