"""That a complaint has the contact of another whose complainant wants to stay unnamed."""

from functools import partial

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.book.book import Book
from app.book.rights import why_not
from app.reading.complaint.detail import read_numbers
from app.reading.complaint.secret_repeats import secret_repeats
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from ui.complaint.identity import Sight
from ui.widgets.buttons import quiet_button
from ui.widgets.words import tighten, words

_NOTICED = (
    "Kontaknya sama dengan pengaduan lain, dan salah satu pengadunya minta dirahasiakan. Mungkin "
    "pengaduan ulang."
)


def unnamed_repeats(
    book: Book,
    detail: ComplaintDetail,
    sight: Sight,
    wanted: SignalInstance,
    shown: SignalInstance,
) -> QWidget | None:
    """Return what says so, for those who may see identities; None where there is nothing to say.

    Which complaints they are is said once a reason was given: *wanted* asks for it, *shown* takes
    the id of one that shall be opened.
    """
    if why_not(book.role, Step.SHOW_IDENTITY) or not secret_repeats(book, detail.id):
        return None
    board = QWidget()
    board.setObjectName("unnamed-repeats")
    column = QVBoxLayout(board)
    tighten(column, 2)
    column.addWidget(words(_NOTICED, "muted", wrap=True))
    for id_, number in read_numbers(book, sight.repeats):
        show = quiet_button(number)
        show.clicked.connect(partial(shown.emit, id_))
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
    if not sight.repeats:
        which = quiet_button("Tampilkan yang mana")
        which.setObjectName("show-repeats")
        which.clicked.connect(wanted)
        column.addWidget(which, 0, Qt.AlignmentFlag.AlignLeft)
    return board
