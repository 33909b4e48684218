"""PINs in the settings: the line above the list of officers, and the dialogs behind its buttons."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.book.settings_checks import LONGEST_LOCK
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from app.rules.events import Step
from app.steps.pins import (
    change_people_rules,
    change_pin,
    make_recovery_code,
    set_pin,
    switch_pins_on,
)
from ui.settings.kept_lists import Kept
from ui.shared.context import Context
from ui.shared.pin_dialog import PinDialog, pin_line
from ui.shared.rights import offer
from ui.shared.writing_dialog import WritingDialog
from ui.viewer.recovery_code import CodeDialog
from ui.widgets.buttons import secondary_button
from ui.widgets.words import tighten, words
from ui.widgets.wrapping_row import WrappingRow

_WITHOUT = (
    "Buku ini bekerja tanpa PIN: setiap orang dapat memakai nama setiap petugas, dan setiap "
    "langkah dicatat “tanpa PIN”."
)


_SWITCHED_OFF = "Bila dimatikan, setiap orang dapat memakai nama setiap petugas."


class NewPinDialog(PinDialog):
    """Asks for a PIN twice and gives it to ``keep``, in the worker."""

    def __init__(
        self,
        context: Context,
        title: str,
        sentence: str,
        accept_text: str,
        keep: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.book, title, sentence, accept_text, parent)
        self.context = context
        self.result_of_work: object = None
        self._keep = keep
        self.pin, self.again = pin_line(), pin_line()
        self.ask_first()
        self.add_field("pin", "PIN baru", self.pin, "Paling sedikit 6 angka atau huruf.")
        self.add_field("again", "PIN baru sekali lagi", self.again)

    def ask_first(self) -> None:
        """Put what is asked before the PIN into the form."""

    @override
    def work(self) -> Callable[[], object]:
        if self.pin.text() != self.again.text():
            raise FormRefused(FieldProblem("again", "Kedua PIN tidak sama."))
        return partial(self._keep, self.pin.text())

    @override
    def on_done(self, result: object) -> None:
        self.result_of_work = result
        self.context.hub.changed.emit(Changes(settings=True))
        self.accept()


class SwitchOnDialog(NewPinDialog):
    """Asks who is the first admin."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "Aktifkan PIN",
            "Sejak PIN aktif, setiap petugas masuk dengan PIN-nya dan hanya dapat melakukan "
            "langkah tugasnya. Admin memasang PIN petugas lain dan mengatur buku; mencatat dan "
            "menyetujui bukan tugasnya. Jendela terkunci sendiri bila lama tidak dipakai.",
            "Aktifkan PIN",
            self._switch,
            parent,
        )

    @override
    def ask_first(self) -> None:
        self.admin = QLineEdit("Admin")
        self.add_field("name", "Nama admin", self.admin, "Ditambahkan ke daftar petugas.")
        self.admin.setModified(False)

    def _switch(self, pin: str) -> str:
        return switch_pins_on(self.book, self.admin.text(), pin)


class PeopleRulesDialog(WritingDialog):
    """Four eyes, the minutes until the lock, and working without PINs again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "Aturan petugas", "", "Simpan", parent)
        now = context.book.settings.people
        self.four_eyes = QCheckBox("Penulis jawaban tidak boleh menyetujui jawabannya sendiri")
        self.four_eyes.setChecked(now.four_eyes)
        self.add_field("four_eyes", "Empat mata", self.four_eyes)
        self.uses_pins = QCheckBox("Petugas masuk dengan PIN")
        self.uses_pins.setChecked(now.uses_pins)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, LONGEST_LOCK)
        self.minutes.setValue(now.lock_minutes)
        self.minutes.setSuffix(" menit")
        self.minutes.setMaximumWidth(140)
        # The style sheet has no say over the room before the number.
        self.minutes.lineEdit().setTextMargins(8, 0, 0, 0)
        if now.uses_pins:
            self.add_field("people.lock_minutes", "Terkunci sendiri setelah", self.minutes)
            self.add_field("uses_pins", "PIN", self.uses_pins, _SWITCHED_OFF)

    @override
    def write(self) -> Changes:
        wanted = replace(
            self.context.book.settings.people,
            four_eyes=self.four_eyes.isChecked(),
            lock_minutes=self.minutes.value(),
            uses_pins=self.uses_pins.isChecked(),
        )
        return change_people_rules(self.context.book, wanted)


class PinsLine(QWidget):
    """Says whether PINs are used, with what can be done about them for the chosen officer."""

    changed = Signal(str)  # the quiet sentence

    def __init__(
        self, context: Context, chosen: Callable[[], Kept | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen = chosen
        self._state = words("", "quiet", wrap=True)
        self.switch_button = self._button("Aktifkan PIN", "switch-on", self._on_switch_wanted)
        self.set_button = self._button("Pasang PIN petugas ini", "set-pin", self._on_set_wanted)
        self.own_button = self._button("Ganti PIN saya", "own-pin", self._on_own_wanted)
        self.code_button = self._button("Kode pemulihan baru", "new-code", self._on_code_wanted)
        self.rules_button = self._button("Aturan", "rules", self._on_rules_wanted)
        row = WrappingRow()
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        tighten(column, 6)
        column.addWidget(self._state)
        column.addLayout(row)

    def _button(self, text: str, name: str, slot: Callable[[], object]) -> QWidget:
        button = secondary_button(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        self._buttons = [*getattr(self, "_buttons", []), button]
        return button

    def show_stored(self) -> None:
        """Say what the book says now."""
        people = self._context.book.settings.people
        self._state.setText(_state_words(people.lock_minutes) if people.uses_pins else _WITHOUT)
        self.switch_button.setVisible(not people.uses_pins)
        for button in (self.set_button, self.own_button, self.code_button):
            button.setVisible(people.uses_pins)
        for button, step in (
            (self.switch_button, Step.CHANGE_PEOPLE_RULES),
            (self.own_button, Step.CHANGE_PIN),
            (self.code_button, Step.MAKE_RECOVERY_CODE),
            (self.rules_button, Step.CHANGE_PEOPLE_RULES),
        ):
            offer(button, self._context.book, step, if_=not self._context.book.read_only)
        self.show_chosen()

    @Slot()
    def show_chosen(self) -> None:
        """Let a PIN be set for the officer that is chosen, where one is."""
        entry = self._chosen()
        is_open = not self._context.book.read_only
        is_chosen = is_open and entry is not None and not entry.is_retired
        offer(self.set_button, self._context.book, Step.SET_PIN, if_=is_chosen)

    @Slot()
    def _on_switch_wanted(self) -> None:
        dialog = SwitchOnDialog(self._context, self)
        if dialog.exec() == SwitchOnDialog.DialogCode.Accepted:
            self._show_code(str(dialog.result_of_work))
            self._done("PIN aktif. Pasang PIN setiap petugas sebelum mereka bekerja lagi.")
        dialog.deleteLater()

    @Slot()
    def _on_set_wanted(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self._keep_pin(
                f"PIN {entry.name}",
                "Biarkan petugas mengetik PIN-nya sendiri. PIN yang lama tidak berlaku lagi.",
                partial(set_pin, self._context.book, int(entry.key)),
                f"PIN {entry.name} dipasang.",
            )

    @Slot()
    def _on_own_wanted(self) -> None:
        book = self._context.book
        self._keep_pin(
            f"PIN {book.officer}", "", partial(change_pin, book), "PIN Anda sudah diganti."
        )

    def _keep_pin(
        self, title: str, sentence: str, keep: Callable[[str], object], done: str
    ) -> None:
        dialog = NewPinDialog(self._context, title, sentence, "Simpan PIN", keep, self)
        if dialog.exec() == NewPinDialog.DialogCode.Accepted:
            self._done(done)
        dialog.deleteLater()

    @Slot()
    def _on_code_wanted(self) -> None:
        dialog = CodeWish(self._context, self)
        if dialog.exec() == CodeWish.DialogCode.Accepted:
            self._show_code(dialog.code)
            self._done("Kode pemulihan baru dibuat. Kode yang lama tidak berlaku lagi.")
        dialog.deleteLater()

    @Slot()
    def _on_rules_wanted(self) -> None:
        dialog = PeopleRulesDialog(self._context, self)
        if dialog.exec() == PeopleRulesDialog.DialogCode.Accepted:
            self._done("Aturan petugas disimpan.")
        dialog.deleteLater()

    def _show_code(self, code: str) -> None:
        shown = CodeDialog(self._context.book.settings.office, code, self)
        shown.exec()
        shown.deleteLater()

    def _done(self, sentence: str) -> None:
        self.show_stored()
        self.changed.emit(sentence)


class CodeWish(PinDialog):
    """Makes another recovery code; the book asks for the PIN of the admin."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context.book,
            "Kode pemulihan baru",
            "Kode yang lama tidak berlaku lagi, begitu juga kertasnya.",
            "Buat kode baru",
            parent,
        )
        self.code = ""

    @override
    def work(self) -> Callable[[], object]:
        return partial(make_recovery_code, self.book)

    @override
    def on_done(self, result: object) -> None:
        self.code = str(result)
        self.accept()


def _state_words(minutes: int) -> str:
    return (
        f"PIN dipakai. Jendela terkunci dengan Ctrl+L, dan sendiri setelah {minutes} menit tanpa "
        "tombol atau klik."
    )
