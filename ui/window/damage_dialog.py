"""DamageDialog: the book cannot be opened; what a rescue would bring back, and what a backup."""

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from ui.shared.step_dialog import StepDialog
from ui.widgets.buttons import secondary_button
from ui.widgets.words import words

_AFTERWARDS = (
    "Berkas yang rusak tidak dihapus: disimpan di folder yang sama dengan nama “… sebelum "
    "dipulihkan …”. Nomor register yang sudah pernah diberikan tidak diberikan lagi, dan jurnal "
    "mencatat apa yang terjadi."
)


class Way(Enum):
    """How a damaged book is brought back."""

    RESCUE = auto()
    BACKUP = auto()


class DamageDialog(StepDialog):
    """Says what each way would bring back; a way with no sentence is not offered."""

    cancel_text = "Tutup"

    def __init__(self, error: str, rescue: str, backup: str, parent: QWidget | None = None) -> None:
        ways = {Way.RESCUE: rescue, Way.BACKUP: backup}
        first = next(way for way, sentence in ways.items() if sentence)
        super().__init__("Buku tidak dapat dibuka", error, _BUTTONS[first], parent)
        self._chosen = first
        self.setMinimumWidth(620)
        for way, sentence in ways.items():
            self.form.addWidget(words(_HEADINGS[way], "strong"))
            self.form.addWidget(words(sentence or _NOTHING[way], wrap=True))
        self.form.addWidget(words(_AFTERWARDS, "quiet", wrap=True))
        if rescue and backup:
            self.backup_button = secondary_button(_BUTTONS[Way.BACKUP])
            self.backup_button.setObjectName("backup")
            self.backup_button.clicked.connect(self._on_backup)
            self.foot.insertWidget(self.foot.count() - 1, self.backup_button)
        self.cancel_button.setFocus()

    def _on_backup(self) -> None:
        self._chosen = Way.BACKUP
        self.submit()

    def chosen_when_closed(self) -> Way | None:
        """Show the dialog; return the way that was chosen, None for neither."""
        is_chosen = self.exec() == StepDialog.DialogCode.Accepted
        self.deleteLater()
        return self._chosen if is_chosen else None


_HEADINGS = {Way.RESCUE: "Menyelamatkan isi berkas ini", Way.BACKUP: "Memulihkan dari cadangan"}
_BUTTONS = {Way.RESCUE: "Selamatkan isi berkas ini", Way.BACKUP: "Pulihkan dari cadangan"}
_NOTHING = {
    Way.RESCUE: "Tidak ada yang dapat dibaca lagi dari berkas ini.",
    Way.BACKUP: "Tidak ada cadangan yang baik di tempatnya.",
}
