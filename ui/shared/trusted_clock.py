"""A computer whose clock went back: ask before anything is written with a wrong date."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.book.book import Book
from app.ground.formatting import moment
from ui.shared.step_dialog import StepDialog, is_agreed, question


def is_clock_trusted(book: Book, parent: QWidget | None = None) -> bool:
    """Return whether the clock runs on from the last entry, or a person says that it is right."""
    last = book.clock_runs_behind()
    return last is None or is_agreed(clock_question(book.clock.now(), last, parent))


def clock_question(now: datetime, last: datetime, parent: QWidget | None = None) -> StepDialog:
    """Return the question whether a clock is right that shows *now*, before the *last* entry."""
    return question(
        "Jam komputer mundur",
        f"Jam komputer menunjukkan {moment(now)}, lebih awal dari catatan terakhir pada "
        f"{moment(last)}. Perbaiki jam komputer bila salah.",
        "Jam sudah benar, simpan",
        parent,
    )
