"""Papers: made in the worker, kept in the person's documents, shown with what prints them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.settings import Settings
from app.ground.errors import BookError, UserError
from app.ground.formatting import long_date
from app.ground.names import safe_file_name
from app.ground.paths import documents_folder
from app.reading.complaint.detail import read_detail
from app.reading.complaint.openings import letters_of_opening
from app.reading.complaint.values import ComplaintDetail
from app.reading.handed import read_handed
from app.rules.papers import PAPER_LABELS, Paper
from exports.complaint_text import reply_address
from ui.complaint.identity import note_naming_paper
from ui.shared.context import Context
from ui.viewer.at_once import print_at_once
from ui.viewer.paper_dialog import PaperDialog, Say

_FOLDER: Final = "Buku Pengaduan"
REPLY_WORDS: Final = "Balas lewat email"


class NothingHanded(UserError):
    """Nothing was distributed on the day."""


def making_words(paper: Paper) -> str:
    """Return the words on a button that makes *paper*: ``Cetak tanda terima``."""
    return REPLY_WORDS if paper is Paper.REPLY_MAIL else f"Cetak {PAPER_LABELS[paper].lower()}"


def papers_of(detail: ComplaintDetail) -> tuple[Paper, ...]:
    """Return the papers that make sense for *detail* now."""
    wanted = {
        Paper.RECEIPT: True,
        Paper.MISSING_SLIP: bool(detail.missing),
        Paper.DISPOSITION: detail.team_id is not None,
        Paper.ANSWER_LETTER: detail.has_answer,
        Paper.REPLY_MAIL: detail.has_answer and bool(reply_address(detail)),
        Paper.BOX_OPENING: detail.box_opening is not None,
        Paper.ACCESS: True,
    }
    return tuple(paper for paper, is_wanted in wanted.items() if is_wanted)


def papers_folder() -> Path:
    """Return the folder in which papers are kept; the exports make it when it is needed."""
    return documents_folder() / _FOLDER


def make_paper(
    context: Context,
    parent: QWidget,
    complaint_id: int,
    paper: Paper,
    *,
    said: Say,
    refused: Say,
    is_printed: bool = False,
) -> None:
    """Write *paper*, show it over *parent*, and say where it was written.

    Args:
        context: the open book and the worker.
        parent: over which the preview opens.
        complaint_id: the complaint.
        paper: which paper.
        said: is told, as one sentence, what was written where.
        refused: is told, as one sentence, why nothing was written.
        is_printed: it goes to the printer unseen, and is shown only where none takes it.
    """
    if not note_naming_paper(context, parent, complaint_id, paper, lambda why: refused(str(why))):
        return
    run_export(
        context,
        parent,
        partial(_write, context.book, context.book.settings, complaint_id, paper),
        what=PAPER_LABELS[paper],
        said=said,
        refused=refused,
        show=print_export if is_printed else show_export,
    )


def make_dispositions(
    context: Context, parent: QWidget, ids: Sequence[int], *, said: Say, refused: Say
) -> None:
    """Write the disposition sheets of these complaints as one paper and show it over *parent*."""
    run_export(
        context,
        parent,
        partial(_write_dispositions, context.book, context.book.settings, ids),
        what=PAPER_LABELS[Paper.DISPOSITION],
        said=said,
        refused=refused,
    )


def make_handed_lists(
    context: Context, parent: QWidget, day: date, *, said: Say, refused: Say
) -> None:
    """Write what each team received on *day*, to be signed for, and show it over *parent*."""
    run_export(
        context,
        parent,
        partial(_write_handed_lists, context.book, context.book.settings, day),
        what="Daftar distribusi",
        said=said,
        refused=refused,
    )


class _Show(Protocol):
    def __call__(
        self,
        context: Context,
        parent: QWidget,
        path: Path,
        *,
        what: str,
        said: Say,
        refused: Say,
    ) -> None: ...


def print_export(
    context: Context, parent: QWidget, path: Path, *, what: str, said: Say, refused: Say
) -> None:
    """Print a paper unseen; show it where no printer takes it."""
    said(f"{what} disimpan di {path}.")
    print_at_once(context, path, parent, said=said, refused=refused)


def show_export(
    context: Context, parent: QWidget, path: Path, *, what: str, said: Say, refused: Say
) -> None:
    """Show a paper before it is printed, any other file in the program there is for it."""
    place = f"{what} disimpan di {path}."
    if path.suffix == ".pdf":
        said(place)
        PaperDialog(context, path, parent, said=said, refused=refused).open()
        return
    is_open = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    said(place if is_open else f"{place} Buka berkas itu dari folder tersebut.")


def run_export(
    context: Context,
    parent: QWidget,
    job: Callable[[], Path],
    *,
    what: str,
    said: Say,
    refused: Say,
    show: _Show = show_export,
) -> None:
    """Run *job* in the worker and show the file it returns; *what* names it for people."""
    context.tasks.run(
        job,
        done=partial(show, context, parent, what=what, said=said, refused=refused),
        failed=partial(_tell, refused=refused),
        busy=f"Membuat {what.lower()}",
    )


def slip_text(context: Context, detail: ComplaintDetail, until: date) -> str:
    """Return what the complainant is told when *detail* is returned, to copy into a message."""
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.missing_slip import missing_slip_text

    returned = replace(detail, returned_on=context.book.clock.today(), supplement_by=until)
    return missing_slip_text(returned, context.book.settings)


def _write_dispositions(book: Book, settings: Settings, ids: Sequence[int]) -> Path:
    # Imported late: see slip_text.
    from exports.pdf.disposition import write_dispositions

    with book.worker_connection():
        details = [read_detail(book, id_) for id_ in ids]
    name = f"Lembar disposisi {book.clock.now():%Y-%m-%d %H%M}"
    path = papers_folder() / f"{name}.pdf"
    write_dispositions(details, settings, path)
    return path


def _write_handed_lists(book: Book, settings: Settings, day: date) -> Path:
    # Imported late: see slip_text.
    from exports.pdf.handed_list import write_handed_lists

    with book.worker_connection():
        handed = read_handed(book, day)
    if not handed.lists:
        raise NothingHanded(f"Tidak ada pengaduan yang didistribusikan pada {long_date(day)}.")
    path = papers_folder() / f"Daftar distribusi {day.isoformat()}.pdf"
    write_handed_lists(handed, settings, path)
    return path


def _tell(error: BookError, *, refused: Say) -> None:
    refused(str(error))


def _write(book: Book, settings: Settings, complaint_id: int, paper: Paper) -> Path:
    # Imported late: see slip_text.
    from exports.pdf.access import write_access
    from exports.pdf.answer_letter import write_answer_letter
    from exports.pdf.box_opening import write_box_opening
    from exports.pdf.disposition import write_disposition
    from exports.pdf.missing_slip import write_missing_slip
    from exports.pdf.receipt import write_receipt
    from exports.reply_mail import write_reply_mail

    with book.worker_connection():
        detail = read_detail(book, complaint_id)
        opening = detail.box_opening
        letters = letters_of_opening(book, opening.id) if opening else ()
    ending = ".eml" if paper is Paper.REPLY_MAIL else ".pdf"
    name = safe_file_name(f"{PAPER_LABELS[paper]} {detail.number}")
    path = papers_folder() / f"{name}{ending}"
    if paper is Paper.BOX_OPENING and opening is not None:
        write_box_opening(opening, letters, settings, path, detail.standing)
        return path
    writers = {
        Paper.RECEIPT: write_receipt,
        Paper.MISSING_SLIP: write_missing_slip,
        Paper.DISPOSITION: write_disposition,
        Paper.ANSWER_LETTER: write_answer_letter,
        Paper.REPLY_MAIL: write_reply_mail,
        Paper.ACCESS: write_access,
    }
    writers[paper](detail, settings, path)
    return path
