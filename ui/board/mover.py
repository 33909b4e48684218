"""Carries out what a dropped card means, and takes a wrong drop back."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ground.errors import BookError
from app.reading.board import BoardColumn
from app.reading.register.rows import register_rows
from app.reading.register.values import ComplaintRow
from app.rules.events import Step
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.card_moves import (
    Distributes,
    Move,
    Refused,
    Steps,
    distribute_card,
    distribution_of,
    move_into,
)
from ui.complaint.dialogs import run_step
from ui.shared.context import Context
from ui.shared.door import take_step, undo_step
from ui.shared.step_dialog import confirm


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
        if undo_step(self._context, self._window.window(), row.id, self._refuse) is not None:
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
        write = partial(distribute_card, self._context.book, row.id, move)
        if take_step(self._context, self._window.window(), write, self._refuse) is not None:
            self.distributed.emit(row.id, f"{row.number} dipindahkan ke {title}.")

    def _refuse(self, error: BookError) -> None:
        self.refused.emit(str(error))

    def _agrees(self, move: Distributes) -> bool:
        title = "Lengkap dan distribusikan" if move.declares_complete else "Pindahkan ke tim lain"
        accept = "Nyatakan lengkap dan kirim" if move.declares_complete else "Pindahkan"
        return confirm(self._window.window(), title, move.question, accept)

    def _take_steps(self, row: ComplaintRow, steps: tuple[Step, ...]) -> None:
        taken = None
        for step in steps:
            if run_step(self._window.window(), self._context, row.id, step) is None:
                break
            taken = step
        if taken is not None:
            self._tell(row.id, taken)

    def _tell(self, complaint_id: int, taken: Step) -> None:
        now = register_rows(self._context.book, [complaint_id])[0]
        if taken is Step.DISTRIBUTE and now.status is Status.DISTRIBUTED:
            self.distributed.emit(now.id, f"{now.number} dipindahkan ke {now.team}.")
        else:
            self.said.emit(f"{now.number} sekarang “{STATUS_LABELS[now.status]}”.")
