"""The papers of a meeting and the calendar file, made in the worker."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.book.journal import first_hash
from app.book.settings import Settings
from app.ground.errors import BookError
from app.ground.names import safe_file_name
from app.reading.meetings.schedule import due_complaints, read_meeting, read_meetings
from ui.complaint.papers import papers_folder, run_export
from ui.shared.context import Context

Say = Callable[[str], object]


class MeetingPaper(StrEnum):
    """A paper that a meeting has; the value is what people call it."""

    INVITATION = "Undangan pembahasan"
    ATTENDANCE = "Daftar hadir"
    MINUTES = "Notula pembahasan"


def make_meeting_paper(
    context: Context,
    parent: QWidget,
    meeting_id: int,
    paper: MeetingPaper,
    *,
    said: Say,
    refused: Say,
) -> None:
    """Write *paper*, show it over *parent*, and say where it was written."""
    run_export(
        context,
        parent,
        partial(_write, context.book, context.book.settings, meeting_id, paper),
        what=paper.value,
        said=said,
        refused=refused,
    )


def make_calendar(context: Context, first: date, last: date, *, said: Say, refused: Say) -> None:
    """Write the meetings of these days and the due dates of all open complaints."""
    context.tasks.run(
        partial(_write_calendar, context.book, context.book.settings, first, last),
        done=partial(_say_place, said=said),
        failed=partial(_refuse, refused=refused),
        busy="Membuat kalender",
    )


def _say_place(path: Path, *, said: Say) -> None:
    # Opened at once it would stand in the calendar of whoever sits here.
    said(f"Kalender disimpan di {path}. Buka dengan program kalender Anda.")


def _refuse(error: BookError, *, refused: Say) -> None:
    refused(str(error))


def _write(book: Book, settings: Settings, meeting_id: int, paper: MeetingPaper) -> Path:
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.meeting import write_attendance, write_invitation, write_minutes

    with book.worker_connection():
        meeting = read_meeting(book, meeting_id)
    name = safe_file_name(f"{paper.value} {meeting.starts_at:%Y-%m-%d %H%M}")
    path = papers_folder() / f"{name}.pdf"
    writers = {
        MeetingPaper.INVITATION: write_invitation,
        MeetingPaper.ATTENDANCE: write_attendance,
        MeetingPaper.MINUTES: write_minutes,
    }
    writers[paper](meeting, settings, path)
    return path


def _write_calendar(book: Book, settings: Settings, first: date, last: date) -> Path:
    # Imported late: see _write.
    from exports.calendar import Schedule, write_calendar

    with book.worker_connection():
        rows = read_meetings(book, first, last)
        schedule = Schedule(
            [read_meeting(book, row.id) for row in rows],
            due_complaints(book),
            first_hash(book),
            book.clock.utc(),
        )
    path = _free(papers_folder() / f"Jadwal pengaduan {book.clock.today().isoformat()}.ics")
    write_calendar(schedule, settings, path)
    return path


def _free(path: Path) -> Path:
    """Return *path*, or the first of its like that is not there: an earlier file is kept."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
