"""Carries out what dropped cards mean, and takes a wrong drop back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.errors import BookError
from app.reading.board import BoardColumn
from app.reading.register.rows import register_rows
from app.reading.register.values import ComplaintRow
from app.rules.events import Step
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.card_moves import (
    Batch,
    Refused,
    Steps,
    completions_of,
    declare_all_complete,
    distribute_cards,
    distribution_of,
    moves_into,
)
from ui.board.distribute_many import DistributeManyDialog
from ui.board.move_reason import MoveReasonDialog
from ui.complaint.dialogs import run_step
from ui.shared.context import Context
from ui.shared.door import take_step, undo_steps
from ui.shared.step_dialog import confirm, is_agreed

# So many reasons are read; more of them are only counted.
_MOST_REASONS: Final = 2


class Mover(QObject):
    """Moves complaints for the board; says what happened by signals."""

    refused = Signal(str)  # why cards stay where they are
    distributed = Signal(object, str)  # ids that went to a team, which can be taken back
    said = Signal(str)  # a quiet sentence

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent

    def move(self, rows: Sequence[ComplaintRow], column: BoardColumn) -> None:
        """Do what dropping the cards of *rows* on *column* means."""
        batch = moves_into(self._context.book, rows, column)
        if batch.moves and batch.wants_reason:
            self._distribute_again(rows, batch, column.title)
        elif batch.moves and (not batch.question or self._agrees(batch)):
            self._distribute(rows, batch, column.title)
        for row, steps in batch.dialogs:
            if not self._take_steps(row, steps):
                break
        self._say_refused(batch.refused)

    def distribute(self, rows: Sequence[ComplaintRow]) -> None:
        """Ask for the team and distribute; declared complete first where that is needed."""
        if len(rows) > 1:
            self._distribute_many(rows)
            return
        move = distribution_of(self._context.book, rows[0])
        if isinstance(move, Refused):
            self.refused.emit(move.reason)
        elif isinstance(move, Steps):
            self._take_steps(rows[0], move.steps)

    def declare_complete(self, rows: Sequence[ComplaintRow]) -> None:
        """Declare the complaints of *rows* complete; those that lack something are named."""
        if len(rows) == 1:
            self._take_steps(rows[0], (Step.DECLARE_COMPLETE,))
            return
        ready, refused = completions_of(self._context.book, rows)
        if ready and self._take(partial(declare_all_complete, self._context.book, ready)):
            self.said.emit(f"{len(ready)} pengaduan dinyatakan lengkap.")
        self._say_refused(refused)

    def undo(self, ids: Iterable[int], sentence: str) -> bool:
        """Take back the last distribution of these, as long as nothing has followed it."""
        is_undone = undo_steps(self._context, self._window.window(), ids, self._refuse) is not None
        if is_undone:
            self.said.emit(sentence)
        return is_undone

    def _distribute(self, rows: Sequence[ComplaintRow], batch: Batch, title: str) -> None:
        if self._take(partial(distribute_cards, self._context.book, batch.moves)):
            self._tell_distributed(rows, tuple(batch.moves), title)

    def _distribute_again(self, rows: Sequence[ComplaintRow], batch: Batch, title: str) -> None:
        dialog = MoveReasonDialog(self._context, batch, title, self._window.window())
        if is_agreed(dialog):
            self._tell_distributed(rows, tuple(batch.moves), title)

    def _distribute_many(self, rows: Sequence[ComplaintRow]) -> None:
        dialog = DistributeManyDialog(self._context, rows, self._window.window())
        if is_agreed(dialog) and dialog.batch is not None:
            self._tell_distributed(rows, tuple(dialog.batch.moves), dialog.team_name)
            self._say_refused(dialog.batch.refused)

    def _tell_distributed(
        self, rows: Sequence[ComplaintRow], ids: tuple[int, ...], title: str
    ) -> None:
        moved = [row.number for row in rows if row.id in ids]
        what = moved[0] if len(moved) == 1 else f"{len(moved)} pengaduan"
        self.distributed.emit(ids, f"{what} dipindahkan ke {title}.")

    def _take(self, act: Callable[[], Changes]) -> bool:
        return take_step(self._context, self._window.window(), act, self._refuse) is not None

    def _refuse(self, error: BookError) -> None:
        self.refused.emit(str(error))

    def _say_refused(self, reasons: Sequence[str]) -> None:
        if not reasons:
            return
        more = len(reasons) - _MOST_REASONS
        rest = [f"{more} lainnya juga tetap di tempatnya."] if more > 0 else []
        self.refused.emit(" ".join([*reasons[:_MOST_REASONS], *rest]))

    def _agrees(self, batch: Batch) -> bool:
        is_fresh = any(move.declares_complete for move in batch.moves.values())
        title = "Lengkap dan distribusikan" if is_fresh else "Pindahkan ke tim lain"
        accept = "Nyatakan lengkap dan kirim" if is_fresh else "Pindahkan"
        return confirm(self._window.window(), title, batch.question, accept)

    def _take_steps(self, row: ComplaintRow, steps: tuple[Step, ...]) -> bool:
        """Ask for *steps* one after the other; return whether none was cancelled."""
        taken = None
        for step in steps:
            if run_step(self._window.window(), self._context, row.id, step) is None:
                break
            taken = step
        if taken is not None:
            self._tell(row.id, taken)
        return taken is steps[-1]

    def _tell(self, complaint_id: int, taken: Step) -> None:
        now = register_rows(self._context.book, [complaint_id])[0]
        if taken is Step.DISTRIBUTE and now.status is Status.DISTRIBUTED:
            self.distributed.emit((now.id,), f"{now.number} dipindahkan ke {now.team}.")
        else:
            self.said.emit(f"{now.number} sekarang “{STATUS_LABELS[now.status]}”.")
