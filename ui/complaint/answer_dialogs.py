"""The dialogs of the answer: on the spot, written, approved, delivered."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.book.book import Book
from app.book.lists import OfficerEntry, read_lists
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import long_date, weekday_date
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import Channel
from app.rules.events import Step
from app.rules.officers import Role
from app.rules.papers import Paper
from app.rules.statuses import Status
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.deliver import deliver
from ui.complaint.papers import REPLY_WORDS, make_paper, papers_of
from ui.complaint.step import ComplaintStep, notice, text_area
from ui.shared.context import Context
from ui.widgets.buttons import quiet_button
from ui.widgets.combo import Combo
from ui.widgets.date_edits import MomentEdit

# The way back is the way the complaint came, where there is one.
_WAY_BACK: Final = {
    Channel.COUNTER: "Tatap muka",
    Channel.BOX: "Telepon",
    Channel.WHATSAPP: "WhatsApp",
    Channel.EMAIL: "Email",
    Channel.LAPOR: "SP4N-LAPOR!",
    Channel.PHONE: "Telepon",
    Channel.SOCIAL: "Media sosial",
    Channel.WEBSITE: "Website",
}

# To whom the answer of a secret complainant goes, for the book.
WITHHELD_TO: Final = "Pengadu"


class AnswerDirectlyDialog(ComplaintStep):
    """Asks what was answered on the spot."""

    step = Step.ANSWER_DIRECTLY
    shows_recorded = True

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence="Pengaduan selesai hari ini dan dihitung sebagai jawaban langsung.",
        )
        self._answer = text_area(detail.answer, lines=6)
        self.add_field("answer", "Jawaban yang telah disampaikan", self._answer)
        self._answer.setFocus()

    @override
    def write(self) -> Changes:
        return answer_directly(self.context.book, self.detail.id, self._answer.toPlainText())


class WriteAnswerDialog(ComplaintStep):
    """Asks for the answer of the team."""

    step = Step.WRITE_ANSWER
    shows_recorded = True

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, detail, parent, sentence=_who_answers(detail))
        self.setMinimumSize(640, 480)
        self._answer = text_area(detail.answer, lines=10)
        self.add_field(
            "answer",
            "Jawaban",
            self._answer,
            "Ditulis untuk pengadu: apa yang diperiksa, hasilnya, dan apa yang perlu dilakukan",
        )
        if detail.status is Status.ANSWERED:
            self.form.addWidget(
                notice("Jawaban ini sudah disetujui. Bila diubah, perlu disetujui lagi.")
            )
        self._answer.setFocus()

    @override
    def write(self) -> Changes:
        return write_answer(self.context.book, self.detail.id, self._answer.toPlainText())


class ApproveAnswerDialog(ComplaintStep):
    """Shows the answer and asks in whose name it is approved."""

    step = Step.APPROVE_ANSWER
    shows_recorded = True

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context, detail, parent, sentence="Baca jawaban ini sebelum disampaikan ke pengadu."
        )
        self.setMinimumSize(640, 440)
        answer = text_area(detail.answer, lines=8)
        answer.setReadOnly(True)
        self.add_field("answer", "Jawaban", answer, _written_words(detail))
        self._officer = Combo()
        for officer in _managers(context.book):
            self._officer.addItem(officer.name)
        self._officer.setCurrentIndex(max(0, self._officer.findText(context.book.officer)))
        self.add_field(
            "approved_by",
            "Disetujui oleh",
            self._officer,
            "Pejabat Pengelola Pengaduan; daftarnya ada di Pengaturan",
        )
        self._officer.setFocus()

    @override
    def write(self) -> Changes:
        return approve_answer(self.context.book, self.detail.id, self._officer.currentText())


class DeliverDialog(ComplaintStep):
    """Asks how, to whom and when the answer was delivered, and why it was late if it was."""

    step = Step.DELIVER
    shows_recorded = True

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence="Catat setelah jawaban sampai ke pengadu. Di sini jam penyelesaian berhenti.",
        )
        self._is_over = False
        self.finished.connect(self._on_finished)
        self._how = Combo()
        self._how.addItems(context.book.settings.delivery_ways)
        self._how.setCurrentText(_WAY_BACK[detail.channel])
        self._how_box = self.add_field("how", "Cara penyampaian", self._how)
        self.reply = quiet_button(REPLY_WORDS, "mail")
        self.reply.setObjectName("reply")
        self.reply.clicked.connect(self._on_reply_wanted)
        self.foot.insertWidget(0, self.reply)
        self._how.currentTextChanged.connect(self._on_way_chosen)
        self._on_way_chosen(self._how.currentText())
        self._to = QLineEdit(WITHHELD_TO if detail.is_secret else detail.name)
        self.add_field("to", "Kepada", self._to)
        self._at = MomentEdit(context.book.clock.today)
        self._at.set_moment(context.book.clock.now())
        self._at_box = self.add_field("at", "Waktu penyampaian", self._at)
        self._reason = text_area(lines=2)
        self._reason_box = self.add_field(
            "late_reason", "Alasan terlambat", self._reason, "Tercantum dalam rekapitulasi"
        )
        self._at.moment_changed.connect(self._on_moment_changed)
        self._on_moment_changed()
        self._how.setFocus()

    @Slot(str)
    def _on_way_chosen(self, way: str) -> None:
        self.reply.setVisible(
            way == _WAY_BACK[Channel.EMAIL] and Paper.REPLY_MAIL in papers_of(self.detail)
        )

    @Slot()
    def _on_reply_wanted(self) -> None:
        make_paper(
            self.context,
            self,
            self.detail.id,
            Paper.REPLY_MAIL,
            said=partial(self._say_of_reply, self._how_box.set_hint),
            refused=partial(self._say_of_reply, self.show_error),
        )

    def _say_of_reply(self, say: Callable[[str], object], sentence: str) -> None:
        # The worker may be slower than the officer.
        if not self._is_over:
            say(sentence)

    @Slot()
    def _on_finished(self) -> None:
        self._is_over = True

    @Slot()
    def _on_moment_changed(self) -> None:
        moment = self._at.moment()
        due = self.detail.settle_by
        is_late = moment is not None and due is not None and moment.date() > due
        self._reason_box.setVisible(is_late)
        if due is None:
            return
        hint = f"Batas waktu {weekday_date(due)}"
        self._at_box.set_hint(f"{hint}; waktu ini melewatinya" if is_late else hint)

    @override
    def write(self) -> Changes:
        at = self._at.moment()
        if at is None:
            raise FormRefused(FieldProblem("at", "Tulis tanggal dan jam seperti 23-11-2026 08.05."))
        return deliver(
            self.context.book,
            self.detail.id,
            how=self._how.currentText(),
            to=self._to.text(),
            at=at,
            late_reason="" if self._reason_box.isHidden() else self._reason.toPlainText(),
        )


def _managers(book: Book) -> list[OfficerEntry]:
    """Return who may be named: with PINs whoever signed in, and nobody else."""
    in_use = [each for each in read_lists(book).officers if not each.is_retired]
    uses_pins = book.settings.people.uses_pins
    return [
        each
        for each in in_use
        if each.role is Role.MANAGER and (not uses_pins or each.id == book.holding.officer_id)
    ]


def _who_answers(detail: ComplaintDetail) -> str:
    return f"Jawaban {detail.team}. Setelah disimpan, pejabat menyetujuinya."


def _written_words(detail: ComplaintDetail) -> str:
    if detail.answered_on is None:
        return ""
    return f"Ditulis oleh {detail.answered_by}, {long_date(detail.answered_on)}"
