"""Small dialogs of the entry page: the answer on the spot, drafts."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from app.entry.drafts import DraftInfo
from app.ground.errors import UserError
from app.ground.formatting import moment
from app.ground.overriding import override
from app.rules.channels import CHANNEL_LABELS
from ui.shared.step_dialog import StepDialog, confirm, question
from ui.widgets.buttons import quiet_button

_LONGEST_ABOUT: Final = 80


class NothingChosen(UserError):
    """No line of the list was chosen."""


class DirectAnswerDialog(StepDialog):
    """Asks what was answered on the spot; the entry keeps what is typed, saved or not."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None, before: str = "") -> None:
        super().__init__(
            "Dijawab langsung",
            "Pengaduan disimpan dan langsung selesai. Jawabannya tetap tercatat dalam buku.",
            "Simpan sebagai dijawab",
            parent,
        )
        self.answer = QPlainTextEdit(before)
        self.answer.setTabChangesFocus(True)
        self.answer.setMinimumHeight(120)
        self.answer.textChanged.connect(self._on_typed)
        self.add_field("answer", "Jawaban yang disampaikan", self.answer)

    @Slot()
    def _on_typed(self) -> None:
        self.typed.emit(self.answer.toPlainText())

    @override
    def _holds_typing(self) -> bool:
        return False  # closing it loses nothing

    @override
    def perform(self) -> None:
        if not self.answer.toPlainText().strip():
            raise NothingChosen("Tulis jawaban yang telah disampaikan.")


def ask_answer(parent: QWidget, before: str, typed: Callable[[str], object]) -> bool:
    """Ask what was answered on the spot; return whether the entry is to be saved with it.

    Args:
        parent: where it is asked.
        before: what was typed when it was asked last.
        typed: is told what is typed, letter by letter.
    """
    dialog = DirectAnswerDialog(parent, before)
    dialog.typed.connect(typed)
    is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_agreed


class DraftsDialog(StepDialog):
    """Offers the unfinished entries: one to go on with, or to throw away."""

    def __init__(
        self,
        drafts: Sequence[DraftInfo],
        parent: QWidget | None = None,
        mask: Callable[[str], str] = str,
    ) -> None:
        super().__init__(
            "Draf yang belum disimpan",
            "Pilih draf untuk dilanjutkan. Delete membuang draf yang disorot.",
            "Lanjutkan draf",
            parent,
        )
        self.discarded: list[DraftInfo] = []
        self._drafts = {draft.key: draft for draft in drafts}
        self.list = QListWidget()
        self.list.setMinimumHeight(200)
        self.list.setSpacing(2)
        for draft in drafts:
            item = QListWidgetItem(_line_of(draft, mask))
            item.setData(Qt.ItemDataRole.UserRole, draft.key)
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

    def chosen(self) -> str | None:
        """Return the key of the marked draft."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _on_discard_wanted(self) -> None:
        chosen = self.chosen()
        if chosen is not None and confirm(
            self,
            "Buang draf",
            "Draf ini hilang dan tidak dapat dikembalikan.",
            "Buang draf",
            is_danger=True,
        ):
            self.discarded.append(self._drafts[chosen])
            self.list.takeItem(self.list.currentRow())

    @override
    def perform(self) -> None:
        if self.chosen() is None:
            raise NothingChosen("Tidak ada draf yang dipilih.")


def ask_draft(
    drafts: Sequence[DraftInfo], parent: QWidget, mask: Callable[[str], str]
) -> tuple[str | None, Sequence[DraftInfo]]:
    """Return the key of the draft to go on with, None for none, and those to throw away."""
    dialog = DraftsDialog(drafts, parent, mask)
    is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if is_agreed else None
    dialog.deleteLater()
    return chosen, dialog.discarded


def _line_of(draft: DraftInfo, mask: Callable[[str], str]) -> str:
    facts = [CHANNEL_LABELS[draft.channel], moment(draft.saved_at)]
    if draft.file_count:
        facts.append(f"{draft.file_count} lampiran")
    typed = (draft.values.get(name, "") for name in ("subject", "name", "description", "phone"))
    told = next((" ".join(text.split()) for text in typed if text.strip()), "")
    about = mask(told) or "(belum berjudul)"
    return f"{' · '.join(facts)}\n{about[:_LONGEST_ABOUT]}"


def leave_question(parent: QWidget | None) -> StepDialog:
    """Return the question whether to close over what could not be kept as a draft."""
    return question(
        "Isian belum tersimpan",
        "Draf tidak dapat disimpan. Bila jendela ditutup, yang sudah diketik hilang.",
        "Tutup jendela",
        parent,
        is_danger=True,
    )
