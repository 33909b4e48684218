"""All steps, meetings and undoing in any order: every page tells the same, and so does the journal.

Thousands of runs: ``BUKU_PENGADUAN_RUNS=3000 pytest tests/app/reading/test_one_truth.py``.
"""

import os
import shutil
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.book.absences import read_absences
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.board import BoardGrouping, read_board, renewed, team_loads
from app.reading.meetings.schedule import open_actions, read_meeting, read_meetings
from app.reading.recap.monthly import read_recap
from app.reading.recap.values import TableKey
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_counts, register_rows
from app.reading.status_line import read_status_line
from app.reading.today.agenda import read_today
from app.rules.channels import Channel
from app.rules.deadlines import Urgency
from app.rules.meetings import MeetingPlan, MeetingStatus, PlannedAction
from app.rules.officers import Role
from app.rules.statuses import OPEN
from app.steps.absences import note_absence, remove_absence
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.close import forward, lapse, void, withdraw
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, add_list_entry
from app.steps.meet import (
    cancel_meeting,
    change_meeting,
    finish_action,
    hold_meeting,
    plan_meeting,
)
from app.steps.record import record
from app.steps.undo import undo
from models.complaint import Complaint
from tests.conftest import COMPLETE_FORM, MONDAY_MORNING

_TEMPLATE: list[Path] = []
_STEPS = (
    lambda s, id_: answer_directly(s.book, id_, "Sudah dijelaskan."),
    lambda s, id_: declare_complete(s.book, id_),
    lambda s, id_: declare_complete(s.book, id_, {"phone": "0812-0000-0147"}),
    lambda s, id_: return_to_supplement(s.book, id_),
    lambda s, id_: distribute(s.book, id_, 1, reason="Salah bidang"),
    lambda s, id_: distribute(s.book, id_, 1, assignee_id=s.person, reason="Lebih tepat"),
    lambda s, id_: distribute(s.book, id_, 2, "Segera.", reason="Salah bidang"),
    lambda s, id_: undo(s.book, id_),
    lambda s, id_: write_answer(s.book, id_, "Sudah dapat diambil."),
    lambda s, id_: approve_answer(s.book, id_, "Pejabat Pengelola Pengaduan"),
    lambda s, id_: deliver(s.book, id_, how="Telepon", to="Contoh", at=s.clock.now()),
    lambda s, id_: forward(s.book, id_, "Kecamatan", "Bukan kewenangan"),
    lambda s, id_: withdraw(s.book, id_, "Dicabut"),
    lambda s, id_: void(s.book, id_, "Salah catat"),
    lambda s, id_: lapse(s.book, id_),
    lambda s, id_: plan_meeting(s.book, s.plan(id_)),
)
_MEETING_STEPS = (
    lambda s, meeting: change_meeting(s.book, meeting, s.plan(1)),
    lambda s, meeting: cancel_meeting(s.book, meeting, "Batal"),
    lambda s, meeting: s.hold(meeting),
)


def _template() -> Path:
    """One book for all runs of the machine; each run works on a copy."""
    if not _TEMPLATE:
        path = Path(tempfile.mkdtemp(prefix="satu-")) / "buku.db"
        with open_book(FilePlace(path), clock=FixedClock(MONDAY_MORNING), may_create=True) as book:
            person = {"name": "Budi Rekaan", "role": Role.ANSWERER.value, "team_id": 1}
            add_list_entry(book, ListName.OFFICERS, person)
        _TEMPLATE.append(path)
    return _TEMPLATE[0]


class OneTruth(RuleBasedStateMachine):
    """Whatever is done, or refused, all readings agree."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="satu-")
        path = Path(self.folder.name) / "buku.db"
        shutil.copy(_template(), path)
        self.clock = FixedClock(MONDAY_MORNING)
        self.book = open_book(FilePlace(path), clock=self.clock, officer="Petugas Uji")
        self.lists = read_lists(self.book)
        self.person = next(o.id for o in self.lists.officers if o.name == "Budi Rekaan")
        self.board = read_board(self.book)

    def teardown(self):
        # Each row rebuilt from the journal is the row.
        assert inspect_book(self.book).problems == ()
        self.book.close()
        self.folder.cleanup()

    def plan(self, complaint_id):
        at = self.clock.now() + timedelta(hours=2)
        return MeetingPlan(at, 60, "Aula", "Dibahas", "Budi Rekaan", (complaint_id,))

    def hold(self, meeting_id):
        about = [each.complaint_id for each in read_meeting(self.book, meeting_id).complaints]
        action = PlannedAction("Cetak", "Budi", self.clock.today() + timedelta(days=1), about[0])
        return hold_meeting(self.book, meeting_id, "Hasil", dict.fromkeys(about, "Ya"), [action])

    def attempt(self, act):
        """Do *act*; what is refused alters nothing. The board that is held follows."""
        try:
            changes = act()
        except UserError:
            return
        if changes.settings:
            self.board = read_board(self.book)
        self.board = renewed(self.book, self.board, changes.complaints)

    @rule(hours=st.integers(1, 90))
    def time_passes(self, hours):
        self.clock.moment += timedelta(hours=hours)
        self.board = read_board(self.book)

    @rule(channel=st.sampled_from(Channel), is_complete=st.booleans())
    def receive(self, channel, is_complete):
        values = COMPLETE_FORM | ({} if is_complete else {"phone": ""})
        form = read_form(channel, values, self.clock.now(), self.lists)
        self.attempt(lambda: record(self.book, form))

    @rule(pick=st.integers(0, 30), step=st.sampled_from(_STEPS))
    def take_step(self, pick, step):
        count = self.book.rows(Complaint.select()).count()
        if count:
            self.attempt(lambda: step(self, 1 + pick % count))

    @rule(pick=st.integers(0, 9), step=st.sampled_from(_MEETING_STEPS))
    def meet(self, pick, step):
        meetings = read_meetings(self.book, *_ALWAYS)
        if meetings:
            self.attempt(lambda: step(self, meetings[pick % len(meetings)].id))

    @rule()
    def finish_the_first_action(self):
        actions = open_actions(self.book)
        if actions:
            self.attempt(lambda: finish_action(self.book, actions[0].id))

    @rule(days=st.integers(-1, 9))
    def be_away(self, days):
        today = self.clock.today()
        until = today + timedelta(days=days)
        self.attempt(lambda: note_absence(self.book, self.person, today, until, 1))

    @rule()
    def be_back(self):
        away = read_absences(self.book, self.clock.today())
        if away:
            self.attempt(lambda: remove_absence(self.book, away[0].id))

    @invariant()
    def all_pages_agree(self):
        book = self.book
        everything = register_rows(book, register_ids(book, RegisterFilter()))
        open_rows = [row for row in everything if row.status in OPEN]
        late = sum(row.deadline.urgency is Urgency.LATE for row in open_rows)
        counts = register_counts(book, RegisterFilter())
        line, today = read_status_line(book), read_today(book)
        assert (counts.total, counts.open) == (len(everything), len(open_rows))
        assert (line.open, line.late, today.late) == (len(open_rows), late, late)
        assert counts.by_deadline[DeadlineFilter.SOON] == today.soon
        assert today.soon == sum(row.deadline.urgency is Urgency.SOON for row in open_rows)
        # What is held and renewed is what would be read now.
        assert self.board == read_board(book)
        for grouping in BoardGrouping:
            columns = self.board.columns(grouping)
            shown = Counter(card.id for column in columns for card in column.cards)
            assert shown == Counter(row.id for row in open_rows)
            assert sum(column.late for column in columns) == late
        loads = team_loads(book)
        for column in self.board.columns(BoardGrouping.TEAM)[1:]:
            load = loads.get(column.team_id)
            assert (column.total, column.late) == ((load.open, load.late) if load else (0, 0))

    @invariant()
    def the_month_agrees_with_the_register(self):
        recap = read_recap(self.book, Month(self.clock.today().year, self.clock.today().month))
        flow = next(table for table in recap.tables if table.key is TableKey.FLOW)
        still_open = register_counts(self.book, RegisterFilter()).open
        assert flow.total.cells[-1] == still_open

    @invariant()
    def what_was_decided_belongs_to_a_meeting_that_was_held(self):
        for action in open_actions(self.book):
            meeting = read_meeting(self.book, action.meeting_id)
            assert meeting.status is MeetingStatus.HELD


_ALWAYS = (
    MONDAY_MORNING.date(),
    date(2029, 12, 31),
)
OneTruth.TestCase.settings = settings(
    max_examples=int(os.environ.get("BUKU_PENGADUAN_RUNS", "4")),
    stateful_step_count=25,
    deadline=None,
    # Explaining a failure traces every line of peewee, which takes minutes.
    phases=tuple(phase for phase in Phase if phase is not Phase.explain),
    suppress_health_check=[HealthCheck.too_slow],
)
TestOneTruth = OneTruth.TestCase
