"""The page *Jadwal Pembahasan*: meetings by month, by week or as a list."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.formatting import Month, compact_date, moment, month_name, shortened
from app.ground.overriding import override
from app.reading.meetings.schedule import due_days, read_meetings
from app.reading.meetings.values import MeetingRow
from app.rules.events import Step
from app.rules.meetings import MEETING_STATUS_LABELS
from app.rules.procedure import STEPS
from ui.complaint.finishing import finish
from ui.complaint.meeting_dialogs import CancelMeetingDialog, HoldMeetingDialog, PlanMeetingDialog
from ui.meetings.grid import CalendarGrid, ShownDays
from ui.meetings.panel import MeetingPanel
from ui.meetings.papers import MeetingPaper, make_calendar, make_meeting_paper
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.rights import offer
from ui.shared.writing_dialog import WritingDialog
from ui.widgets.buttons import FilterChip, primary_button, quiet_button, secondary_button
from ui.widgets.row_table import RowTable
from ui.widgets.surfaces import PageHeader
from ui.widgets.windowed_model import Column, WindowedModel
from ui.widgets.words import tighten, words


class View(StrEnum):
    """How the meetings are laid out; the value is what people call it."""

    MONTH = "Bulan"
    WEEK = "Minggu"
    LIST = "Daftar"


_KEPT: Final = "meetings/view"
_MORNING: Final = time(9, 0)
_COLUMNS: Final[tuple[Column[MeetingRow], ...]] = (
    Column("Waktu", text=lambda row: moment(row.starts_at), width=140),
    Column("Acara", text=lambda row: shortened(row.agenda, 160), stretch=True),
    Column("Tempat", text=lambda row: row.place, width=180, gives_way=1),
    Column("Pengaduan", text=lambda row: str(row.complaints), width=90),
    Column("Keadaan", text=lambda row: MEETING_STATUS_LABELS[row.status], width=110),
)


class MeetingsPage(Page):
    """Meetings in their days, with the one in hand beside them."""

    title = "Jadwal Pembahasan"
    guide_section = "pembahasan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.day = context.book.clock.today()
        self._rows: dict[int, MeetingRow] = {}
        self._calendar = secondary_button("Simpan kalender", "calendar")
        self._calendar.setObjectName("save-calendar")
        self._calendar.setToolTip("Pembahasan dan batas waktu untuk program kalender lain")
        self._plan = primary_button(STEPS[Step.PLAN_MEETING].label, "plus")
        self._plan.setObjectName("plan-meeting")
        offer(self._plan, context.book, Step.PLAN_MEETING, if_=not context.book.read_only)
        self.header = PageHeader(self.title, [self._calendar, self._plan])
        self.refusal = RefusalBar()
        self.views = {view: FilterChip(view.value) for view in View}
        self.grid = CalendarGrid(context.privacy)
        self.table = RowTable(WindowedModel(_COLUMNS, self._fetch), "Pembahasan")
        self.table.setObjectName("meetings")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.table)
        self.panel = MeetingPanel(context)
        self.panel.hide()
        self._span = words("", "strong")
        self._span.setObjectName("span")
        self._arrange()
        self._connect()

    def _fetch(self, ids: Sequence[int]) -> list[MeetingRow]:
        return [self._rows[id_] for id_ in ids]

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        tools = QHBoxLayout()
        tighten(tools, 6)
        for view, chip in self.views.items():
            chip.setObjectName(f"view-{view.name.lower()}")
            group.addButton(chip)
            chip.clicked.connect(partial(self.look_at, view))
            tools.addWidget(chip)
        kept = self._context.preferences.text(_KEPT, View.MONTH)
        self._view = View(kept) if kept in set(View) else View.MONTH
        self.views[self._view].setChecked(True)
        tools.addSpacing(12)
        for icon, name, direction in (
            ("chevron-left", "Sebelumnya", -1),
            ("chevron-right", "Berikutnya", 1),
        ):
            button = quiet_button("", icon)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(partial(self._turn, direction))
            tools.addWidget(button)
        today = quiet_button("Hari ini")
        today.setObjectName("to-today")
        today.clicked.connect(self._on_today_wanted)
        tools.addWidget(today)
        tools.addWidget(self._span)
        tools.addStretch(1)
        below = QHBoxLayout()
        tighten(below, 12)
        below.addWidget(self._stack, 1)
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        self.refusal.stand_over(self.header)
        column.addLayout(tools)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self._plan.clicked.connect(self._on_plan_clicked)
        self._calendar.clicked.connect(self._on_calendar_wanted)
        self.grid.day_chosen.connect(self.go_to)
        self.grid.meeting_opened.connect(self.open)
        self.grid.plan_wanted.connect(self.plan)
        self.table.row_opened.connect(self.open)
        self.panel.close_wanted.connect(self._on_close_wanted)
        self.panel.step_wanted.connect(self._on_step_wanted)
        self.panel.paper_wanted.connect(self._on_paper_wanted)
        self.panel.complaint_wanted.connect(self.open_complaint)
        self.panel.action_finished.connect(self._on_action_finished)
        self.follow(self._context.hub)
        self._context.privacy.changed.connect(self._on_privacy_changed)
        bind(Action.TURN_BACK, self, partial(self._turn, -1))
        bind(Action.TURN_ON, self, partial(self._turn, 1))
        bind(Action.PLAN_MEETING, self, self._on_plan_clicked)

    @override
    def concerns(self, changes: Changes) -> bool:
        return changes.meetings or changes.deadlines

    @override
    def shown(self) -> None:
        self.refusal.clear()
        if self.is_stale:
            self.reload()
        self._focus()

    @override
    def reload(self) -> None:
        self.is_stale = False
        first, last = self._days()
        book = self._context.book
        rows = read_meetings(book, first, last)
        self._rows = {row.id: row for row in rows}
        is_list = self._view is View.LIST
        self._stack.setCurrentIndex(1 if is_list else 0)
        self._span.setText(self._span_words(first, last))
        today = book.clock.today()
        self.header.set_facts(f"{len(rows)} pembahasan")
        if is_list:
            self.table.set_ids(list(self._rows))
        else:
            month = self.day.month if self._view is View.MONTH else None
            due = {day: each.count for day, each in due_days(book, first, last).items()}
            weeks = ((last - first).days + 1) // 7
            off = book.calendar.holidays
            shown = ShownDays(first, weeks, month, today, rows, off, due)
            self.grid.show_days(shown, self.day)
        if self.panel.meeting is not None and self.panel.isVisible():
            self.panel.show_meeting(self.panel.meeting.id)

    def _days(self) -> tuple[date, date]:
        """Return the first and the last day that are shown."""
        if self._view is View.LIST:
            return date(self.day.year, 1, 1), date(self.day.year, 12, 31)
        if self._view is View.WEEK:
            first = self.day - timedelta(days=self.day.weekday())
            return first, first + timedelta(days=6)
        month = Month(self.day.year, self.day.month)
        first = month.first - timedelta(days=month.first.weekday())
        return first, month.last + timedelta(days=6 - month.last.weekday())

    def _span_words(self, first: date, last: date) -> str:
        if self._view is View.LIST:
            return f"Tahun {self.day.year}"
        if self._view is View.WEEK:
            return f"{compact_date(first)} sampai {compact_date(last)}"
        return f"{month_name(self.day.month)} {self.day.year}"

    @Slot()
    def look_at(self, view: View, _checked: bool = False) -> None:
        """Lay the meetings out as *view* says."""
        self._view = view
        self.views[view].setChecked(True)
        self._context.preferences.keep(_KEPT, view.value)
        self.reload()

    def shown_meetings(self) -> tuple[MeetingRow, ...]:
        """Return the meetings that are shown, by their moment."""
        return tuple(self._rows.values())

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Take *day* in hand, and show it."""
        self.day = day
        self.reload()

    def _turn(self, direction: int, _checked: bool = False) -> None:
        if self._view is View.WEEK:
            self.go_to(self.day + timedelta(days=7 * direction))
        elif self._view is View.LIST:
            self.go_to(date(self.day.year + direction, 1, 1))
        else:
            month = Month(self.day.year, self.day.month)
            self.go_to((month.next() if direction > 0 else month.previous()).first)

    @Slot()
    def _on_today_wanted(self) -> None:
        self.go_to(self._context.book.clock.today())

    @Slot(int)
    def open(self, meeting_id: int) -> None:
        """Show this meeting in the side panel."""
        self.panel.show_meeting(meeting_id)
        self.panel.show()
        self.panel.focus_next_step()

    @override
    def arrive(self, wanted: object) -> None:
        """Show a meeting, by its id."""
        if isinstance(wanted, int):
            self.reload()
            self.open(wanted)
            if self.panel.meeting is not None:
                self.go_to(self.panel.meeting.starts_at.date())

    def _focus(self) -> None:
        target = self.table if self._view is View.LIST else self.grid
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_plan_clicked(self) -> None:
        today = self._context.book.clock.today()
        self._run(PlanMeetingDialog(self._context, self, starts_at=self._at(max(self.day, today))))

    @Slot(object)
    def plan(self, day: date) -> None:
        """Plan a meeting on *day*."""
        if not self._context.book.read_only:
            self._run(PlanMeetingDialog(self._context, self, starts_at=self._at(day)))

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, _MORNING)

    @Slot(object)
    def _on_step_wanted(self, step: Step) -> None:
        meeting = self.panel.meeting
        if meeting is None:
            return
        if step is Step.CHANGE_MEETING:
            self._run(PlanMeetingDialog(self._context, self, meeting=meeting))
        elif step is Step.CANCEL_MEETING:
            self._run(CancelMeetingDialog(self._context, meeting, self))
        else:
            self._run(HoldMeetingDialog(self._context, meeting, self))

    def _run(self, dialog: WritingDialog) -> None:
        self.refusal.clear()
        dialog.exec()
        dialog.deleteLater()
        if dialog.changes is not None:
            self.message.emit(f"{self.title}: tersimpan.")
        elif not self.panel.isVisible():
            self._focus()

    @Slot(int)
    def _on_action_finished(self, action_id: int) -> None:
        if finish(self._context, self.window(), action_id, self.refusal.refuse):
            self.message.emit("Tindak lanjut selesai, tersimpan.")

    @Slot(object)
    def _on_paper_wanted(self, paper: MeetingPaper) -> None:
        if self.panel.meeting is not None:
            self.refusal.clear()
            make_meeting_paper(
                self._context,
                self.window(),
                self.panel.meeting.id,
                paper,
                said=self.message.emit,
                refused=self.refusal.refuse,
            )

    @Slot()
    def _on_calendar_wanted(self) -> None:
        self.refusal.clear()
        year = date(self.day.year, 1, 1)
        make_calendar(
            self._context,
            year,
            year.replace(month=12, day=31),
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    @Slot()
    def _on_close_wanted(self) -> None:
        self._focus()
        self.panel.hide()

    @Slot()
    def _on_privacy_changed(self) -> None:
        if not self.is_stale:
            self.reload()
