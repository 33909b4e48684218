"""The door to the dialogs of all steps: ``run_step``."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from app.ground.changes import Changes
from app.ground.errors import StorageError
from app.reading.complaint.detail import read_detail
from app.rules.events import Step
from app.rules.procedure import STEPS
from ui.complaint.answer_dialogs import (
    AnswerDirectlyDialog,
    ApproveAnswerDialog,
    DeliverDialog,
    WriteAnswerDialog,
)
from ui.complaint.attach_dialog import AttachDialog
from ui.complaint.closing_dialogs import ForwardDialog, LapseDialog, VoidDialog, WithdrawDialog
from ui.complaint.completeness_dialogs import DeclareCompleteDialog, ReturnDialog
from ui.complaint.correct_dialog import CorrectDialog
from ui.complaint.distribute_dialog import DistributeDialog
from ui.complaint.identity import Sight
from ui.complaint.link_dialogs import LinkDialog
from ui.complaint.papers import make_paper
from ui.complaint.step import ComplaintStep
from ui.shared.context import Context
from ui.shared.messages import show_storage_trouble

DIALOGS: Final[Mapping[Step, type[ComplaintStep]]] = {
    dialog.step: dialog
    for dialog in (
        DeclareCompleteDialog,
        ReturnDialog,
        AnswerDirectlyDialog,
        DistributeDialog,
        WriteAnswerDialog,
        ApproveAnswerDialog,
        DeliverDialog,
        CorrectDialog,
        AttachDialog,
        LinkDialog,
        ForwardDialog,
        WithdrawDialog,
        LapseDialog,
        VoidDialog,
    )
}


def step_label(step: Step) -> str:
    """Return the words on the button of *step*."""
    return STEPS[step].label


def step_dialog(
    parent: QWidget | None, context: Context, complaint_id: int, step: Step
) -> ComplaintStep:
    """Return the dialog of *step*, not yet shown."""
    return DIALOGS[step](context, read_detail(context.book, complaint_id), parent)


def may_begin(context: Context, parent: QWidget, complaint_id: int, step: Step) -> bool:
    """Ask first why the person is seen, where the dialog of *step* shows a secret one."""
    if step is not Step.CORRECT:
        return True
    detail = read_detail(context.book, complaint_id)
    return not detail.is_secret or Sight(context).open(detail, parent)


def take(dialog: ComplaintStep) -> Changes | None:
    """Show *dialog* and return what its step changed; None when it was not taken."""
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.changes if agreed else None


def run_step(parent: QWidget, context: Context, complaint_id: int, step: Step) -> Changes | None:
    """Ask what *step* needs and take it; None when it was cancelled.

    The pages are told on the way, so callers only have to say something quiet.
    """
    if not may_begin(context, parent, complaint_id, step):
        return None
    dialog = step_dialog(parent, context, complaint_id, step)
    changes = take(dialog)
    if changes is not None and dialog.wanted_paper is not None:
        make_paper(
            context,
            parent.window(),
            complaint_id,
            dialog.wanted_paper,
            said=_say_nothing,  # the paper says it itself
            refused=partial(_show_trouble, parent),
        )
    return changes


def _say_nothing(sentence: str) -> None:
    """Take a sentence for which the caller has no place."""


def _show_trouble(parent: QWidget | None, sentence: str) -> None:
    show_storage_trouble(parent, StorageError(sentence))
