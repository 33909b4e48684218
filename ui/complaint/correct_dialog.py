"""The dialog that corrects what was recorded; the old values stay in the journal."""

from datetime import date, datetime
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.entry.form_values import read_form_values
from app.ground.changes import Changes
from app.ground.formatting import moment, short_date
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import fields_of
from app.rules.events import Step
from app.rules.fields import Block, Field, FieldKind
from app.rules.identity import mask_nik
from app.steps.box_letters import OF_OPENING
from app.steps.correct import correct
from ui.complaint.step import ComplaintStep, notice
from ui.fields.editors import editor_for
from ui.fields.offers import ListOffers
from ui.shared.context import Context
from ui.widgets.words import tighten, words

_BLOCK_TITLES = {
    Block.CHANNEL: "Saluran",
    Block.REPORTER: "Pengadu",
    Block.COMPLAINT: "Pengaduan",
}
_OF_BOX: Final = (
    "Waktu dan lokasi kotak menunjukkan dari pembukaan mana surat ini. Bila pembukaannya sendiri "
    "yang salah catat, perbaiki lewat Daftar pembukaan pada formulir kotak."
)
_WIDE = frozenset({FieldKind.TEXT})
_TALL: Final = 112


class CorrectDialog(ComplaintStep):
    """Offers every recorded field and asks for the reason."""

    step = Step.CORRECT
    shows_recorded = True

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
        stored = read_form_values(context.book, detail.id)
        declared = _asked(detail)
        today = context.book.clock.today
        self.editors = {field.name: editor_for(field, today) for field in declared}
        self._nik = stored.get("nik", "")
        for field in declared:
            self.editors[field.name].set_text(_typed(field, stored.get(field.name, "")))
        ListOffers(context.book, self.editors, self)
        for block, block_title in _BLOCK_TITLES.items():
            self.form.addWidget(words(block_title, "strong"))
            if block is Block.CHANNEL and detail.box_opening is not None:
                self.form.addWidget(notice(_OF_BOX))
            self.form.addLayout(self._board([field for field in declared if field.block is block]))
        self._reason = QLineEdit()
        self.keep_in_sight(
            self.add_field("reason", "Alasan perbaikan", self._reason, "Misalnya: salah ketik nama")
        )
        self._first = {name: editor.text() for name, editor in self.editors.items()}
        doubts = [doubt for doubt in detail.doubts if doubt.field in self.editors]
        for doubt in doubts:
            self.editors[doubt.field].box.set_doubt(doubt.sentence)
        first = next((doubt.field for doubt in doubts), "name")
        self.editors[first].widget.setFocus()

    def _board(self, declared: list[Field]) -> QGridLayout:
        grid = QGridLayout()
        tighten(grid, 10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line, side = 0, 0
        for field in declared:
            editor = self.editors[field.name]
            self.hold(editor, field.hint)
            is_wide = field.kind in _WIDE
            if is_wide:
                editor.widget.setFixedHeight(_TALL)
            if is_wide and side:
                line, side = line + 1, 0
            grid.addWidget(editor.box, line, side, 1, 2 if is_wide else 1)
            line, side = (line, 1) if not is_wide and side == 0 else (line + 1, 0)
        return grid

    @override
    def write(self) -> Changes:
        marked = {doubt.field for doubt in self.detail.doubts}
        values = {
            name: editor.text()
            for name, editor in self.editors.items()
            if name in marked or editor.text().strip() != self._first[name].strip()
        }
        if values.get("nik") == self._first["nik"]:
            # Shown masked, and left as it is.
            values["nik"] = self._nik
        return correct(self.context.book, self.detail.id, values, self._reason.text())


def _asked(detail: ComplaintDetail) -> tuple[Field, ...]:
    """Return what can be corrected in *detail* alone, without the box that others came from."""
    elsewhere = OF_OPENING if detail.box_opening is not None else ()
    return tuple(f for f in fields_of(detail.channel) if f.name not in elsewhere)


def _typed(field: Field, stored: str) -> str:
    """Return what is *stored* as an officer would have typed it; of a NIK only what lists show."""
    if field.kind is FieldKind.NIK:
        return mask_nik(stored)
    try:
        if field.kind is FieldKind.MOMENT:
            return moment(datetime.fromisoformat(stored))
        if field.kind is FieldKind.DAY:
            return short_date(date.fromisoformat(stored))
    except ValueError:
        return stored
    return stored
