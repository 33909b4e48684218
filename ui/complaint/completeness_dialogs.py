"""The dialogs of the completeness check: declare complete, supplement, return."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from app.ground.changes import Changes
from app.ground.formatting import weekday_date
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import COMMON_FIELDS, Channel
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element
from app.rules.deadlines import UNIT_LABELS, Limit, due_date
from app.rules.events import Step
from app.rules.explanation import explain
from app.rules.fields import is_withheld
from app.rules.papers import Paper
from app.rules.statuses import Status
from app.steps.complete import declare_complete, return_to_supplement
from ui.complaint.papers import slip_text
from ui.complaint.people import WITHHELD, phone_words, subject_words
from ui.complaint.step import ComplaintStep, notice, text_area
from ui.fields.editors import FieldEditor, editor_for
from ui.look.icons import pixmap
from ui.shared.clipboard import copy_personal
from ui.shared.context import Context
from ui.widgets.buttons import quiet_button
from ui.widgets.words import tighten, words

_HINTS = {
    Element.NAME: "Nama yang dapat dipanggil petugas",
    Element.ADDRESS: "Jalan, dusun atau kampung; desa dan kecamatan bila ada",
    Element.PHONE: "Telepon, HP atau WhatsApp",
    Element.SUBJECT: "Satu baris: apa yang diadukan",
}
_FIELD_OF = {
    element: field
    for element, name in ELEMENT_FIELDS.items()
    for field in COMMON_FIELDS
    if field.name == name
}


class DeclareCompleteDialog(ComplaintStep):
    """Shows the four elements; what is missing is filled in here."""

    step = Step.DECLARE_COMPLETE

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        is_supplement = detail.status is Status.INCOMPLETE
        super().__init__(
            context,
            detail,
            parent,
            sentence=_sentence_of(detail),
            title="Lengkapi dan nyatakan lengkap" if is_supplement else "",
        )
        self.editors: dict[str, FieldEditor] = {}
        self.form.addWidget(self._present())
        for element in detail.missing:
            self._ask(element)
        self.form.addWidget(notice(self._what_follows()))
        if self.editors:
            next(iter(self.editors.values())).widget.setFocus()
        else:
            self.accept_button.setFocus()

    def _present(self) -> QWidget:
        there = [element for element in Element if element not in self.detail.missing]
        board = QWidget()
        grid = QGridLayout(board)
        tighten(grid, 6)
        grid.setColumnStretch(2, 1)
        for line, element in enumerate(there):
            tick = QLabel()
            tick.setPixmap(pixmap("check", "safe", 18))
            tick.setAccessibleName("Ada")
            grid.addWidget(tick, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(ELEMENT_LABELS[element], "quiet"), line, 1)
            grid.addWidget(words(self._value_of(element), wrap=True), line, 2)
        if not there:
            board.hide()
        return board

    def _value_of(self, element: Element) -> str:
        detail = self.detail
        if element is Element.SUBJECT:
            return subject_words(detail.subject, detail.service, self.context.privacy)
        if is_withheld(_FIELD_OF[element], is_secret=detail.is_secret):
            return WITHHELD
        places = (detail.address, detail.village, detail.district)
        values = {
            Element.NAME: detail.name,
            Element.ADDRESS: ", ".join(part for part in places if part),
            Element.PHONE: phone_words(detail.phone, detail.phone_normal),
        }
        return self.context.privacy.mask(values[element])

    def _ask(self, element: Element) -> None:
        field = replace(_FIELD_OF[element], label=ELEMENT_LABELS[element], hint="")
        editor = editor_for(field, self.context.book.clock.today)
        editor.set_text(getattr(self.detail, field.column))
        self.hold(editor, _HINTS[element])
        self.form.addWidget(editor.box)
        self.editors[field.name] = editor

    def _what_follows(self) -> str:
        book = self.context.book
        today = book.clock.today()
        why = explain(today, book.limits.settle, book.calendar)
        sentence = (
            f"Jam penyelesaian mulai hari ini. Batas waktu: {weekday_date(why.due_on)} "
            f"({limit_words(book.limits.settle)})."
        )
        return sentence + _unfilled_words(why.unfilled_years)

    @override
    def write(self) -> Changes:
        typed = {name: editor.text() for name, editor in self.editors.items()}
        supplied = {name: text for name, text in typed.items() if text.strip()}
        return declare_complete(self.context.book, self.detail.id, supplied)


class ReturnDialog(ComplaintStep):
    """Lists what is missing and gives the text that the complainant is sent."""

    step = Step.RETURN
    shows_recorded = True

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, detail, parent)
        book = context.book
        until = due_date(book.clock.today(), book.limits.supplement, book.calendar)
        lacking = ", ".join(ELEMENT_LABELS[element].lower() for element in detail.missing)
        self.set_sentence(
            f"Yang kurang: {lacking}." if lacking else "Keempat unsur sudah ada pada pengaduan ini."
        )
        self.form.addWidget(
            notice(
                f"Pengadu dapat melengkapi sampai {weekday_date(until)} "
                f"({limit_words(book.limits.supplement)}). Jam distribusi berhenti selama menunggu."
            )
        )
        self._letter = text_area(slip_text(context, detail, until), lines=9)
        self._letter.setReadOnly(True)
        self.add_field("letter", "Pesan untuk pengadu", self._letter)
        self.wants_slip = QCheckBox("Buat slip kekurangan (PDF) setelah disimpan")
        self.wants_slip.setObjectName("wants_slip")
        self.wants_slip.setChecked(detail.channel is Channel.COUNTER)
        self.keep_in_sight(self.wants_slip)
        self._copy = quiet_button("Salin pesan", "copy")
        self._copy.setObjectName("copy-letter")
        self._copy.clicked.connect(self._on_copy_wanted)
        self.foot.insertWidget(0, self._copy)
        self.accept_button.setFocus()

    @Slot()
    def _on_copy_wanted(self) -> None:
        copy_personal(self._letter.toPlainText())
        self._copy.setText("Pesan disalin")

    @override
    def write(self) -> Changes:
        changes = return_to_supplement(self.context.book, self.detail.id)
        self.wanted_paper = Paper.MISSING_SLIP if self.wants_slip.isChecked() else None
        return changes


def limit_words(limit: Limit) -> str:
    """Return a limit as people say it: ``5 hari kerja``."""
    return f"{limit.days} {UNIT_LABELS[limit.unit]}"


def _sentence_of(detail: ComplaintDetail) -> str:
    if not detail.missing:
        return "Keempat unsur sudah ada. Periksa sekali lagi, lalu nyatakan lengkap."
    return "Isi yang kurang dari pengadu, lalu nyatakan lengkap."


def _unfilled_words(years: tuple[int, ...]) -> str:
    if not years:
        return ""
    named = ", ".join(str(year) for year in years)
    return f" Libur tahun {named} belum diisi, jadi tanggal ini dapat berubah."
