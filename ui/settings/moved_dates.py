"""What a change does to the due dates of open complaints: old and new, before it is confirmed."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.formatting import short_date, thousands
from app.ground.overriding import override
from app.rules.deadlines import CLOCK_LABELS
from app.steps.arrange import MovedDate
from ui.settings.list_table import Line, ListTable
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.windowed_model import Column
from ui.widgets.words import tighten, words

NOTHING_MOVES: Final = "Tidak ada batas waktu pengaduan terbuka yang bergeser."
_COLUMNS: Final[tuple[Column[Line[MovedDate]], ...]] = (
    Column("Nomor", text=lambda line: line.value.number, width=150),
    Column("Objek", text=lambda line: line.value.subject, stretch=True),
    Column("Jam", text=lambda line: CLOCK_LABELS[line.value.clock], width=110),
    Column("Semula", text=lambda line: short_date(line.value.old), width=100),
    Column("Menjadi", text=lambda line: short_date(line.value.new), width=100),
)


class MovedDatesView(QWidget):
    """Says how many due dates move, and lists them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = words(NOTHING_MOVES, "quiet", wrap=True)
        self._sentence.setObjectName("moved-sentence")
        self.table = ListTable[MovedDate](_COLUMNS, "Batas waktu yang bergeser")
        self.table.setObjectName("moved-dates")
        self.table.setFixedHeight(190)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._sentence)
        column.addWidget(self.table)
        self.table.hide()

    def show_moved(self, moved: Sequence[MovedDate]) -> None:
        """List *moved*."""
        self._sentence.setText(moved_sentence(moved))
        self.table.show_values(moved)
        self.table.setVisible(bool(moved))


def moved_sentence(moved: Sequence[MovedDate]) -> str:
    """Return in words how many due dates move."""
    if not moved:
        return NOTHING_MOVES
    return (
        f"{thousands(len(moved))} batas waktu pengaduan terbuka bergeser. "
        "Pengaduan yang sudah ditutup tidak berubah."
    )


class MovedDatesDialog(WritingDialog):
    """Shows what moves and carries out the change when the officer agrees.

    Without a change it only asks, and the caller carries it out.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        sentence: str,
        accept_text: str,
        moved: Sequence[MovedDate],
        change: Callable[[], Changes] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, title, sentence, accept_text, parent)
        self._change = change
        self.setMinimumWidth(720 if moved else 480)
        self.moved = MovedDatesView()
        self.moved.show_moved(moved)
        self.form.addWidget(self.moved)

    @override
    def write(self) -> Changes:
        return self._change() if self._change is not None else Changes()
