"""ListEditor: one list with its buttons; entries are added, changed and taken out of use."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.book.lists import read_lists
from app.ground.changes import Changes
from app.steps.edit_lists import (
    add_list_entry,
    change_list_entry,
    retire_list_entry,
    why_kept,
)
from ui.settings.kept_lists import Kept, ListKind
from ui.settings.list_dialogs import EntryDialog, Values
from ui.settings.list_table import Line, ListTable
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.rights import offer
from ui.widgets.buttons import secondary_button
from ui.widgets.windowed_model import Column
from ui.widgets.words import tighten, words
from ui.widgets.wrapping_row import WrappingRow

_IN_USE: Final = "Dipakai"
_RETIRED: Final = "Tidak dipakai"


class ListEditor(QWidget):
    """Shows one list, retired entries included, and changes it."""

    changed = Signal(str)  # the quiet sentence
    refused = Signal(object)  # why, as a BookError

    def __init__(self, context: Context, kind: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._context = context
        self._group = ""
        self._dialog: EntryDialog | None = None
        self.setObjectName(f"list-{kind.which}")
        self.table = ListTable[Kept](_columns(kind), kind.title)
        self.table.setObjectName("entries")
        self._count = words("", "muted")
        self.retire_button = secondary_button("Tidak dipakai lagi")
        self.retire_button.setObjectName("retire")
        self.change_button = secondary_button("Ubah")
        self.change_button.setObjectName("change")
        self.add_button = secondary_button(f"Tambah {kind.one}", "plus")
        self.add_button.setObjectName("add")
        self.head = WrappingRow()
        self.head.addWidget(self._count)
        self.head.add_stretch()
        for button in (self.retire_button, self.change_button, self.add_button):
            self.head.addWidget(button)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(self.head)
        column.addWidget(self.table, 1)
        self.retire_button.clicked.connect(self._on_retire_clicked)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.table.row_selected.connect(self._on_row_selected)
        self.table.row_opened.connect(self._on_change_clicked)

    def show_group(self, group: str) -> None:
        """Show only the entries of *group*; all when it is empty."""
        self._group = group
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        entries = self.kind.read(read_lists(self._context.book))
        shown = [entry for entry in entries if self._group in ("", entry.group)]
        self.table.show_values(sorted(shown, key=lambda entry: entry.is_retired))
        in_use = sum(not entry.is_retired for entry in shown)
        retired = len(shown) - in_use
        note = f" · {retired} tidak dipakai lagi" if retired else ""
        self._count.setText(f"{in_use} dipakai{note}")
        self._on_row_selected()

    @Slot()
    def _on_row_selected(self) -> None:
        entry = self.table.current_value()
        is_open = not self._context.book.read_only
        book = self._context.book
        is_in_use = is_open and entry is not None and not entry.is_retired
        offer(self.add_button, book, self.kind.step, if_=is_open)
        offer(self.change_button, book, self.kind.step, if_=is_in_use)
        why_not = why_kept(self._context.book, self.kind.which, entry.key) if entry else ""
        may_retire = is_open and entry is not None and not why_not
        offer(self.retire_button, book, self.kind.step, if_=may_retire, tip=why_not)
        is_retired = entry is not None and entry.is_retired
        self.retire_button.setText("Pakai lagi" if is_retired else "Tidak dipakai lagi")

    @Slot()
    def _on_add_clicked(self) -> None:
        self._open(self.add_dialog())

    @Slot()
    def _on_change_clicked(self) -> None:
        entry = self.table.current_value()
        if entry is not None and self.change_button.isEnabled():
            self._open(self.change_dialog(entry))

    @Slot()
    def _on_retire_clicked(self) -> None:
        entry = self.table.current_value()
        if entry is None:
            return
        retired = not entry.is_retired
        book, which = self._context.book, self.kind.which
        retire = partial(retire_list_entry, book, which, entry.key, retired=retired)
        if take_step(self._context, self, retire, self.refused.emit) is not None:
            self.reload()
            words_ = "tidak dipakai lagi" if retired else "dipakai lagi"
            self.changed.emit(f"{entry.name} {words_}.")

    def add_dialog(self) -> EntryDialog:
        """Return the dialog for a new entry, not yet shown."""
        title = f"Tambah {self.kind.one}"
        questions = self.kind.adding(read_lists(self._context.book), self._group)
        return EntryDialog(
            self._context, title, "Tambah", self._add, questions=questions, parent=self
        )

    def change_dialog(self, entry: Kept) -> EntryDialog:
        """Return the dialog that changes *entry*, not yet shown."""

        def store(values: Values) -> Changes:
            return self._change(entry, values)

        return EntryDialog(
            self._context,
            f"Ubah {self.kind.one}",
            "Simpan",
            store,
            sentence=self.kind.rename_note,
            name=entry.name,
            questions=self.kind.changing(read_lists(self._context.book), entry),
            parent=self,
        )

    def _add(self, values: Values) -> Changes:
        return add_list_entry(self._context.book, self.kind.which, values)

    def _change(self, entry: Kept, values: Values) -> Changes:
        return change_list_entry(self._context.book, self.kind.which, entry.key, values)

    def _open(self, dialog: EntryDialog) -> None:
        self._dialog = dialog
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_accepted(self) -> None:
        if self._dialog is None or self._dialog.changes is None:
            return
        name = self._dialog.values()["name"]
        self.reload()
        for entry in self.table.values():
            if entry.name == name and not entry.is_retired:
                self.table.select_value(entry)
                break
        self.changed.emit(f"{name} disimpan.")


def _columns(kind: ListKind) -> tuple[Column[Line[Kept]], ...]:
    def fact(place: int) -> Column[Line[Kept]]:
        title, width = kind.facts[place]
        return Column(title, text=lambda line: line.value.facts[place], width=width)

    return (
        Column("Nama", text=lambda line: line.value.name, stretch=True),
        *(fact(place) for place in range(len(kind.facts))),
        Column(
            "Keadaan",
            text=lambda line: _RETIRED if line.value.is_retired else _IN_USE,
            width=120,
        ),
    )
