"""What stands beside the tables: teams, age, causes, what is open, and the last two years."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.book.lists import read_lists
from app.entry.forms import read_form
from app.ground.formatting import Month
from app.reading.recap.balance import RecapEntry, Span
from app.reading.recap.monthly import read_recap
from app.reading.recap.outlook import read_outlook
from app.reading.recap.tables import ALL_RECEIVED
from app.reading.recap.values import TableKey
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel, ComplaintKind
from app.rules.statuses import Status
from app.steps.answer import answer_directly
from app.steps.close import void
from app.steps.close_month import close_month, prepare_closing
from app.steps.record import record
from tests.conftest import COMPLETE_FORM
from tests.quick_files import quick_recap

OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
TODAY = date(2026, 11, 5)
AN_ENTRY = RecapEntry(
    id=1,
    number="001",
    channel=Channel.COUNTER,
    kind=ComplaintKind.COMPLAINT,
    received_on=date(2026, 10, 5),
    status=Status.DISTRIBUTED,
    subject="Objek",
    service="KTP-el",
    category="Sikap petugas",
    district="Kapuas",
    team="Capil",
    distribute_by=date(2026, 10, 7),
    distribution_stopped_on=date(2026, 10, 6),
    distributed_on=date(2026, 10, 6),
    was_returned_late=False,
    returned_on=None,
    completed_on=date(2026, 10, 5),
    settle_by=date(2026, 10, 12),
    approved_on=None,
    is_direct=False,
    closed_on=None,
    working_days=None,
    late_reason="",
)
SETTLED = replace(
    AN_ENTRY,
    id=2,
    number="002",
    status=Status.SETTLED,
    closed_on=date(2026, 10, 14),
    working_days=7,
)
NEW = replace(
    AN_ENTRY,
    id=3,
    number="003",
    team="",
    status=Status.RECORDED,
    received_on=date(2026, 10, 30),
    distribution_stopped_on=None,
    distributed_on=None,
    completed_on=None,
    settle_by=None,
)


def outlook(*entries, repeats=None):
    return read_outlook(entries, OCTOBER, TODAY, repeats or {}, ())


def test_a_team_is_told_by_what_it_was_given_did_and_has():
    (team,) = outlook(AN_ENTRY, SETTLED, NEW).teams
    assert (team.team, team.given, team.settled, team.on_time, team.late) == ("Capil", 2, 1, 0, 1)
    assert (team.average_working_days, team.held, team.held_late) == (7, 1, 1)


def test_what_is_open_is_told_with_its_age_and_counted_by_it():
    found = outlook(AN_ENTRY, SETTLED, NEW)
    assert [(x.number, x.age, x.team, x.is_late) for x in found.open_after] == [
        ("001", 26, "Capil", True),
        ("003", 1, "", False),
    ]
    assert found.open_before == ()
    assert [(a.label, a.count, a.late) for a in found.ages if a.count] == [
        ("0–5 hari", 1, 0),
        ("15–30 hari", 1, 1),
    ]


def test_a_closing_later_than_today_is_named():
    wrong = replace(SETTLED, closed_on=TODAY + timedelta(days=400))
    assert outlook(wrong).future == ("002",)
    assert outlook(replace(SETTLED, closed_on=TODAY)).future == ()


def test_what_happens_often_is_a_cause_and_a_repeat_names_the_earlier_one():
    found = outlook(AN_ENTRY, SETTLED, replace(NEW, category="Lain"), repeats={2: "001"})
    assert [(c.category, c.service, c.count) for c in found.causes] == [
        ("Sikap petugas", "KTP-el", 2)
    ]
    assert [(r.number, r.earlier) for r in found.repeats] == [("002", "001")]


@pytest.fixture
def three_months(book, clock):
    """Two complaints in each of September, October and November, one of them void."""
    clock.moment = datetime(2026, 9, 7, 9, 0)
    book.accept_clock(book.clock_went_back())
    for month in (9, 10, 11):
        clock.moment = datetime(2026, month, 7, 9, 0)
        for _ in range(3):
            new = read_form(Channel.PHONE, COMPLETE_FORM, clock.now(), read_lists(book))
            (id_,) = record(book, new).complaints
        void(book, id_, "Salah catat.")
        answer_directly(book, id_ - 1, "Sudah dijelaskan.")
    return book


def test_the_trend_is_that_of_the_recaps_it_shows(three_months, clock):
    clock.moment = datetime(2026, 12, 1, 9, 0)
    recap = read_recap(three_months, Month(2026, 11))
    last = recap.outlook.trend[-3:]
    assert len(recap.outlook.trend) == 24
    for point in last:
        said = read_recap(three_months, point.month).figures
        assert (point.received, point.settled, point.closing) == (
            said.received,
            said.settled,
            said.closing,
        )


def test_a_closed_month_keeps_its_place_in_the_trend(three_months, clock):
    close_month(three_months, prepare_closing(three_months, Month(2026, 9), quick_recap))
    new = read_form(
        Channel.PHONE,
        {**COMPLETE_FORM, "received_at": "2026-09-20 09:00"},
        clock.now(),
        read_lists(three_months),
    )
    record(three_months, new)
    trend = read_recap(three_months, Month(2026, 11)).outlook.trend
    assert [point.received for point in trend[-3:]] == [3, 3, 3]


def test_void_ones_have_their_line_so_that_all_tables_lead_to_the_same_sum(three_months):
    recap = read_recap(three_months, Month(2026, 10))
    for key in (TableKey.SERVICE, TableKey.CATEGORY, TableKey.DISTRICT):
        table = next(t for t in recap.tables if t.key is key)
        void_line, all_line = table.beyond
        assert table.total.cells[0] + void_line.cells[0] == all_line.cells[0] == 3, key
        assert all_line.label == ALL_RECEIVED
    timeliness = next(t for t in recap.tables if t.key is TableKey.TIMELINESS)
    assert timeliness.beyond[0].cells == (1,)


def test_a_running_month_is_compared_with_as_many_days_of_the_one_before(three_months, clock):
    clock.moment = datetime(2026, 11, 7, 12, 0)
    figures = read_recap(three_months, Month(2026, 11)).figures
    assert (figures.previous_received, figures.previous_until) == (3, date(2026, 10, 7))
    clock.moment = datetime(2026, 12, 1, 12, 0)
    assert read_recap(three_months, Month(2026, 11)).figures.previous_until is None


def test_a_quarter_and_a_year_are_counted_as_months_are(three_months, clock):
    clock.moment = datetime(2027, 1, 5, 9, 0)
    for text, received in (("2026-T4", 6), ("2026-S2", 9), ("2026", 9)):
        period = Month.parse(text)
        assert str(period) == text
        assert read_recap(three_months, period).figures.received == received
    assert [Month.parse(t).label for t in ("2026-T4", "2026-S2", "2026")] == [
        "Triwulan IV 2026",
        "Semester II 2026",
        "Tahun 2026",
    ]


def test_what_was_settled_in_a_month_is_listed_whenever_it_came(three_months, clock):
    clock.moment = datetime(2026, 12, 1, 9, 0)
    answer_directly(three_months, 1, "Sudah dijelaskan.")
    ids = register_ids(three_months, RegisterFilter(settled_in=Month(2026, 12)))
    assert list(ids) == [1]
