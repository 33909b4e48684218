"""The flow balances: for single entries by property, for whole books by random office life."""

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.reading.recap import balance
from app.reading.recap.balance import (
    Flow,
    RecapEntry,
    RecapUnbalanced,
    Span,
    contradiction,
    count_flows,
    flows_of,
    is_balanced,
    is_late,
    status_on,
)
from app.reading.recap.monthly import public_recap, read_recap
from app.reading.recap.values import TableKey
from app.rules.channels import Channel, ComplaintKind
from app.rules.statuses import CLOSED, OPEN, Status
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.close import forward, lapse, void, withdraw
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.correct import correct
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.record import record
from app.steps.undo import undo
from models.complaint import Complaint

FIRST = date(2026, 11, 20)
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))

AN_ENTRY = RecapEntry(
    id=1,
    number="001/PGD/X/2026",
    channel=Channel.COUNTER,
    kind=ComplaintKind.COMPLAINT,
    received_on=date(2026, 10, 5),
    status=Status.RECORDED,
    subject="Objek",
    service="KTP-el",
    category="Sikap petugas",
    district="Kapuas",
    team="",
    distribute_by=date(2026, 10, 7),
    distribution_stopped_on=None,
    distributed_on=None,
    was_returned_late=False,
    returned_on=None,
    completed_on=None,
    settle_by=None,
    approved_on=None,
    is_direct=False,
    closed_on=None,
    working_days=None,
    late_reason="",
)

DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 31))


@st.composite
def sound_entries(draw):
    received_on = draw(DAYS)
    status = draw(st.sampled_from(Status))
    closed_on = None
    if status in CLOSED:
        closed_on = received_on + timedelta(days=draw(st.integers(0, 90)))
    channel = draw(st.sampled_from(Channel))
    return replace(
        AN_ENTRY, received_on=received_on, status=status, closed_on=closed_on, channel=channel
    )


@st.composite
def spans(draw):
    first = draw(DAYS)
    return Span(first, first + timedelta(days=draw(st.integers(0, 31))))


@given(sound_entries(), spans())
def test_a_sound_entry_comes_in_once_and_goes_out_once(entry, span):
    flows = flows_of(entry, span)
    ins = flows & {Flow.OPENING, Flow.RECEIVED}
    assert len(ins) == len(flows - ins) <= 1
    was_there = entry.received_on <= span.last and (
        entry.closed_on is None or entry.closed_on >= span.first
    )
    assert bool(flows) == was_there


@given(sound_entries(), DAYS)
def test_status_on_a_day_is_open_until_closed(entry, day):
    is_closed = entry.closed_on is not None and entry.closed_on <= day
    assert status_on(entry, day) in (CLOSED if is_closed else OPEN)


@given(st.lists(sound_entries(), max_size=30), spans())
def test_sound_entries_balance_per_channel(entries, span):
    counted = count_flows(entries, span)
    assert all(is_balanced(flows) for flows in counted.values())
    assert sum(flows[Flow.RECEIVED] for flows in counted.values()) == sum(
        entry.received_on in span for entry in entries
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": Status.SETTLED}, "berstatus “Selesai” tanpa tanggal selesai"),
        ({"status": Status.VOID}, "berstatus “Batal” tanpa tanggal selesai"),
        (
            {"closed_on": date(2026, 10, 9)},
            "masih berstatus “Dicatat” tetapi sudah bertanggal selesai",
        ),
        (
            {"status": Status.SETTLED, "closed_on": date(2026, 10, 4)},
            "tanggal selesai mendahului tanggal terima",
        ),
    ],
)
def test_a_contradictory_entry_is_named(changes, words):
    entry = replace(AN_ENTRY, **changes)
    assert contradiction(entry) == words
    with pytest.raises(RecapUnbalanced, match=words) as refused:
        count_flows([AN_ENTRY, entry], OCTOBER)
    assert (refused.value.reasons, refused.value.channels) == ({entry.number: words}, ())


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (1, "1: salah"),
        (10, "10: salah"),
        (11, "dan 1 pengaduan lain"),
        (12, "dan 2 pengaduan lain"),
    ],
)
def test_at_most_ten_complaints_are_named(count, last):
    reasons = {str(number): "salah" for number in range(1, count + 1)}
    error = RecapUnbalanced(reasons)
    named = [f"{number}: salah" for number in range(1, min(count, 10) + 1)]
    parts = named if count <= 10 else [*named, last]
    assert parts[-1] == last
    assert str(error) == (
        f"Rekap tidak seimbang dan tidak dibuat. {'; '.join(parts)}. "
        "Perbaiki pengaduan itu, lalu buat rekap lagi."
    )
    assert error.reasons == reasons


def test_a_channel_that_does_not_balance_is_named_where_no_complaint_can_be(monkeypatch):
    monkeypatch.setattr(balance, "flows_of", lambda *_: {Flow.RECEIVED})
    with pytest.raises(RecapUnbalanced, match="saluran Tatap muka tidak seimbang") as refused:
        count_flows([AN_ENTRY], OCTOBER)
    assert refused.value.channels == (Channel.COUNTER,)
    # A complaint that contradicts itself is the reason, its channel only follows.
    with pytest.raises(RecapUnbalanced) as refused:
        count_flows([replace(AN_ENTRY, status=Status.SETTLED)], OCTOBER)
    assert refused.value.channels == ()


def test_closed_on_the_day_of_receipt_is_sound():
    entry = replace(AN_ENTRY, status=Status.SETTLED, closed_on=AN_ENTRY.received_on)
    assert contradiction(entry) is None
    assert flows_of(entry, OCTOBER) == {Flow.RECEIVED, Flow.SETTLED}


def test_balance_is_broken_by_one():
    assert is_balanced(Counter({Flow.OPENING: 2, Flow.RECEIVED: 1, Flow.VOID: 1, Flow.CLOSING: 2}))
    assert not is_balanced(Counter({Flow.OPENING: 2, Flow.CLOSING: 1}))


DUE = date(2026, 10, 12)
COMPLETE = {"status": Status.COMPLETE, "completed_on": date(2026, 10, 5), "settle_by": DUE}


def _closed(status, on):
    return COMPLETE | {"status": status, "closed_on": on}


@pytest.mark.parametrize(
    ("changes", "day", "late"),
    [
        ({}, date(2026, 12, 1), False),  # not complete: no clock to miss
        ({"completed_on": date(2026, 10, 5)}, date(2026, 12, 1), False),
        ({"settle_by": DUE}, date(2026, 12, 1), False),
        (COMPLETE, date(2026, 10, 11), False),
        (COMPLETE, DUE, False),  # the due date itself is still in time
        (COMPLETE, date(2026, 10, 13), True),
        # On the day asked about it was not yet complete, whatever is stored since.
        (COMPLETE | {"completed_on": date(2026, 10, 14)}, date(2026, 10, 13), False),
        (COMPLETE | {"completed_on": date(2026, 10, 13)}, date(2026, 10, 13), True),
        (_closed(Status.SETTLED, DUE), date(2026, 12, 1), False),
        (_closed(Status.SETTLED, date(2026, 10, 13)), date(2026, 12, 1), True),
        # Settled late, but asked about a day before: open, in time and then late.
        (_closed(Status.SETTLED, date(2026, 10, 20)), DUE, False),
        (_closed(Status.SETTLED, date(2026, 10, 20)), date(2026, 10, 14), True),
        # What ended without an answer was not answered late; until its end it was open.
        (_closed(Status.WITHDRAWN, date(2026, 10, 20)), date(2026, 12, 1), False),
        (_closed(Status.WITHDRAWN, date(2026, 10, 20)), date(2026, 10, 19), True),
    ],
)
def test_late_is_what_missed_its_settlement_date_by_that_day(changes, day, late):
    assert is_late(replace(AN_ENTRY, **changes), day) is late


def test_who_was_never_handed_over_is_with_no_team():
    """Answering on the spot stops the clock of distribution too."""
    entry = replace(AN_ENTRY, distribution_stopped_on=date(2026, 10, 6), is_direct=True)
    assert status_on(entry, date(2026, 10, 6)) is Status.RECORDED


def test_status_on_follows_the_milestones():
    entry = replace(
        AN_ENTRY,
        status=Status.SETTLED,
        returned_on=date(2026, 10, 6),
        completed_on=date(2026, 10, 8),
        distribution_stopped_on=date(2026, 10, 9),
        distributed_on=date(2026, 10, 13),  # distributed again
        approved_on=date(2026, 10, 15),
        closed_on=date(2026, 10, 16),
    )
    expected = {
        5: Status.RECORDED,
        6: Status.INCOMPLETE,
        7: Status.INCOMPLETE,
        8: Status.COMPLETE,
        9: Status.DISTRIBUTED,
        14: Status.DISTRIBUTED,
        15: Status.ANSWERED,
        16: Status.SETTLED,
    }
    assert {day: status_on(entry, date(2026, 10, day)) for day in expected} == expected


_TEMPLATE: list[Path] = []


def template() -> Path:
    """One book for all runs of the machine; each run works on a copy."""
    if not _TEMPLATE:
        path = Path(tempfile.mkdtemp(prefix="recap-")) / "buku.db"
        clock = FixedClock(datetime.combine(FIRST, time(8)))
        open_book(FilePlace(path), clock=clock, officer="Petugas Uji", may_create=True).close()
        _TEMPLATE.append(path)
    return _TEMPLATE[0]


class OfficeLife(RuleBasedStateMachine):
    """Steps in any order over a year end; what the procedure refuses is left undone."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="recap-")
        path = Path(self.folder.name) / "buku.db"
        shutil.copy(template(), path)
        self.clock = FixedClock(datetime.combine(FIRST, time(8)))
        self.book = open_book(FilePlace(path), clock=self.clock, officer="Petugas Uji")
        self.lists = read_lists(self.book)
        self.past = {}

    def teardown(self):
        self.book.close()
        self.folder.cleanup()

    @rule(days=st.integers(1, 24))
    def days_pass(self, days):
        self.clock.moment += timedelta(days=days)

    @rule(channel=st.sampled_from(Channel), days_ago=st.integers(0, 9), is_complete=st.booleans())
    def receive(self, channel, days_ago, is_complete):
        moment = self.clock.moment - timedelta(days=days_ago)
        values = {
            "received_at": moment.isoformat(sep=" ", timespec="minutes"),
            "name": "Contoh Satu" if is_complete else "",
            "address": "Jalan Contoh 1",
            "phone": "0812 5640 1122",
            "subject": "Objek contoh",
        }
        record(self.book, read_form(channel, values, self.clock.now(), self.lists))
        self.past.clear()  # a late entry belongs to the month of its receipt

    @rule(pick=st.integers(0, 30), days_ago=st.integers(0, 60))
    def correct_the_receipt(self, pick, days_ago):
        count = self.book.rows(Complaint.select()).count()
        if count:
            moment = self.clock.moment - timedelta(days=days_ago)
            values = {"received_at": moment.isoformat(sep=" ", timespec="minutes")}
            try:
                correct(self.book, 1 + pick % count, values, "Salah tanggal")
            except UserError:
                return
            self.past.clear()  # the complaint belongs to another month now

    @rule(
        pick=st.integers(0, 30),
        step=st.sampled_from(
            (
                lambda book, id_: answer_directly(book, id_, "Sudah dijelaskan."),
                lambda book, id_: declare_complete(book, id_),
                lambda book, id_: declare_complete(book, id_, {"name": "Contoh Dua"}),
                lambda book, id_: return_to_supplement(book, id_),
                lambda book, id_: distribute(book, id_, 1, reason="Salah bidang"),
                lambda book, id_: distribute(book, id_, 2, reason="Salah bidang"),
                lambda book, id_: undo(book, id_),
                lambda book, id_: write_answer(book, id_, "Sudah dapat diambil."),
                lambda book, id_: approve_answer(book, id_, "Pejabat Pengelola Pengaduan"),
                lambda book, id_: deliver(
                    book, id_, how="Telepon", to="Contoh", at=book.clock.now()
                ),
                lambda book, id_: forward(book, id_, "Kecamatan", "Bukan kewenangan"),
                lambda book, id_: withdraw(book, id_, "Dicabut"),
                lambda book, id_: void(book, id_, "Salah catat"),
                lambda book, id_: lapse(book, id_),
            )
        ),
    )
    def take_step(self, pick, step):
        count = self.book.rows(Complaint.select()).count()
        if count:
            try:
                step(self.book, 1 + pick % count)
            except UserError:
                return

    @invariant()
    def every_month_balances_and_joins_the_next(self):
        today = self.clock.today()
        month, closing = Month(2026, 11), None
        while month.first <= today:
            recap = read_recap(self.book, month)
            flow = next(t for t in recap.tables if t.key is TableKey.FLOW)
            for row in (*flow.rows, flow.total):
                assert sum(row.cells[:2]) == sum(row.cells[2:])
            opening = [row.cells[0] for row in flow.rows]
            assert closing is None or opening == closing
            closing = [row.cells[-1] for row in flow.rows]
            assert len(recap.lines) == recap.figures.received == flow.total.cells[1]
            assert public_recap(recap).figures.closing == recap.figures.closing
            self.remember(recap, today)
            month = month.next()

    def remember(self, recap, today):
        """A month that is over tells the same flow for good."""
        if recap.month.last < today:
            kept = {t.key: t for t in recap.tables if t.key in STEADY}
            assert self.past.setdefault(recap.month, kept) == kept


# Who is shown as answered or at which team may change with a later distribution; these may not.
STEADY = (TableKey.FLOW, TableKey.SERVICE, TableKey.DISTRICT, TableKey.DIRECT)

OfficeLife.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    # Explaining a failure traces every line of peewee, which takes minutes.
    phases=tuple(phase for phase in Phase if phase is not Phase.explain),
    suppress_health_check=[HealthCheck.too_slow],
)
TestOfficeLife = OfficeLife.TestCase
