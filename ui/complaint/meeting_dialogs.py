"""The dialogs of meetings: planning or changing one, cancelling it, writing down its result."""

from collections.abc import Sequence
from datetime import datetime, time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.formatting import moment
from app.ground.overriding import override
from app.reading.meetings.numbers import complaints_named, short_numbers
from app.reading.meetings.values import DiscussedComplaint, MeetingDetail
from app.rules.events import Step
from app.rules.meetings import LONGEST, SHORTEST, USUAL_MINUTES, MeetingPlan, PlannedAction
from app.rules.procedure import STEPS
from app.steps.meet import cancel_meeting, change_meeting, hold_meeting, plan_meeting
from ui.complaint.people import subject_words
from ui.complaint.step import text_area
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.buttons import quiet_button
from ui.widgets.combo import Combo
from ui.widgets.date_edits import DateEdit, MomentEdit
from ui.widgets.words import tighten

_MORNING = time(9, 0)


class PlanMeetingDialog(WritingDialog):
    """Asks when, where, about what and with whom; also to change what is planned."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        complaints: tuple[int, ...] = (),
        meeting: MeetingDetail | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        """Plan a meeting about *complaints*, or change *meeting*."""
        label = STEPS[Step.CHANGE_MEETING if meeting else Step.PLAN_MEETING].label
        super().__init__(
            context,
            label,
            "Pembahasan tidak menggeser batas waktu pengaduan.",
            "Simpan" if meeting else "Jadwalkan",
            parent,
        )
        self.setMinimumWidth(560)
        self._meeting = meeting
        book = context.book
        about = tuple(c.complaint_id for c in meeting.complaints) if meeting else complaints
        self.complaints = QLineEdit(short_numbers(book, about))
        hint = "Nomor pengaduan, dipisahkan koma: 012, 015."
        self.add_field("complaints", "Pengaduan yang dibahas", self.complaints, hint)
        self.starts_at = MomentEdit(book.clock.today)
        self.starts_at.set_moment(meeting.starts_at if meeting else starts_at or self._proposed())
        self.add_field("starts_at", "Tanggal dan jam", self.starts_at)
        self.duration = QSpinBox()
        self.duration.setRange(SHORTEST, LONGEST)
        self.duration.setSingleStep(15)
        self.duration.setSuffix(" menit")
        self.duration.setFixedWidth(130)
        # The style sheet has no say over the room before the number.
        self.duration.lineEdit().setTextMargins(8, 0, 0, 0)
        self.duration.setValue(meeting.duration if meeting else USUAL_MINUTES)
        self.add_field("duration", "Lama", self.duration)
        self.place = QLineEdit(meeting.place if meeting else "")
        self.add_field("place", "Tempat", self.place)
        self.agenda = text_area(meeting.agenda if meeting else "", lines=2)
        self.add_field("agenda", "Acara", self.agenda)
        self.people = text_area(meeting.participants_text if meeting else "", lines=4)
        self.add_field(
            "participants", "Peserta", self.people, "Satu orang setiap baris: nama, jabatan."
        )

    def _proposed(self) -> datetime:
        """Return the next working morning."""
        book = self.context.book
        return datetime.combine(book.calendar.add(book.clock.today(), 1), _MORNING)

    @override
    def write(self) -> Changes:
        book = self.context.book
        plan = MeetingPlan(
            self.starts_at.moment(),
            self.duration.value(),
            self.place.text(),
            self.agenda.toPlainText(),
            self.people.toPlainText(),
            complaints_named(book, "complaints", self.complaints.text()),
        )
        if self._meeting is not None:
            return change_meeting(book, self._meeting.id, plan)
        return plan_meeting(book, plan)


class CancelMeetingDialog(WritingDialog):
    """Asks why a meeting does not take place."""

    def __init__(
        self, context: Context, meeting: MeetingDetail, parent: QWidget | None = None
    ) -> None:
        label = STEPS[Step.CANCEL_MEETING].label
        sentence = f"{moment(meeting.starts_at)}, {meeting.place}."
        super().__init__(context, label, sentence, label, parent, is_danger=True)
        self.setMinimumWidth(460)
        self._meeting = meeting
        self._reason = QLineEdit()
        self.add_field("reason", "Alasan", self._reason)

    @override
    def write(self) -> Changes:
        return cancel_meeting(self.context.book, self._meeting.id, self._reason.text())


class ActionLines(QWidget):
    """What somebody does until a day; one line for each, an empty line says nothing."""

    def __init__(self, context: Context, about: Sequence[DiscussedComplaint]) -> None:
        super().__init__()
        self._context = context
        self._about = about
        self._lines: list[tuple[QLineEdit, QLineEdit, DateEdit, Combo]] = []
        self._column = QVBoxLayout(self)
        tighten(self._column, 6)
        self._more = quiet_button("Tambah tindak lanjut", "plus")
        self._more.setObjectName("more-actions")
        self._more.clicked.connect(self._add_line)
        self._column.addWidget(self._more)
        self._add_line()

    @Slot()
    def _add_line(self) -> None:
        what, who = QLineEdit(), QLineEdit()
        what.setPlaceholderText("Apa yang dikerjakan")
        who.setPlaceholderText("Oleh")
        until = DateEdit(self._context.book.clock.today)
        about = Combo()
        about.addItem("Semua", None)
        for each in self._about:
            about.addItem(each.number, each.complaint_id)
        names = ("Tindak lanjut", "Oleh", "Sampai", "Pengaduan")
        widgets: tuple[QLineEdit, QLineEdit, DateEdit, Combo] = (what, who, until, about)
        row = QHBoxLayout()
        tighten(row, 6)
        number = len(self._lines) + 1
        for name, widget, stretch in zip(names, widgets, (4, 2, 2, 2), strict=True):
            widget.setAccessibleName(f"{name} {number}")
            row.addWidget(widget, stretch)
        self._lines.append(widgets)
        self._column.insertLayout(self._column.count() - 1, row)
        if number > 1:
            what.setFocus()
        self.setFocusProxy(self._lines[0][0])

    def planned(self) -> list[PlannedAction]:
        """Return what stands on the lines."""
        return [
            PlannedAction(what.text(), who.text(), until.day(), about.currentData())
            for what, who, until, about in self._lines
            if what.text().strip() or who.text().strip() or until.text().strip()
        ]


class HoldMeetingDialog(WritingDialog):
    """Asks what was said, what was decided about each complaint, and who does what until when."""

    def __init__(
        self, context: Context, meeting: MeetingDetail, parent: QWidget | None = None
    ) -> None:
        label = STEPS[Step.HOLD_MEETING].label
        sentence = f"{moment(meeting.starts_at)}, {meeting.place}. Batas waktu tidak berubah."
        super().__init__(context, f"{label} pembahasan", sentence, "Simpan hasil", parent)
        self.setMinimumWidth(760)
        self._meeting = meeting
        self.notes = text_area(lines=4)
        self.add_field("notes", "Jalannya pembahasan", self.notes)
        self._decisions: dict[int, QPlainTextEdit] = {}
        for each in meeting.complaints:
            editor = text_area(lines=2)
            self._decisions[each.complaint_id] = editor
            subject = subject_words(each.subject, each.service, context.privacy)
            name = f"decision-{each.complaint_id}"
            self.add_field(name, f"Keputusan {each.number} · {subject}", editor)
        self.action_lines = ActionLines(context, meeting.complaints)
        self.add_field("actions", "Tindak lanjut (boleh kosong)", self.action_lines)

    @override
    def write(self) -> Changes:
        decisions = {id_: editor.toPlainText() for id_, editor in self._decisions.items()}
        return hold_meeting(
            self.context.book,
            self._meeting.id,
            self.notes.toPlainText(),
            decisions,
            self.action_lines.planned(),
        )
