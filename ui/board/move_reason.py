"""The dialog that asks why complaints are taken from the team or person that has them."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from app.steps.card_moves import Batch, distribute_cards
from app.steps.storing import needed
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog


class MoveReasonDialog(WritingDialog):
    """Asks for the reason and carries the drop out."""

    def __init__(
        self, context: Context, batch: Batch, title: str, parent: QWidget | None = None
    ) -> None:
        sentence = batch.question or "Pemindahan dan alasannya tercatat dalam riwayat."
        super().__init__(context, f"Pindahkan ke {title}", sentence, "Pindahkan", parent)
        self._batch = batch
        self.setMinimumWidth(460)
        self._reason = QLineEdit()
        self.add_field("reason", "Alasan pemindahan", self._reason)

    @override
    def write(self) -> Changes:
        reason = needed("reason", self._reason.text(), "Tulis alasan pemindahannya.")
        return distribute_cards(self.context.book, self._batch.moves, reason=reason)
