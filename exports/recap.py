"""Both editions of a month's recap, each as a workbook and on paper; errata of a closed month."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.book.settings import Settings
from app.ground.files import replacing_together
from app.ground.names import safe_file_name
from app.reading.recap.closed import Erratum, StoredFile
from app.reading.recap.printed_book import PrintedBook
from app.reading.recap.values import InternalRecap, PublicRecap
from exports.own_files import ensure_own
from exports.pdf.erratum import write_erratum_pdf
from exports.pdf.memo import write_memo_pdf
from exports.pdf.printed_book import write_book_pdf
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
    """Write the files into *folder*; return their paths: internal, memo, public, each xlsx first.

    Args:
        internal: the edition for the head of the office.
        public: the edition that may leave the office.
        settings: letterhead, signatories, limits and paper.
        folder: where to; it is made when missing, older files of the month are replaced.
        signed_on: the date at the signatures; without it dots, to fill in by hand.

    Raises:
        ForeignFile: a file that somebody else wrote or altered lies there; none is replaced.
        StorageError: a file cannot be written; says which are new and which old, mostly all old.
    """
    names: list[str] = []
    editions: tuple[tuple[InternalRecap | PublicRecap, str], ...] = (
        (internal, "internal"),
        (public, "publik"),
    )
    memo = safe_file_name(f"Nota Dinas Rekap Pengaduan {internal.month}")
    wanted = [
        safe_file_name(f"Rekap Pengaduan {internal.month} {edition}") for _, edition in editions
    ]
    for name in (f"{memo}.pdf", *(f"{n}{end}" for n in wanted for end in (".xlsx", ".pdf"))):
        ensure_own(folder / name)
    with replacing_together(folder) as scratch:
        write_memo_pdf(internal, settings, scratch / f"{memo}.pdf", signed_on=signed_on)
        for recap, edition in editions:
            name = safe_file_name(f"Rekap Pengaduan {recap.month} {edition}")
            names += [f"{name}.xlsx", f"{name}.pdf"]
            write_recap_xlsx(recap, settings, scratch / names[-2], signed_on=signed_on)
            write_recap_pdf(recap, settings, scratch / names[-1], signed_on=signed_on)
    return tuple(folder / name for name in (*names[:2], f"{memo}.pdf", *names[2:]))


def write_erratum(erratum: Erratum, settings: Settings, folder: Path) -> tuple[Path, ...]:
    """Write the paper of an erratum into *folder* and return its path.

    Raises:
        StorageError: it cannot be written; what was there before is still there.
    """
    name = safe_file_name(f"Ralat {erratum.number} Rekap Pengaduan {erratum.month}")
    path = folder / f"{name}.pdf"
    write_erratum_pdf(erratum, settings, path)
    return (path,)


def write_stored(files: Iterable[StoredFile], folder: Path) -> tuple[Path, ...]:
    """Write finished *files* into *folder*, byte for byte, and return their paths.

    Raises:
        ForeignFile: a file that somebody else wrote or altered lies there; none is replaced.
        StorageError: a file cannot be written; says which are new and which old, mostly all old.
    """
    kept = tuple(files)
    for file in kept:
        if not _lies_there(file, folder):
            ensure_own(folder / file.name)
    with replacing_together(folder) as scratch:
        for file in kept:
            (scratch / file.name).write_bytes(file.content)
    return tuple(folder / file.name for file in kept)


def _lies_there(file: StoredFile, folder: Path) -> bool:
    path = folder / file.name
    return path.is_file() and path.read_bytes() == file.content


def write_book(book: PrintedBook, settings: Settings, folder: Path, blank_sheets: int) -> Path:
    """Write the printed book of a period into *folder* and return its path.

    Raises:
        StorageError: it cannot be written; what was there before is still there.
    """
    secret = " dengan identitas" if book.names_secret else ""
    name = safe_file_name(f"Buku Register Pengaduan {book.period}{secret}")
    path = folder / f"{name}.pdf"
    write_book_pdf(book, settings, path, blank_sheets=blank_sheets)
    return path
