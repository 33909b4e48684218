"""The one door through which a step is done: clock, refusal, trouble, and who is told."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.book.rights import ProofNeeded
from app.ground.changes import Changes
from app.ground.errors import BookError, ClockWentBack, StorageError
from app.ground.formatting import moment
from app.steps.undo import undo, undo_all
from ui.shared.context import Context
from ui.shared.messages import show_storage_trouble
from ui.shared.pin_dialog import proves
from ui.shared.step_dialog import StepDialog, is_agreed, question

Refused = Callable[[BookError], object]


def take_step(
    context: Context, parent: QWidget | None, act: Callable[[], Changes], refused: Refused
) -> Changes | None:
    """Carry out *act* and tell the open pages what it altered.

    A clock that went back is asked about, and so is the PIN where the step wants it again. Trouble
    with the disk is a dialog over *parent*, and any other refusal goes to *refused*. Returns None
    when nothing was done.
    """
    try:
        changes = act()
    except ClockWentBack as error:
        if not is_agreed(clock_question(error, parent)):
            return None
        context.book.accept_clock(error)
        return take_step(context, parent, act, refused)
    except ProofNeeded as error:
        if not proves(context.book, str(error), parent):
            return None
        return take_step(context, parent, act, refused)
    except StorageError as error:
        show_storage_trouble(parent, error)
        return None
    except BookError as error:
        refused(error)
        return None
    context.hub.changed.emit(changes)
    return changes


def undo_step(
    context: Context, parent: QWidget | None, complaint_id: int, refused: Refused
) -> Changes | None:
    """Take back the last step on a complaint; None when that was refused."""
    return take_step(context, parent, partial(undo, context.book, complaint_id), refused)


def undo_steps(
    context: Context, parent: QWidget | None, ids: Iterable[int], refused: Refused
) -> Changes | None:
    """Take back the last step on each of these complaints; None when that was refused."""
    return take_step(context, parent, partial(undo_all, context.book, ids), refused)


def clock_question(error: ClockWentBack, parent: QWidget | None = None) -> StepDialog:
    """Return the question whether a clock is right that shows a time before the last entry."""
    return question(
        "Jam komputer mundur",
        f"Jam komputer menunjukkan {moment(error.now)}, lebih awal dari catatan terakhir pada "
        f"{moment(error.last)}. Perbaiki jam komputer bila salah.",
        "Jam sudah benar, simpan",
        parent,
    )
