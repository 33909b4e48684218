"""The question asked when a section is left with something unsaved in it."""

from enum import Enum, auto

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.ground.overriding import override
from ui.shared.step_dialog import StepDialog
from ui.widgets.buttons import quiet_button


class Choice(Enum):
    """What to do with what was typed."""

    KEEP = auto()
    DROP = auto()
    STAY = auto()


class LeaveDialog(StepDialog):
    """Offers to save, to drop the changes, or to stay."""

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Simpan perubahan?",
            f"Perubahan pada bagian {section} belum disimpan.",
            "Simpan",
            parent,
        )
        self.choice = Choice.STAY
        self.cancel_button.setText("Tetap di sini")
        self.cancel_button.setAccessibleName("Tetap di sini")
        self.drop_button = quiet_button("Buang perubahan")
        self.drop_button.setObjectName("drop")
        self.drop_button.clicked.connect(self._on_drop_clicked)
        self.foot.insertWidget(0, self.drop_button)

    @override
    def perform(self) -> None:
        self.choice = Choice.KEEP

    @Slot()
    def _on_drop_clicked(self) -> None:
        self.choice = Choice.DROP
        self.done(QDialog.DialogCode.Rejected)
