"""Noting that somebody has done what a meeting decided on."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.steps.meet import finish_action
from ui.shared.context import Context
from ui.shared.door import Refused, take_step


def finish(context: Context, parent: QWidget, action_id: int, refused: Refused) -> bool:
    """Note that an action was done today; return whether it was written."""
    act = partial(finish_action, context.book, action_id)
    return take_step(context, parent, act, refused) is not None
