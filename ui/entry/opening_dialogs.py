"""The dialogs of an opening of the box: begun, corrected, voided, ended with letters missing."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.ground.changes import Changes
from app.ground.errors import FormRefused, UserError
from app.ground.formatting import moment
from app.ground.overriding import override
from app.reading.complaint.openings import earlier_places, earlier_witnesses
from app.reading.complaint.values import BoxOpeningInfo
from app.rules.channels import CHANNEL_FIELDS, Channel
from app.rules.fields import Field, FieldKind
from app.steps.correct_opening import correct_opening, explain_letters, void_opening
from app.steps.open_box import OPENING_FIELDS, check_opening, open_box
from ui.complaint.step import notice, text_area
from ui.entry.box_words import opening_words
from ui.fields.editors import FieldEditor, ListEditor, editor_for
from ui.fields.field_dialog import FieldDialog
from ui.fields.finding_combo import EarlierCombo
from ui.shared.context import Context
from ui.shared.step_dialog import confirm
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.words import tighten

_FIELDS: Final[Mapping[str, Field]] = {
    f.name: f for f in CHANNEL_FIELDS[Channel.BOX] if f.name in OPENING_FIELDS
}
_ROWS: Final = (("opened_at", "box_location"), ("witness_1", "witness_2"), ("letter_count",))


def opening_values(opening: BoxOpeningInfo) -> dict[str, str]:
    """Return the facts of *opening* as an officer would have typed them, by field name."""
    count = opening.letter_count
    return {
        "opened_at": moment(opening.opened_at),
        "box_location": opening.box_location,
        "witness_1": opening.witness_1,
        "witness_2": opening.witness_2,
        "letter_count": "" if count is None else str(count),
    }


class NothingChanged(UserError):
    """No field holds anything else than what is recorded."""


class _OpeningDialog(FieldDialog):
    """Asks what is recorded of an opening; places and witnesses of before are offered."""

    def __init__(
        self, context: Context, title: str, sentence: str, accept_text: str, parent: QWidget | None
    ) -> None:
        super().__init__(context, title, sentence, accept_text, parent)
        self.setMinimumWidth(560)
        self.editors = {name: self._editor(field) for name, field in _FIELDS.items()}
        for names in _ROWS:
            row = QHBoxLayout()
            tighten(row, 12)
            for name in names:
                self.hold(self.editors[name])
                row.addWidget(self.editors[name].box, 1)
            if len(names) == 1:
                row.addStretch(1)
            self.form.addLayout(row)

    def _editor(self, field: Field) -> FieldEditor:
        if field.kind is not FieldKind.LINE:
            return editor_for(field, self.context.book.clock.today)
        read = earlier_places if field.name == "box_location" else earlier_witnesses
        editor = ListEditor(field, EarlierCombo("Ketik atau pilih"))
        editor.set_groups([("", read(self.context.book))])
        return editor

    def fill(self, values: Mapping[str, str]) -> None:
        """Show *values*, text by field name."""
        for name, editor in self.editors.items():
            editor.set_text(values.get(name, ""))

    def values(self) -> dict[str, str]:
        """Return what is typed, text by field name."""
        return {name: editor.text() for name, editor in self.editors.items()}


class OpenBoxDialog(_OpeningDialog):
    """Begins an opening; one without letters is asked for once more."""

    def __init__(
        self, context: Context, typed: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            "Buka kotak",
            "Pembukaan dicatat satu kali, lalu suratnya satu per satu. Isi 0 bila kotak kosong.",
            "Catat pembukaan",
            parent,
        )
        self.fill({"opened_at": moment(context.book.clock.now()), **typed})
        empty = (name for name in ("box_location", "letter_count") if not typed.get(name))
        self.editors[next(empty, "opened_at")].widget.setFocus()

    @override
    @Slot()
    def submit(self) -> None:
        values = self.values()
        if values["letter_count"].strip() == "0":
            self.clear_errors()
            try:
                check_opening(self.context.book, values)
            except FormRefused as error:
                self.show_refusal(error)
                return
            if not self._is_empty_agreed(values):
                return
        super().submit()

    def _is_empty_agreed(self, values: Mapping[str, str]) -> bool:
        place = values["box_location"].strip()
        opened = f"Kotak{f' di {place}' if place else ''} dibuka {values['opened_at'].strip()}"
        return confirm(
            self,
            "Catat pembukaan tanpa surat?",
            f"{opened} dan tidak berisi surat. Pembukaan ini dicatat satu kali di buku.",
            "Catat pembukaan",
        )

    @override
    def write(self) -> Changes:
        return open_box(self.context.book, self.values())


class CorrectOpeningDialog(_OpeningDialog):
    """Corrects an opening as a whole, its letters with it."""

    def __init__(
        self, context: Context, opening: BoxOpeningInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            "Perbaiki pembukaan kotak",
            "Nilai lama, petugas, waktu dan alasannya tetap tersimpan dalam jurnal.",
            "Simpan perbaikan",
            parent,
        )
        self._opening = opening
        if opening.recorded:
            self.form.insertWidget(
                0,
                notice(
                    f"Berlaku untuk seluruh pembukaan, juga pada {opening.recorded} surat yang "
                    "sudah tercatat. Bila hanya satu surat yang salah kotak, perbaiki isian surat "
                    "itu di Buku."
                ),
            )
        self._first = opening_values(opening)
        self.fill(self._first)
        self._reason = QLineEdit()
        self.keep_in_sight(
            self.add_field("reason", "Alasan perbaikan", self._reason, "Misalnya: salah hitung")
        )
        self.editors["letter_count"].widget.setFocus()

    @override
    def write(self) -> Changes:
        values = self.values()
        if values == self._first:
            raise NothingChanged("Belum ada isian yang diubah.")
        reason = self._reason.text()
        return correct_opening(self.context.book, self._opening.id, values, reason)


class VoidOpeningDialog(WritingDialog):
    """Asks why an opening is wrong, and warns."""

    cancel_text = "Kembali"

    def __init__(
        self, context: Context, opening: BoxOpeningInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            "Batalkan pembukaan kotak",
            f"{opening_words(opening)}. Hanya untuk pembukaan yang keliru, misalnya tercatat dua "
            "kali. Barisnya tetap ada dengan tanda batal. Pembatalan tidak dapat ditarik kembali.",
            "Batalkan pembukaan",
            parent,
            is_danger=True,
        )
        self._opening = opening
        self.reason = text_area(lines=3)
        self.add_field("reason", "Alasan pembatalan", self.reason)
        self.reason.setFocus()

    @override
    def write(self) -> Changes:
        return void_opening(self.context.book, self._opening.id, self.reason.toPlainText())


class MissingLettersDialog(WritingDialog):
    """Asks what became of the letters that were counted and are not recorded.

    Attributes:
        goes_on: the officer records another letter; nothing was changed.
    """

    cancel_text = "Kembali"

    def __init__(
        self, context: Context, opening: BoxOpeningInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"Baru {opening.recorded} dari {opening.letter_count} surat tercatat",
            f"{opening_words(opening)}. Setiap surat dari kotak tercatat, atau dijelaskan.",
            "Lanjutkan",
            parent,
        )
        self._opening = opening
        self.go_on = QRadioButton("Lanjutkan mencatat surat berikutnya")
        self.recount = QRadioButton(f"Jumlahnya salah hitung, seharusnya {opening.recorded} surat")
        self.leave = QRadioButton("Biarkan; surat yang tersisa tidak dicatat")
        for place, choice in enumerate((self.go_on, self.recount, self.leave)):
            choice.setObjectName(("go-on", "recount", "leave")[place])
            choice.toggled.connect(self._on_chosen)
            self.form.addWidget(choice)
        self.reason = QLineEdit()
        self.add_field("reason", "Alasan", self.reason)
        self.go_on.setChecked(True)
        self.go_on.setFocus()

    @property
    def goes_on(self) -> bool:
        """Whether another letter is recorded instead of ending here."""
        return self.go_on.isChecked()

    @Slot()
    def _on_chosen(self) -> None:
        self.clear_errors()
        self.reason.setEnabled(not self.goes_on)
        told = {self.recount: "Perbaiki jumlah", self.leave: "Biarkan dengan alasan"}
        text = next((text for choice, text in told.items() if choice.isChecked()), "Lanjutkan")
        self.accept_button.setText(text)
        self.accept_button.setAccessibleName(text)

    @override
    def write(self) -> Changes:
        book, opening, reason = self.context.book, self._opening, self.reason.text()
        if self.goes_on:
            return Changes()
        if self.recount.isChecked():
            values = opening_values(opening) | {"letter_count": str(opening.recorded)}
            return correct_opening(book, opening.id, values, reason)
        return explain_letters(book, opening.id, reason)
