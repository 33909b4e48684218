"""Small dialogs of the entry page: the answer on the spot, drafts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from app.entry.drafts import DraftInfo
from app.ground.errors import UserError
from app.ground.formatting import moment
from app.ground.overriding import override
from app.rules.channels import CHANNEL_LABELS
from ui.shared.step_dialog import StepDialog, confirm, question
from ui.widgets.buttons import quiet_button


class NothingChosen(UserError):
    """No line of the list was chosen."""


class DirectAnswerDialog(StepDialog):
    """Asks what was answered on the spot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Dijawab langsung",
            "Pengaduan disimpan dan langsung selesai. Jawabannya tetap tercatat dalam buku.",
            "Simpan sebagai dijawab",
            parent,
        )
        self.answer = QPlainTextEdit()
        self.answer.setTabChangesFocus(True)
        self.answer.setMinimumHeight(120)
        self.add_field("answer", "Jawaban yang disampaikan", self.answer)

    @override
    def perform(self) -> None:
        if not self.answer.toPlainText().strip():
            raise NothingChosen("Tulis jawaban yang telah disampaikan.")


class DraftsDialog(StepDialog):
    """Offers the unfinished entries: one to go on with, or to throw away."""

    def __init__(self, drafts: Sequence[DraftInfo], parent: QWidget | None = None) -> None:
        super().__init__(
            "Draf yang belum disimpan",
            "Pilih draf untuk dilanjutkan. Delete membuang draf yang disorot.",
            "Lanjutkan draf",
            parent,
        )
        self.discarded: list[int] = []
        self.list = QListWidget()
        self.list.setMinimumHeight(200)
        for draft in drafts:
            about = draft.values.get("subject") or draft.values.get("name") or "(belum berjudul)"
            words = f"{CHANNEL_LABELS[draft.channel]} · {moment(draft.saved_at)}\n{about}"
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, draft.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.submit)
        self.add_field("drafts", "Draf", self.list)
        self.discard = self._discard_button()
        self.foot.insertWidget(0, self.discard)

    def _discard_button(self) -> QWidget:
        button = quiet_button("Buang draf", "close", "Delete")
        button.clicked.connect(self._on_discard_wanted)
        return button

    def chosen(self) -> int | None:
        """Return the id of the marked draft."""
        item = self.list.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _on_discard_wanted(self) -> None:
        chosen = self.chosen()
        if chosen is not None and confirm(
            self, "Buang draf", "Draf ini hilang dan tidak dapat dikembalikan.", "Buang draf"
        ):
            self.discarded.append(chosen)
            self.list.takeItem(self.list.currentRow())

    @override
    def perform(self) -> None:
        if self.chosen() is None:
            raise NothingChosen("Tidak ada draf yang dipilih.")


def leave_question(parent: QWidget | None, *, is_kept: bool) -> StepDialog:
    """Return the question whether to close over what no draft holds: the text, or the files."""
    if is_kept:
        title = "Lampiran belum tersimpan"
        sentence = (
            "Isiannya tersimpan sebagai draf, tetapi lampiran tidak ikut. "
            "Simpan dulu pengaduannya, atau tambahkan lampirannya lagi nanti."
        )
    else:
        title = "Isian belum tersimpan"
        sentence = "Draf tidak dapat disimpan. Bila jendela ditutup, yang sudah diketik hilang."
    return question(title, sentence, "Tutup jendela", parent, is_danger=True)
