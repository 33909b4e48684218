"""Carries out what a dropped card means, and takes a wrong drop back."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.errors import BookError
from app.reading.board import BoardColumn
from app.reading.register.rows import register_rows
from app.reading.register.values import ComplaintRow
from app.rules.next_steps import StepName
from app.rules.procedure import STATUS_LABELS, Status
from app.steps.complete import declare_complete
from app.steps.distribute import distribute, undo_distribution
from ui.board.moves import Distributes, Move, Refused, Steps, distribution_of, move_into
from ui.complaint.dialogs import run_step
from ui.shared.context import Context
from ui.shared.step_dialog import confirm
from ui.shared.trusted_clock import is_clock_trusted


class Mover(QObject):
    """Moves complaints for the board; says what happened by signals."""

    refused = Signal(str)  # why a card stays where it is
    distributed = Signal(int, str)  # a complaint went to a team, which can be taken back
    said = Signal(str)  # a quiet sentence

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent

    def move(self, row: ComplaintRow, column: BoardColumn) -> None:
        """Do what dropping the card of *row* on *column* means."""
        self._carry_out(row, move_into(self._context.book, row, column), column.title)

    def distribute(self, row: ComplaintRow) -> None:
        """Ask for the team and distribute; declared complete first where that is needed."""
        self._carry_out(row, distribution_of(self._context.book, row), "")

    def undo(self, row: ComplaintRow) -> None:
        """Take back the last distribution, as long as nothing has followed it."""
        try:
            changes = undo_distribution(self._context.book, row.id)
        except BookError as error:
            self.refused.emit(str(error))
            return
        self._context.hub.changed.emit(changes)
        self.said.emit(f"Distribusi {row.number} diurungkan.")

    def _carry_out(self, row: ComplaintRow, move: Move, title: str) -> None:
        if isinstance(move, Refused):
            self.refused.emit(move.reason)
        elif isinstance(move, Distributes):
            self._distribute(row, move, title)
        elif isinstance(move, Steps):
            self._take_steps(row, move.steps)

    def _distribute(self, row: ComplaintRow, move: Distributes, title: str) -> None:
        if move.question and not self._agrees(move):
            return
        if not is_clock_trusted(self._context.book, self._window.window()):
            return
        try:
            changes = self._write(row.id, move)
        except BookError as error:
            self.refused.emit(str(error))
            return
        self._context.hub.changed.emit(changes)
        self.distributed.emit(row.id, f"{row.number} dipindahkan ke {title}.")

    def _agrees(self, move: Distributes) -> bool:
        title = "Lengkap dan distribusikan" if move.declares_complete else "Pindahkan ke tim lain"
        accept = "Nyatakan lengkap dan kirim" if move.declares_complete else "Pindahkan"
        return confirm(self._window.window(), title, move.question, accept)

    def _write(self, complaint_id: int, move: Distributes) -> Changes:
        book = self._context.book
        with book.transaction():
            if move.declares_complete:
                declare_complete(book, complaint_id)
            return distribute(book, complaint_id, move.team_id)

    def _take_steps(self, row: ComplaintRow, steps: tuple[StepName, ...]) -> None:
        taken = None
        for step in steps:
            if run_step(self._window.window(), self._context, row.id, step) is None:
                break
            taken = step
        if taken is not None:
            self._tell(row.id, taken)

    def _tell(self, complaint_id: int, taken: StepName) -> None:
        now = register_rows(self._context.book, [complaint_id])[0]
        if taken is StepName.DISTRIBUTE and now.status is Status.DISTRIBUTED:
            self.distributed.emit(now.id, f"{now.number} dipindahkan ke {now.team}.")
        else:
            self.said.emit(f"{now.number} sekarang “{STATUS_LABELS[now.status]}”.")
