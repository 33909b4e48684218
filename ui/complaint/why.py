"""*Mengapa tanggal ini?*: the days of each running clock, counted and skipped."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.book.book import Book
from app.reading.complaint.values import ComplaintDetail
from app.rules.deadlines import Urgency
from app.rules.explanation import describe_explanation, explain
from app.rules.statuses import Status
from ui.widgets.buttons import primary_button
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.words import selectable, tighten, words

_RUNNING = frozenset({Urgency.SAFE, Urgency.SOON, Urgency.TODAY, Urgency.LATE})
Section = tuple[str, tuple[str, ...]]


def explanations(book: Book, detail: ComplaintDetail) -> tuple[Section, ...]:
    """Return, for each clock that runs, its name and the lines that explain its date."""
    found: list[Section] = []
    if detail.status is Status.INCOMPLETE and detail.returned_on is not None:
        why = explain(detail.returned_on, book.limits.supplement, book.calendar)
        found.append(
            ("Menunggu pengadu", describe_explanation(why, "dikembalikan untuk dilengkapi"))
        )
    elif detail.distribution.urgency in _RUNNING:
        found.append(("Distribusi", _distribution_lines(book, detail)))
    if detail.settlement.urgency in _RUNNING and detail.completed_on is not None:
        why = explain(detail.completed_on, book.limits.settle, book.calendar)
        found.append(("Penyelesaian", describe_explanation(why, "dinyatakan lengkap")))
    return tuple(found)


def _distribution_lines(book: Book, detail: ComplaintDetail) -> tuple[str, ...]:
    was_returned = detail.returned_on is not None and detail.completed_on is not None
    start = detail.completed_on if was_returned else None
    start_words = "dilengkapi pengadu" if was_returned else "diterima"
    why = explain(start or detail.received_at.date(), book.limits.distribute, book.calendar)
    return describe_explanation(why, start_words)


class WhyDialog(FittingDialog):
    """Shows why the due dates of one complaint are what they are."""

    def __init__(self, book: Book, detail: ComplaintDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("WhyDialog")
        self.setWindowTitle("Mengapa tanggal ini?")
        self.setMinimumWidth(480)
        self.column.addWidget(words("Mengapa tanggal ini?", "heading"))
        rule = "Hari kejadian adalah hari ke-0. Pada batas waktunya masih tepat waktu."
        self.column.addWidget(words(rule, "quiet", wrap=True))
        for title, lines in explanations(book, detail):
            self.form.addWidget(_section(title, lines))
        self.form.addStretch(1)
        self.column.addWidget(self.body, 1)
        close = primary_button("Tutup")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.column.addLayout(foot)
        close.setFocus()


def _section(title: str, lines: tuple[str, ...]) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    tighten(column, 4)
    column.setContentsMargins(14, 10, 14, 12)
    column.addWidget(words(title, "strong"))
    for line in lines:
        role = "strong" if line.startswith("Batas waktu") else ""
        label = selectable(words(line, "quiet" if "dilewati" in line else role, wrap=True))
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(label)
    return frame
