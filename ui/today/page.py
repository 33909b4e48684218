"""The page *Hari Ini*: what is late or due, who is waited for, and the month."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.book.opening import OpenedBook
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import Month, thousands, weekday_date
from app.ground.overriding import override
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.rules.events import Step
from app.rules.readings import Reading
from ui.shared.context import EarlyContext
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.tasks import Task
from ui.shared.wanted import CloseMonth, MakeRecap, NewEntry
from ui.today.aside import BackupCard, HolidayCard, RecapCard
from ui.today.follow_ups import FollowUps
from ui.today.numbers import NumberCard
from ui.widgets.buttons import Button, primary_button, quiet_button
from ui.widgets.surfaces import EmptyState, PageHeader, ScrolledContent, Surface, scrolling
from ui.widgets.words import tighten

# Loaded with the first lines, after the first picture.
if TYPE_CHECKING:
    from app.book.book import Book
    from app.reading.today.values import Today
    from app.rules.officers import Role
    from ui.today.task_row import TaskRow

_ASIDE_WIDTH: Final = 248
# Logical pixels of the page; with less the cards stand under the lists.
_ROOM_BESIDE: Final = 940
# What each number counts, the same for less room, its tone, and the filter that finds the same.
_NUMBERS: Final = (
    (DeadlineFilter.UNDISTRIBUTED, "Belum didistribusikan", "Belum distribusi", "today"),
    (DeadlineFilter.LATE, "Terlambat", "Terlambat", "late"),
    (DeadlineFilter.TODAY, "Jatuh tempo hari ini", "Hari ini", "today"),
    (DeadlineFilter.SOON, "Perhatian, hampir habis", "Perhatian", "soon"),
    (DeadlineFilter.WAITING, "Menunggu pengadu", "Menunggu", "waiting"),
    (DeadlineFilter.READY, "Jawaban siap", "Jawaban siap", "safe"),
)


class TodayPage(Page):
    """Numbers above, lists of what has to be done, recap and backup at the right."""

    title = "Hari Ini"
    guide_section = "hari-ini"

    def __init__(self, context: EarlyContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._has_read = False
        self._reading: Task[Today] | None = None
        self.rows: list[TaskRow] = []
        self._new = primary_button("Catat Pengaduan", "plus")
        self._new.setObjectName("new")
        self._new.clicked.connect(self._on_new_wanted)
        self.header = PageHeader(self.title, [self._new])
        self.refusal = RefusalBar()
        self.numbers = {
            chip: NumberCard(words, short, tone) for chip, words, short, tone in _NUMBERS
        }
        self.tasks = Surface("Harus dikerjakan hari ini")
        self.later = Surface("Dapat menunggu")
        self.waiting = Surface("Menunggu pengadu")
        self.marked = Surface("Perlu diperbaiki")
        for card, why in (
            (self.tasks, "terlambat, jatuh tempo, hampir habis, atau siap disampaikan"),
            (self.later, "belum didistribusikan, waktunya masih cukup"),
            (self.waiting, "dikembalikan, belum dilengkapi"),
            (self.marked, "dicatat seperti yang diketik"),
        ):
            card.say_why(why)
        self.follow_ups = FollowUps()
        self.follow_ups.finish_wanted.connect(self._on_finish_wanted)
        self.follow_ups.meeting_wanted.connect(partial(self.navigate.emit, "meetings"))
        self.calm = EmptyState(icon_name="check")
        for late in (self.later, self.waiting, self.marked, self.calm):
            late.hide()
        self.calm.pressed.connect(self._on_new_wanted)
        self.more_tasks = quiet_button("")
        self.more_tasks.setObjectName("more-tasks")
        self.more_tasks.clicked.connect(
            partial(self._show_in_register, RegisterFilter(only_open=True))
        )
        self.more_later = quiet_button("")
        self.more_later.setObjectName("more-later")
        self.more_later.clicked.connect(
            partial(self._show_in_register, RegisterFilter(deadline=DeadlineFilter.UNDISTRIBUTED))
        )
        self.more_waiting = quiet_button("")
        self.more_waiting.setObjectName("more-waiting")
        self.more_waiting.clicked.connect(
            partial(self._show_in_register, RegisterFilter(deadline=DeadlineFilter.WAITING))
        )
        self.more_marked = quiet_button("")
        self.more_marked.setObjectName("more-marked")
        self.more_marked.clicked.connect(
            partial(self._show_in_register, RegisterFilter(to_correct=True))
        )
        self.recap = RecapCard()
        self.recap.recap_wanted.connect(self._on_recap_wanted)
        self.recap.closing_wanted.connect(self._on_closing_wanted)
        self.holidays = HolidayCard()
        self.holidays.settings_wanted.connect(partial(self.navigate.emit, "settings", "Hari libur"))
        self.backup = BackupCard(context)
        self.backup.said.connect(self.message)
        self.backup.refused.connect(self.refusal.refuse)
        self._arrange()
        self.follow(context.hub)
        context.privacy.changed.connect(self._on_privacy_changed)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        tighten(row, 12)
        for chip, card in self.numbers.items():
            card.setObjectName(f"number-{chip.value}")
            card.clicked.connect(partial(self._show_in_register, RegisterFilter(deadline=chip)))
            row.addWidget(card, 1)
        self._task_rows = _list_in(self.tasks)
        self.tasks.body.addWidget(self.calm)
        self.tasks.body.addWidget(self.more_tasks)
        self._later_rows = _list_in(self.later)
        self.later.body.addWidget(self.more_later)
        self._waiting_rows = _list_in(self.waiting)
        self.waiting.body.addWidget(self.more_waiting)
        self._marked_rows = _list_in(self.marked)
        self.marked.body.addWidget(self.more_marked)
        lists = ScrolledContent()
        self._lists = QVBoxLayout(lists)
        tighten(self._lists, 12)
        self._lists.addWidget(self.tasks)
        self._lists.addWidget(self.follow_ups)
        self._lists.addWidget(self.later)
        self._lists.addWidget(self.waiting)
        self._lists.addWidget(self.marked)
        self._lists.addStretch(1)
        self._aside = QVBoxLayout()
        tighten(self._aside, 12)
        self._aside.addStretch(1)
        below = QHBoxLayout()
        tighten(below, 12)
        below.addWidget(scrolling(lists), 1)
        below.addLayout(self._aside)
        self._is_narrow = False
        self._put_cards()
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        self.refusal.stand_over(self.header)
        column.addLayout(row)
        column.addLayout(below, 1)

    def _put_cards(self) -> None:
        """Put the cards beside the lists, or under them where there is no room beside."""
        for part in (self.holidays, self.recap, self.backup):
            if self._is_narrow:
                part.setMinimumWidth(0)
                part.setMaximumWidth(self.tasks.maximumWidth())
                self._lists.insertWidget(self._lists.count() - 1, part)
            else:
                part.setFixedWidth(_ASIDE_WIDTH)
                self._aside.insertWidget(self._aside.count() - 1, part)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _ROOM_BESIDE
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._put_cards()

    @override
    def concerns(self, changes: Changes) -> bool:
        return changes.deadlines or changes.months or changes.meetings

    @override
    def shown(self) -> None:
        self.refusal.clear()
        if not self._has_read:
            self._read_apart()
        elif self.is_stale:
            self.reload()
        self._new.setFocus()

    def _read_apart(self) -> None:
        """Read in the worker: the first window can be typed into before the book is read."""
        self._has_read = True
        self._reading = self._context.tasks.run(
            partial(_read_in_worker, self._context.opened),
            done=self._show,
            failed=self._on_not_read,
            busy="Membaca buku",
        )

    def _on_not_read(self, error: BookError) -> None:
        self.refusal.refuse(str(error))

    @Slot()
    def _on_privacy_changed(self) -> None:
        if self._has_read:
            self.reload()

    @override
    def reload(self) -> None:
        if self._reading is not None:
            # What is read now is newer than what the worker found.
            self._reading.cancel()
        self._show(_read(self._context.opened.load()))

    def _show(self, today: "Today") -> None:
        self.is_stale = False
        self._reading = None
        self.header.set_facts(weekday_date(today.day))
        for chip, count in _counts(today).items():
            self.numbers[chip].set_count(count)
        focused = self._focused_place()
        self._show_tasks(today)
        self.follow_ups.show_actions(
            today.follow_ups,
            self._context.privacy,
            is_locked=self._context.opened.holding.read_only,
        )
        self._show_later(today)
        self._show_waiting(today)
        self._show_marked(today)
        self.recap.show_months(today)
        self.holidays.say(today.holiday_warnings)
        self.backup.refresh()
        self._offer(today.role)
        if focused is not None:
            self._focus_place(focused)

    def _offer(self, role: "Role | None") -> None:
        from ui.shared.rights import offer_to

        offer_to(self._new, role, Step.RECORD)
        offer_to(self.backup.button, role, Reading.BACKUP)
        offer_to(self.recap.closer, role, Step.CLOSE_MONTH)
        for block in (self.recap.last, self.recap.running):
            offer_to(block.button, role, Reading.RECAP)

    def _show_tasks(self, today: "Today") -> None:
        from ui.today.task_row import task_row

        self._clear_rows()
        made = [task_row(self._context.privacy, task) for task in today.tasks]
        self._add_rows(self._task_rows, made)
        self.calm.setVisible(not made)
        _show_rest(self.more_tasks, today.task_count - len(made))
        is_empty = not (today.month.received or today.last_month.received or today.waiting)
        self.calm.say(
            "Tidak ada yang harus dikerjakan hari ini.",
            "Belum ada pengaduan pada dua bulan terakhir."
            if is_empty
            else "Pengaduan muncul di sini bila batas waktunya dekat atau jawabannya siap.",
        )

    def _show_later(self, today: "Today") -> None:
        from ui.today.task_row import task_row

        made = [task_row(self._context.privacy, task) for task in today.later_tasks]
        self._add_rows(self._later_rows, made)
        _show_list(self.later, self.more_later, len(made), today.later)

    def _show_waiting(self, today: "Today") -> None:
        from ui.today.task_row import waiting_row

        made = [
            waiting_row(self._context.privacy, task, today.role) for task in today.waiting_tasks
        ]
        self._add_rows(self._waiting_rows, made)
        _show_list(self.waiting, self.more_waiting, len(made), today.waiting)

    def _show_marked(self, today: "Today") -> None:
        from ui.today.task_row import marked_row

        made = [marked_row(self._context.privacy, task, today.role) for task in today.marked_tasks]
        self._add_rows(self._marked_rows, made)
        _show_list(self.marked, self.more_marked, len(made), today.marked)

    def _clear_rows(self) -> None:
        for row in self.rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = []

    def _add_rows(self, layout: QVBoxLayout, made: "Sequence[TaskRow]") -> None:
        holding = self._context.opened.holding
        for row in made:
            row.step_wanted.connect(self._on_step_wanted)
            row.complaint_wanted.connect(self.open_complaint)
            for button in row.buttons:
                button.setEnabled(not holding.read_only)
                if holding.read_only:
                    button.setToolTip(f"Buku hanya dapat dibaca. {holding.read_only_reason}")
            layout.addWidget(row)
        self.rows.extend(made)

    def _focused_place(self) -> int | None:
        focus = self.focusWidget()
        places = (n for n, row in enumerate(self.rows) if focus and row.isAncestorOf(focus))
        return next(places, None)

    def _focus_place(self, place: int) -> None:
        """Put the focus where it was before the lines were made anew."""
        if not self.rows:
            self._new.setFocus()
            return
        row = self.rows[min(place, len(self.rows) - 1)]
        (row.buttons[0] if row.buttons else row.link).setFocus()

    @Slot(int)
    def _on_finish_wanted(self, action_id: int) -> None:
        # Imported late: see _on_step_wanted.
        from ui.complaint.finishing import finish

        if finish(self._context.load(), self.window(), action_id, self.refusal.refuse):
            self.message.emit("Tindak lanjut selesai, tersimpan.")

    @Slot(int, object)
    def _on_step_wanted(self, complaint_id: int, step: Step) -> None:
        # Imported late: the dialogs of all steps are not needed to start the window.
        from ui.complaint.dialogs import run_step, step_label

        number = next(row.row.number for row in self.rows if row.row.id == complaint_id)
        if run_step(self.window(), self._context.load(), complaint_id, step) is not None:
            self.message.emit(f"{number}: {step_label(step).lower()}, tersimpan.")

    def _show_in_register(self, wanted: RegisterFilter, _checked: bool = False) -> None:
        self.navigate.emit("register", wanted)

    @Slot()
    def _on_new_wanted(self) -> None:
        self.navigate.emit("entry", NewEntry())

    @Slot(object)
    def _on_recap_wanted(self, month: Month) -> None:
        self.navigate.emit("recap", MakeRecap(month))

    @Slot(object)
    def _on_closing_wanted(self, month: Month) -> None:
        self.navigate.emit("recap", CloseMonth(month))


def _read_in_worker(opened: OpenedBook) -> "Today":
    with opened.worker_connection() as book:
        return _read(book)


def _read(book: "Book") -> "Today":
    # Imported late: the first picture comes before the tables.
    from app.reading.today.agenda import read_today

    return read_today(book)


def _counts(today: "Today") -> dict[DeadlineFilter, int]:
    return {
        DeadlineFilter.UNDISTRIBUTED: today.undistributed,
        DeadlineFilter.LATE: today.late,
        DeadlineFilter.TODAY: today.due_today,
        DeadlineFilter.SOON: today.soon,
        DeadlineFilter.WAITING: today.waiting,
        DeadlineFilter.READY: today.ready,
    }


def _list_in(card: Surface) -> QVBoxLayout:
    rows = QVBoxLayout()
    tighten(rows, 0)
    card.body.addLayout(rows)
    return rows


def _show_list(card: Surface, more: Button, shown: int, count: int) -> None:
    """Show *card* where it has lines, and how many of *count* stand in the register only."""
    card.setVisible(shown > 0)
    _show_rest(more, count - shown)


def _show_rest(more: Button, rest: int) -> None:
    more.setText(f"dan {thousands(rest)} lainnya")
    more.setVisible(rest > 0)
