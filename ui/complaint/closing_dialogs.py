"""The dialogs of the other ends: forwarded, withdrawn, lapsed, void."""

from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ground.changes import Changes
from app.ground.formatting import long_date
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.steps.close import forward, lapse, void, withdraw
from ui.complaint.step import ComplaintStep, notice, text_area
from ui.shared.context import Context


class _WithReason(ComplaintStep):
    """A closing step that asks why."""

    says: ClassVar[str]
    reason_label: ClassVar[str]
    reason_hint: ClassVar[str] = ""

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, detail, parent, sentence=self.says)
        self.add_first_fields()
        self.reason = text_area(lines=3)
        self.add_field("reason", self.reason_label, self.reason, self.reason_hint)
        self.first_field().setFocus()

    def add_first_fields(self) -> None:
        """Add what is asked before the reason."""

    def first_field(self) -> QWidget:
        """Return the field that is typed in first."""
        return self.reason


class ForwardDialog(_WithReason):
    """Asks which office the complaint belongs to."""

    step = Step.FORWARD
    says = "Untuk pengaduan yang bukan kewenangan dinas ini. Pengaduan ditutup dan barisnya tetap."
    reason_label = "Alasan penerusan"

    @override
    def add_first_fields(self) -> None:
        self._to = QLineEdit()
        self.add_field("to", "Instansi tujuan", self._to)

    @override
    def first_field(self) -> QWidget:
        return self._to

    @override
    def write(self) -> Changes:
        return forward(
            self.context.book, self.detail.id, self._to.text(), self.reason.toPlainText()
        )


class WithdrawDialog(_WithReason):
    """Asks why the complainant withdraws."""

    step = Step.WITHDRAW
    says = "Pengadu sendiri yang mencabut. Pengaduan ditutup dan barisnya tetap dalam buku."
    reason_label = "Alasan pencabutan"
    reason_hint = "Menurut pengadu, misalnya: sudah selesai di loket"

    @override
    def write(self) -> Changes:
        return withdraw(self.context.book, self.detail.id, self.reason.toPlainText())


class VoidDialog(_WithReason):
    """Asks why the entry is wrong, and warns."""

    step = Step.VOID
    cancel_text = "Kembali"
    says = (
        "Hanya untuk isian yang keliru, misalnya tercatat dua kali. Nomor dan barisnya tetap ada "
        "dengan tanda batal. Pembatalan tidak dapat ditarik kembali."
    )
    reason_label = "Alasan pembatalan"
    reason_hint = "Bila hanya ada isian yang salah, pakai Perbaiki isian"

    @override
    def write(self) -> Changes:
        return void(self.context.book, self.detail.id, self.reason.toPlainText())


class LapseDialog(ComplaintStep):
    """Asks a person to agree to what the program proposes."""

    step = Step.LAPSE

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence="Pengadu tidak melengkapi dalam waktu yang diberikan.",
        )
        if detail.returned_on and detail.supplement_by:
            self.form.addWidget(
                notice(
                    f"Dikembalikan {long_date(detail.returned_on)}, dapat dilengkapi sampai "
                    f"{long_date(detail.supplement_by)}. Sebaiknya hubungi pengadu sekali lagi "
                    "sebelum menutupnya."
                )
            )
        self.cancel_button.setFocus()

    @override
    def write(self) -> Changes:
        return lapse(self.context.book, self.detail.id)
