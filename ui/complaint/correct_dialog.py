"""The dialog that corrects what was recorded; the old values stay in the journal."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.book.lists import read_lists
from app.entry.form_values import read_form_values
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import Block, Field, FieldKind, fields_of
from app.rules.procedure import Step
from app.steps.correct import correct
from ui.complaint.field_editors import FieldEditor, editor_for, fill_choices, villages_of
from ui.complaint.step import ComplaintStep
from ui.shared.context import Context
from ui.widgets.words import tighten, words

_BLOCK_TITLES = {
    Block.CHANNEL: "Saluran",
    Block.REPORTER: "Pengadu",
    Block.COMPLAINT: "Pengaduan",
}
_WIDE = frozenset({FieldKind.TEXT})


class NothingChanged(UserError):
    """No field holds anything else than what is recorded."""


class CorrectDialog(ComplaintStep):
    """Offers every recorded field and asks for the reason."""

    step = Step.CORRECT

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence="Nilai lama, petugas, waktu dan alasannya tetap tersimpan dalam jurnal.",
        )
        self.setMinimumWidth(760)
        self._lists = read_lists(context.book)
        self._stored = read_form_values(context.book, detail.id)
        self._editors: dict[str, FieldEditor] = {}
        declared = fields_of(detail.channel)
        for block, block_title in _BLOCK_TITLES.items():
            self.form.addWidget(words(block_title, "strong"))
            self.form.addLayout(self._board([field for field in declared if field.block is block]))
        self._reason = QLineEdit()
        self.keep_in_sight(
            self.add_field("reason", "Alasan perbaikan", self._reason, "Misalnya: salah ketik nama")
        )
        self._follow_district()
        self._editors["name"].widget.setFocus()

    def _board(self, declared: list[Field]) -> QGridLayout:
        grid = QGridLayout()
        tighten(grid, 10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line, side = 0, 0
        for field in declared:
            stored = self._stored.get(field.name, "")
            editor = editor_for(field, stored, self._lists, self.context.book.clock.today)
            self._editors[field.name] = editor
            box = self.add_field(field.name, field.label, editor.widget, field.hint)
            self.form.removeWidget(box)
            is_wide = field.kind in _WIDE
            if is_wide and side:
                line, side = line + 1, 0
            grid.addWidget(box, line, side, 1, 2 if is_wide else 1)
            line, side = (line, 1) if not is_wide and side == 0 else (line + 1, 0)
        return grid

    def _follow_district(self) -> None:
        district = self._editors["district"].widget
        if isinstance(district, QComboBox):
            district.currentIndexChanged.connect(self._on_district_chosen)
        self._on_district_chosen()

    @Slot()
    def _on_district_chosen(self) -> None:
        village = self._editors["village"]
        offered = villages_of(self._lists, self._editors["district"].text())
        kept = village.text()
        if kept not in {name for name, _ in offered} and self._editors["district"].is_changed:
            kept = ""
        if isinstance(village.widget, QComboBox):
            fill_choices(village.widget, offered, kept)

    @override
    def write(self) -> Changes:
        changed = {
            name: editor.text() for name, editor in self._editors.items() if editor.is_changed
        }
        if not changed:
            raise NothingChanged("Belum ada isian yang diubah.")
        return correct(self.context.book, self.detail.id, changed, self._reason.text())
