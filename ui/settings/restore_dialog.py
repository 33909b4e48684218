"""What is in a backup, and what the present book would give up for it, before it is restored."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.ground.formatting import moment, thousands
from app.keeping.comparison import BeyondBackup, Comparison
from ui.complaint.register_output import Output, Part, write_output
from ui.settings.list_table import Line, ListTable
from ui.shared.context import Context
from ui.shared.step_dialog import StepDialog
from ui.widgets.buttons import quiet_button
from ui.widgets.windowed_model import Column
from ui.widgets.words import words

_COLUMNS: Final[tuple[Column[Line[BeyondBackup]], ...]] = (
    Column("Nomor", text=lambda line: line.value.number, width=150),
    Column("Objek", text=lambda line: line.value.subject, stretch=True),
    Column("Yang dilepas", text=lambda line: _given_up(line.value), width=330),
)
_HEIGHT: Final = 210


class RestoreDialog(StepDialog):
    """Accepted by whoever wants the backup in the place of the present book."""

    cancel_text = "Tutup"

    def __init__(
        self,
        context: Context,
        name: str,
        found: Comparison,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Pulihkan buku dari cadangan",
            _content_words(name, found),
            "Pulihkan buku",
            parent,
            is_danger=True,
        )
        self._context = context
        self._ids = [each.id for each in found.complaints]
        self.setMinimumWidth(820 if self._ids else 560)
        self.form.addWidget(words(_loss_words(found), "strong", wrap=True))
        if self._ids:
            self.table = ListTable[BeyondBackup](_COLUMNS, "Yang dilepas bila buku dipulihkan")
            self.table.setObjectName("given-up")
            self.table.setFixedHeight(_HEIGHT)
            self.table.show_values(found.complaints)
            self.form.addWidget(self.table)
            self.print_button = quiet_button("Cetak daftar yang dilepas", "print")
            self.print_button.setObjectName("print-given-up")
            self.print_button.clicked.connect(self._on_print)
            self.foot.insertWidget(0, self.print_button)
        self.form.addWidget(words(_AFTERWARDS, "quiet", wrap=True))
        self.accept_button.setEnabled(not context.book.read_only)
        self.cancel_button.setFocus()

    @Slot()
    def _on_print(self) -> None:
        write_output(
            self._context,
            self,
            Output.PDF,
            self._ids,
            Part("yang tidak ada dalam cadangan", " tidak dalam cadangan"),
            said=self.set_sentence,
            refused=self.show_error,
        )


_AFTERWARDS: Final = (
    "Buku yang sekarang tidak dihapus: berkasnya disimpan di folder yang sama dengan nama "
    "“… sebelum dipulihkan …”. Nomor register yang sudah pernah diberikan tidak diberikan lagi. "
    "Pemulihan dicatat dalam jurnal, dan program membuka kembali bukunya sesudah selesai."
)


def _content_words(name: str, found: Comparison) -> str:
    content = found.content
    last = f", nomor terakhir {content.last_number}" if content.last_number else ""
    upto = f" Catatan terakhirnya {moment(content.last_entry_at)}." if content.last_entry_at else ""
    return f"Cadangan {name} berisi {thousands(content.complaints)} pengaduan{last}.{upto}"


def _loss_words(found: Comparison) -> str:
    if not found.is_of_this_book:
        return "Cadangan ini berasal dari buku lain. Seluruh isi buku sekarang dilepas."
    lacking = "Cadangan ini juga memuat catatan yang tidak ada di buku sekarang. " * found.lacks
    others = (
        f" Juga dilepas: {thousands(found.other_entries)} perubahan daftar, pengaturan, lampiran."
        if found.other_entries
        else ""
    )
    if not found.complaints:
        return f"{lacking}Tidak ada pengaduan yang dilepas.{others}"
    new = sum(each.is_new for each in found.complaints)
    changed = len(found.complaints) - new
    given_up = [f"{thousands(new)} pengaduan baru"] * bool(new)
    given_up += [f"perubahan pada {thousands(changed)} pengaduan lain"] * bool(changed)
    return f"{lacking}Yang dilepas: {' dan '.join(given_up)}.{others}"


def _given_up(each: BeyondBackup) -> str:
    if each.is_new:
        return "Seluruh pengaduan"
    return ", ".join(dict.fromkeys(each.happened))
