"""MeetingPanel: the meeting in hand, beside the calendar."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.ground.formatting import clock_time, short_date, weekday_date
from app.reading.meetings.schedule import read_meeting
from app.reading.meetings.values import ActionRow, DiscussedComplaint, MeetingDetail
from app.rules.events import Step
from app.rules.meetings import MEETING_STATUS_LABELS, MeetingStatus
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS
from ui.complaint.facts import fact, section
from ui.complaint.people import subject_words
from ui.meetings.papers import MeetingPaper
from ui.shared.context import Context
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.surfaces import SidePanel
from ui.widgets.words import set_property, tighten, words

_WIDTH: Final = 352


class MeetingPanel(SidePanel):
    """Shows one meeting; what is done with it is left to the page."""

    step_wanted = Signal(object)  # Step
    paper_wanted = Signal(object)  # MeetingPaper
    complaint_wanted = Signal(int)
    action_finished = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("meeting-panel")
        self.setFixedWidth(_WIDTH)
        self._context = context
        self.meeting: MeetingDetail | None = None
        self._content: QWidget | None = None
        self.primary = primary_button(STEPS[Step.HOLD_MEETING].label)
        self.primary.setObjectName("hold-meeting")
        self.primary.clicked.connect(partial(self.step_wanted.emit, Step.HOLD_MEETING))
        self._more = secondary_button("Lainnya")
        self._more.setObjectName("more-steps")
        menu = QMenu(self)
        for step in (Step.CHANGE_MEETING, Step.CANCEL_MEETING):
            entry = menu.addAction(f"{STEPS[step].label}…")
            entry.triggered.connect(partial(self._on_step_chosen, step))
        self._more.setMenu(menu)
        self._print = secondary_button("Cetak", "print")
        self._print.setObjectName("papers")
        papers = QMenu(self)
        for paper in MeetingPaper:
            papers.addAction(paper.value).triggered.connect(partial(self._on_paper_chosen, paper))
        self._print.setMenu(papers)
        self.foot.addWidget(self.primary, 1)
        self.foot.addWidget(self._more)
        self.foot.addWidget(self._print)
        close = QShortcut(QKeySequence("Esc"), self)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.activated.connect(self.close_wanted)

    def show_meeting(self, meeting_id: int) -> None:
        """Show the meeting with this id."""
        self.meeting = read_meeting(self._context.book, meeting_id)
        self.over_title.setText(MEETING_STATUS_LABELS[self.meeting.status])
        content = self._made(self.meeting)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content, 1)
        is_open = self.meeting.status is MeetingStatus.PLANNED
        may_write = is_open and not self._context.book.read_only
        self.primary.setVisible(is_open)
        self.primary.setEnabled(may_write)
        self._more.setVisible(is_open)
        self._more.setEnabled(may_write)
        self._print.setText("" if is_open else "Cetak")
        self._print.setAccessibleName("Cetak")

    def _made(self, meeting: MeetingDetail) -> QWidget:
        mask = self._context.privacy.mask
        board = QWidget()
        column = QVBoxLayout(board)
        tighten(column, 8)
        column.addWidget(words(mask(meeting.agenda), "heading", wrap=True))
        hours = f"{clock_time(meeting.starts_at)} sampai {clock_time(meeting.ends_at)}"
        column.addWidget(words(f"{weekday_date(meeting.starts_at.date())}, {hours}", "muted"))
        column.addWidget(fact("Tempat", meeting.place))
        people = "\n".join(", ".join(filter(None, (p.name, p.duty))) for p in meeting.participants)
        column.addWidget(fact("Peserta", mask(people)))
        if meeting.cancel_reason:
            column.addWidget(fact("Alasan dibatalkan", mask(meeting.cancel_reason)))
        if meeting.notes:
            column.addWidget(fact("Jalannya pembahasan", mask(meeting.notes)))
        column.addWidget(section("Pengaduan", *map(self._complaint, meeting.complaints)))
        if meeting.actions:
            column.addWidget(section("Tindak lanjut", *map(self._action, meeting.actions)))
        column.addStretch(1)
        return board

    def _complaint(self, each: DiscussedComplaint) -> QWidget:
        board = QWidget()
        column = QVBoxLayout(board)
        tighten(column, 1)
        show = quiet_button(each.number)
        show.setObjectName("discussed")
        show.setAccessibleName(f"Buka pengaduan {each.number}")
        show.clicked.connect(partial(self.complaint_wanted.emit, each.complaint_id))
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        subject = subject_words(each.subject, each.service, self._context.privacy)
        column.addWidget(words(f"{STATUS_LABELS[each.status]} · {subject}", wrap=True))
        if each.decision:
            said = self._context.privacy.mask(each.decision)
            column.addWidget(words(f"Keputusan: {said}", "strong", wrap=True))
        return board

    def _action(self, each: ActionRow) -> QWidget:
        board = QWidget()
        column = QVBoxLayout(board)
        tighten(column, 1)
        column.addWidget(words(self._context.privacy.mask(each.what), wrap=True))
        said = words(action_words(each), "muted", wrap=True)
        if each.days_late:
            set_property(said, "tone", "late")
        column.addWidget(said)
        if each.done_on is None:
            done = quiet_button(STEPS[Step.FINISH_ACTION].label, "check")
            done.setObjectName("finish-action")
            done.setAccessibleName(f"{done.text()}: {each.what}")
            done.setEnabled(not self._context.book.read_only)
            done.clicked.connect(partial(self.action_finished.emit, each.id))
            column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        return board

    def _on_step_chosen(self, step: Step, _checked: bool = False) -> None:
        self.step_wanted.emit(step)

    def _on_paper_chosen(self, paper: MeetingPaper, _checked: bool = False) -> None:
        self.paper_wanted.emit(paper)

    @Slot()
    def focus_next_step(self) -> None:
        """Put the focus where the next step is taken."""
        target = self.primary if self.primary.isVisible() else self._print
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def action_words(each: ActionRow) -> str:
    """Return who does it, until when, and how that stands."""
    if each.done_on is not None:
        return f"{each.who} · selesai {short_date(each.done_on)}"
    late = f" · lewat {each.days_late} hari" if each.days_late else ""
    return f"{each.who} · sampai {short_date(each.due_on)}{late}"
