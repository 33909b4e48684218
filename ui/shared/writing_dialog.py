"""WritingDialog: a dialog that changes the book when it is accepted."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.step_dialog import StepDialog


class WritingDialog(StepDialog):
    """Asks what a step needs and takes it through the one door; a refusal keeps it open.

    A subclass says in ``write`` what is done.

    Attributes:
        changes: what was altered, once it was done.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        sentence: str,
        accept_text: str,
        parent: QWidget | None = None,
        *,
        is_danger: bool = False,
    ) -> None:
        super().__init__(title, sentence, accept_text, parent, is_danger=is_danger)
        self.context = context
        self.changes: Changes | None = None

    def write(self) -> Changes:
        """Do it; raise ``UserError`` when it is refused."""
        raise NotImplementedError

    @override
    @Slot()
    def submit(self) -> None:
        self.clear_errors()
        self.changes = take_step(self.context, self, self.write, self.show_refusal)
        if self.changes is not None:
            self.accept()
