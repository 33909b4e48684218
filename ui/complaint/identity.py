"""Asking why somebody wants to see what is withheld; the answer is an entry of the journal."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from app.reading.complaint.detail import is_secret
from app.reading.complaint.secret_repeats import secret_repeats
from app.reading.complaint.values import AttachmentInfo, ComplaintDetail
from app.rules.events import Step
from app.rules.papers import Paper
from app.rules.procedure import STEPS
from app.steps.show import (
    show_file,
    show_identity,
    show_nik,
    show_on_paper,
    show_repeats,
)
from ui.shared.context import Context
from ui.shared.door import Refused, take_step
from ui.shared.step_dialog import is_agreed
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.combo import Combo

# What mostly is the reason; any other can be typed.
_REASONS: Final = (
    "Menghubungi pengadu",
    "Memeriksa berkas kependudukan",
    "Menyampaikan jawaban",
    "Diminta pengadu sendiri",
)
_SENTENCES: Final = {
    Step.SHOW_IDENTITY: "Pengadu meminta identitasnya dirahasiakan.",
    Step.SHOW_NIK: "NIK hanya dilihat bila diperlukan.",
    Step.SHOW_FILE: "Lampiran ini dapat menunjukkan siapa pengadunya.",
}
_NOTED: Final = "Siapa yang melihat, kapan dan alasannya dicatat dalam jurnal."
# These name the complainant to nobody but that one; whoever makes them sees it too.
NAMING: Final = frozenset({Paper.RECEIPT, Paper.ANSWER_LETTER, Paper.REPLY_MAIL})


class ReasonDialog(WritingDialog):
    """Asks why, and has it written down before anything is shown."""

    def __init__(
        self,
        context: Context,
        step: Step,
        note: Callable[[str], Changes],
        parent: QWidget | None = None,
    ) -> None:
        label = STEPS[step].label
        super().__init__(context, label, f"{_SENTENCES[step]} {_NOTED}", label, parent)
        self._note = note
        self.reason = Combo()
        self.reason.setEditable(True)
        self.reason.addItems(_REASONS)
        self.reason.setCurrentIndex(-1)
        self.add_field("reason", "Alasan", self.reason, "Pilih, atau tulis alasan yang lain")
        self.reason.setFocus()

    @override
    def write(self) -> Changes:
        return self._note(self.reason.currentText())


class Sight:
    """What of one complaint is shown now that mostly is not, and for which reason.

    Attributes:
        reason: why the person, or the whole NIK, is shown; empty as long as neither is.
        repeats: which other complaints are of the same person, as far as that is shown.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self.reason = ""
        self.repeats: tuple[int, ...] = ()

    def close(self) -> None:
        """Show nothing any more: another complaint is in hand, or others see the screen."""
        self.reason = ""
        self.repeats = ()

    def open(self, detail: ComplaintDetail, parent: QWidget) -> bool:
        """Ask why the person or the NIK is wanted; return whether it may be shown now."""
        if self.reason:
            return True
        step, note = (
            (Step.SHOW_IDENTITY, show_identity) if detail.is_secret else (Step.SHOW_NIK, show_nik)
        )
        self.reason = self._ask(step, partial(note, self._context.book, detail.id), parent)
        return bool(self.reason)

    def open_file(
        self,
        detail: ComplaintDetail,
        attachment: AttachmentInfo,
        parent: QWidget,
        refused: Refused,
    ) -> bool:
        """Have it noted that a file of a secret complaint is seen; return whether it may be."""
        if not detail.is_secret:
            return True
        note = partial(show_file, self._context.book, detail.id, attachment.id)
        if self.reason:
            # Whoever has said why the person is seen, need not say it of each file.
            act = partial(note, self.reason)
            return take_step(self._context, parent, act, refused) is not None
        return bool(self._ask(Step.SHOW_FILE, note, parent))

    def open_repeats(self, detail: ComplaintDetail, parent: QWidget) -> bool:
        """Ask why it is wanted which other complaints are of the same, unnamed person."""
        others = secret_repeats(self._context.book, detail.id)
        note = partial(show_repeats, self._context.book, (detail.id, *others))
        if self._ask(Step.SHOW_IDENTITY, note, parent):
            self.repeats = others
        return bool(self.repeats)

    def _ask(self, step: Step, note: Callable[[str], Changes], parent: QWidget) -> str:
        dialog = ReasonDialog(self._context, step, note, parent)
        return dialog.reason.currentText().strip() if is_agreed(dialog) else ""


def note_naming_paper(
    context: Context, parent: QWidget, complaint_id: int, paper: Paper, refused: Refused
) -> bool:
    """Have it noted where *paper* names a secret complainant; return whether it may be made."""
    if paper not in NAMING or not is_secret(context.book, complaint_id):
        return True
    act = partial(show_on_paper, context.book, complaint_id, paper)
    return take_step(context, parent, act, refused) is not None
