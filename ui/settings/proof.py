"""The section *Keutuhan*: what proves the book whole, how that is set up, and a look through it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import moment, thousands
from app.ground.overriding import override
from app.ground.paths import backup_folder
from app.keeping.inspection import InspectionReport, inspect_book
from app.keeping.proof_state import ProofState, read_proof_state
from app.rules.events import Step
from app.rules.readings import READINGS, Reading
from app.steps.seal import vouch_for_unsealed
from ui.settings.proof_dialogs import (
    BringSealKeyDialog,
    MakeSignatureKeyDialog,
    SealDialog,
    SignDialog,
)
from ui.settings.section import Section
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.pin_dialog import PinDialog
from ui.shared.rights import offer
from ui.shared.step_dialog import confirm
from ui.viewer.recovery_code import SEAL_CODE, CodeDialog
from ui.widgets.buttons import Button, primary_button, secondary_button
from ui.widgets.words import words
from ui.widgets.wrapping_row import WrappingRow

_NOT_LOOKED: Final = (
    "Belum diperiksa sejak bagian ini dibuka. Pemeriksaan membandingkan setiap baris buku dengan "
    "jurnal, segel, tanda tangan, dan cadangan; pada buku yang besar perlu beberapa menit."
)


class ProofSection(Section):
    """Seal and signature are set up here, and the book is looked through."""

    name = "Keutuhan buku"
    sentence = (
        "Segel dan tanda tangan membuktikan bahwa isi buku tidak ditulis ulang di luar program "
        "ini. Kuncinya tidak ada di dalam buku."
    )
    by = READINGS[Reading.JOURNAL].by

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._state: ProofState | None = None
        self._buttons: list[Button] = []
        self.seal_button = self._button("Segel buku…", "seal", self._on_seal_wanted)
        self.bring_button = self._button("Masukkan kunci segel…", "bring", self._on_bring_wanted)
        self.vouch_button = self._button("Akui catatan tanpa segel…", "vouch", self._on_vouch)
        self.key_button = self._button("Buat kunci tanda tangan…", "make-key", self._on_key_wanted)
        self.sign_button = self._button("Tandatangani sekarang…", "sign", self._on_sign_wanted)
        self.inspect_button = primary_button("Periksa buku sekarang")
        self.inspect_button.setObjectName("inspect")
        self.inspect_button.clicked.connect(self._on_inspect_wanted)
        self.seal_words = self._part("Segel", self.seal_button, self.bring_button)
        self._seal_row.addWidget(self.vouch_button)
        self.sign_words = self._part("Tanda tangan", self.key_button, self.sign_button)
        self._part("Pemeriksaan", self.inspect_button).hide()
        self.found = QPlainTextEdit()
        self.found.setObjectName("found")
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self.found.setAccessibleName("Hasil pemeriksaan")
        self.found.setPlainText(_NOT_LOOKED)
        self.body.addWidget(self.found, 1)
        context.tasks.finished.connect(self._on_tasks_finished)

    def _button(self, text: str, name: str, slot: Callable[[], object]) -> Button:
        button = secondary_button(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        button.hide()
        self._buttons.append(button)
        return button

    def _part(self, title: str, *buttons: QWidget) -> QLabel:
        """Add a heading with its buttons, and a line that says how it stands."""
        row = self._seal_row = WrappingRow()
        row.addWidget(words(title, "strong"))
        row.add_stretch()
        for button in buttons:
            row.addWidget(button)
        said = words("", "quiet", wrap=True)
        self.body.addLayout(row)
        self.body.addWidget(said)
        return said

    @override
    def show_stored(self) -> None:
        self.context.tasks.run(
            partial(_read, self.context.book),
            done=self.show_state,
            failed=self.refusal.refuse,
            busy="Membaca segel dan tanda tangan…",
        )

    def show_state(self, state: ProofState) -> None:
        """Say how the book is sealed and signed, and offer what can be done about it."""
        self._state = state
        self.seal_words.setText(_seal_words(state))
        self.sign_words.setText(_sign_words(state))
        may = not self.is_locked
        self.seal_button.setText("Kunci segel baru…" if state.seal_key else "Segel buku…")
        self.seal_button.setVisible(may)
        self.bring_button.setVisible(may and bool(state.seal_key) and not state.has_seal_key)
        self.vouch_button.setVisible(may and state.has_seal_key and state.gap is not None)
        self.key_button.setVisible(may)
        self.sign_button.setVisible(may and bool(state.signers))
        for button, step in (
            (self.seal_button, Step.SET_SEAL_KEY),
            (self.vouch_button, Step.VOUCH_FOR_UNSEALED),
            (self.key_button, Step.SET_SIGNATURE_KEY),
            (self.sign_button, Step.SIGN_BOOK),
        ):
            offer(button, self.context.book, step)

    @Slot()
    def _on_seal_wanted(self) -> None:
        if self._state is None:
            return
        dialog = SealDialog(self.context, self._state, self)
        if self._is_done(dialog, "Buku disegel sejak catatan ini."):
            shown = CodeDialog(
                self.context.book.settings.office, dialog.code, self, about=SEAL_CODE
            )
            shown.exec()
            shown.deleteLater()

    @Slot()
    def _on_bring_wanted(self) -> None:
        self._is_done(BringSealKeyDialog(self.context, self), "Kunci segel disimpan.")

    @Slot()
    def _on_vouch(self) -> None:
        gap = self._state.gap if self._state is not None else None
        if gap is None or not confirm(
            self,
            "Akui catatan tanpa segel",
            f"Catatan {thousands(gap[0])} sampai {thousands(gap[1])} ditulis di komputer tanpa "
            "kunci segel. Akui hanya bila kantor tahu siapa yang menulisnya; pengakuan ini "
            "tercatat dan disegel.",
            "Akui",
        ):
            return
        act = partial(vouch_for_unsealed, self.context.book)
        if take_step(self.context, self, act, self.refusal.refuse) is not None:
            self.message.emit("Catatan tanpa segel diakui.")

    @Slot()
    def _on_key_wanted(self) -> None:
        if self._state is not None:
            dialog = MakeSignatureKeyDialog(self.context, self._state, self)
            self._is_done(dialog, "Kunci tanda tangan dibuat dan tercatat dalam buku.")

    @Slot()
    def _on_sign_wanted(self) -> None:
        if self._state is not None:
            dialog = SignDialog(self.context, self._state, self)
            self._is_done(dialog, "Isi buku ditandatangani sampai catatan terakhir.")

    def _is_done(self, dialog: PinDialog, said: str) -> bool:
        is_done = dialog.exec() == PinDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_done:
            self.refusal.clear()
            self.context.hub.changed.emit(Changes(settings=True))
            self.message.emit(said)
        return is_done

    @Slot()
    def _on_inspect_wanted(self) -> None:
        self.refusal.clear()
        self.inspect_button.lock()
        self.context.tasks.run(
            partial(_inspect, self.context.book),
            done=self.show_report,
            failed=self._on_inspection_failed,
            busy="Memeriksa buku…",
        )

    def show_report(self, report: InspectionReport) -> None:
        """Say what was looked at and found."""
        found = (
            f"{thousands(len(report.problems))} temuan. Laporkan kepada penanggung jawab komputer "
            "sebelum mencatat lagi:"
            if report.problems
            else "Buku utuh."
        )
        looked = (
            f"{thousands(report.complaints)} pengaduan, {thousands(report.entries)} catatan "
            f"jurnal, sidik jari {report.fingerprint}."
        )
        listed = [f"•  {problem}" for problem in report.problems]
        paragraphs = [found, *listed, "", looked, *report.facts, *report.proof]
        self.found.setPlainText("\n".join(paragraphs))

    def _on_inspection_failed(self, error: BookError) -> None:
        self.refusal.refuse(error)

    @Slot()
    def _on_tasks_finished(self) -> None:
        self.inspect_button.free()


def _read(book: Book) -> ProofState:
    with book.worker_connection():
        return read_proof_state(book)


def _inspect(book: Book) -> InspectionReport:
    with book.worker_connection():
        return inspect_book(book, backup_folders={backup_folder(), book.place.folder})


def _seal_words(state: ProofState) -> str:
    if not state.seal_key:
        return (
            "Buku ini tidak disegel. Siapa pun yang dapat menulisi berkasnya dan memahami program "
            "ini dapat menulis ulang seluruh isinya; itu hanya terlihat dari cadangan, tanda "
            f"tangan, atau kertas. Kunci segel akan disimpan di {state.where}."
        )
    since = f"Disegel sejak catatan {thousands(state.sealed_since)} dengan kunci {state.seal_key}"
    if not state.has_seal_key:
        return (
            f"{since}, tetapi kunci itu tidak ada di komputer ini: catatan baru tidak disegel dan "
            "segel lama tidak dapat diperiksa di sini. Masukkan kunci segel dari kertasnya."
        )
    gap = ""
    if state.gap is not None:
        first, last = (thousands(number) for number in state.gap)
        gap = f" Antara catatan {first} dan {last} ada yang tidak disegel."
    return f"{since}, yang disimpan di {state.where}.{gap}"


def _sign_words(state: ProofState) -> str:
    if not state.signers:
        return (
            "Belum ada kunci tanda tangan. Kepala Dinas membuat kuncinya sendiri, sebaiknya pada "
            "stik yang disimpan terpisah dari komputer ini."
        )
    who = f"Yang menandatangani: {', '.join(state.signers)}."
    if state.signed is None:
        return f"{who} Buku ini belum ditandatangani."
    rest = state.entries - state.signed.sequence - 1
    left = f"; {thousands(rest)} catatan sesudahnya belum" if rest > 0 else ""
    return (
        f"{who} Catatan 1 sampai {thousands(state.signed.sequence)} ditandatangani "
        f"{state.signed.name} pada {moment(state.signed.at)}{left}."
    )
