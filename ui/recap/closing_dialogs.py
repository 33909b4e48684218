"""The dialogs of a month: close it, open it again, issue an erratum, write its conclusion."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ground.changes import Changes
from app.ground.formatting import Month, long_date
from app.ground.overriding import override
from app.reading.recap.checklist import CheckItem
from app.reading.recap.closed import Erratum
from app.reading.recap.month_words import MonthWords
from app.rules.events import Step
from app.rules.procedure import STEPS
from app.steps.close_month import (
    ReadyRecord,
    close_month,
    issue_erratum,
    key_for_closing,
    reopen_month,
)
from app.steps.write_month_words import write_month_words
from ui.complaint.step import notice, text_area
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog

_NAMED_AT_MOST = 6


class CloseMonthDialog(WritingDialog):
    """Shows what is still to be put right in a month and closes it all the same if wanted."""

    def __init__(
        self,
        context: Context,
        ready: ReadyRecord,
        checklist: Sequence[CheckItem],
        parent: QWidget | None = None,
    ) -> None:
        self._ready = ready
        self._key = key_for_closing(context.book)
        super().__init__(
            context,
            f"Tutup {ready.month.label}",
            "Sesudah ditutup, rekap bulan ini tidak berubah lagi dan dicetak sama persis. Yang "
            "datang kemudian menjadi koreksi pada bulan berikutnya.",
            STEPS[Step.CLOSE_MONTH].accept,
            parent,
        )
        for item in checklist:
            self.form.addWidget(notice(_words(item)))
        if not checklist:
            self.form.addWidget(notice("Tidak ada yang perlu diperbaiki lebih dahulu."))
        if self._key is not None:
            self.form.addWidget(notice("Penutupan ditandatangani dengan kunci di komputer ini."))
        self.accept_button.setFocus()

    @override
    def write(self) -> Changes:
        return close_month(self.context.book, self._ready, self._key)


class ReopenMonthDialog(WritingDialog):
    """Asks why a closed month is opened again."""

    def __init__(self, context: Context, month: Month, parent: QWidget | None = None) -> None:
        self._month = month
        rule = STEPS[Step.REOPEN_MONTH]
        super().__init__(
            context,
            f"Buka kembali {month.label}",
            "Rekap yang sudah ditandatangani tidak berlaku lagi dan bulan ini dihitung dari isi "
            "buku sekarang, sampai ditutup lagi. Untuk perubahan kecil, terbitkan ralat.",
            rule.accept,
            parent,
            is_danger=rule.is_danger,
        )
        self.reason = text_area(lines=3)
        self.add_field("reason", "Alasan dibuka kembali", self.reason)
        self.reason.setFocus()

    @override
    def write(self) -> Changes:
        return reopen_month(self.context.book, self._month, self.reason.toPlainText())


class ErratumDialog(WritingDialog):
    """Says how much an erratum would tell, and issues it."""

    def __init__(
        self,
        context: Context,
        ready: ReadyRecord,
        erratum: Erratum,
        parent: QWidget | None = None,
    ) -> None:
        self._ready = ready
        super().__init__(
            context,
            f"Terbitkan ralat nomor {erratum.number}",
            f"Rekap {ready.month.label} yang ditutup {long_date(erratum.closed_at.date())} tetap "
            f"seperti yang ditandatangani. Ralat menyebut {len(erratum.changes)} jumlah dan "
            f"{len(erratum.corrections)} pengaduan yang berubah sesudahnya.",
            STEPS[Step.ISSUE_ERRATUM].accept,
            parent,
        )
        self.accept_button.setFocus()

    @override
    def write(self) -> Changes:
        return issue_erratum(self.context.book, self._ready)


class MonthWordsDialog(WritingDialog):
    """Asks what the office itself says of a month: conclusion, advice, its *nota dinas*."""

    def __init__(
        self,
        context: Context,
        month: Month,
        present: MonthWords,
        parent: QWidget | None = None,
    ) -> None:
        self._month = month
        super().__init__(
            context,
            f"Kesimpulan dan nota dinas {month.label}",
            "Tersimpan bersama rekapnya. Yang dikosongkan ditulis sendiri oleh program.",
            STEPS[Step.WRITE_MONTH_WORDS].accept,
            parent,
        )
        self.conclusion = text_area(present.conclusion)
        self.advice = text_area(present.advice)
        self.memo_number = QLineEdit(present.memo_number)
        self.memo_body = text_area(present.memo_body, lines=4)
        self.memo_copies = text_area(present.memo_copies, lines=2)
        for name, label, editor, hint in (
            ("conclusion", "Kesimpulan", self.conclusion, ""),
            ("advice", "Saran", self.advice, ""),
            ("memo_number", "Nomor nota dinas", self.memo_number, "Kosong: titik-titik"),
            ("memo_body", "Isi nota dinas", self.memo_body, "Kosong: ringkasan bulan ini"),
            ("memo_copies", "Tembusan nota dinas", self.memo_copies, "Satu baris satu alamat"),
        ):
            self.add_field(name, label, editor, hint)
        self.conclusion.setFocus()

    @override
    def write(self) -> Changes:
        words = MonthWords(
            conclusion=self.conclusion.toPlainText(),
            advice=self.advice.toPlainText(),
            memo_number=self.memo_number.text(),
            memo_body=self.memo_body.toPlainText(),
            memo_copies=self.memo_copies.toPlainText(),
        )
        return write_month_words(self.context.book, self._month, words)


def _words(item: CheckItem) -> str:
    if not item.numbers:
        return item.sentence
    named = ", ".join(item.numbers[:_NAMED_AT_MOST])
    more = len(item.numbers) - _NAMED_AT_MOST
    return f"{item.sentence} {named}{f', dan {more} lagi' if more > 0 else ''}"
