"""Holidays and limits move the dates of open complaints, visibly, and leave closed ones theirs."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.book.days_off import DayOff, HolidayKind, read_days_off
from app.book.journal import changes_of
from app.ground.errors import FormRefused
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.rules.deadlines import DayUnit, DueClock, Limit
from app.rules.events import Event
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.arrange import (
    YearFilled,
    calendar_after,
    change_days_off,
    change_settings,
    fill_year,
    moved_dates,
)
from app.steps.complete import declare_complete
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.undo import undo

ELECTION = DayOff(date(2026, 11, 26), "Pemilihan kepala desa", HolidayKind.OFFICE, "Surat Bupati")


@pytest.fixture(autouse=True)
def _book_stays_sound(book):
    yield
    assert inspect_book(book).problems == ()


@pytest.fixture
def at_team(book, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1)
    return id_


@pytest.fixture
def closed(book, clock, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1)
    write_answer(book, id_, "Sudah dicetak.")
    approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    clock.moment = datetime(2026, 11, 27, 9, 0)
    deliver(book, id_, how="Telepon", to="Warga Rekaan", at=clock.now())
    return id_


def last_of(book, id_):
    return changes_of(book, "complaint", id_)[-1]


def in_working_days(book):
    limits = replace(book.limits, distribute=Limit(2, DayUnit.WORKING))
    change_settings(book, replace(book.settings, limits=limits))


def test_an_added_holiday_shows_the_dates_first_and_then_moves_them(book, at_team):
    shown = moved_dates(book, calendar_after(book, added=[ELECTION]), book.limits)
    old, new = date(2026, 11, 30), date(2026, 12, 1)
    assert [(m.complaint_id, m.clock, m.old, m.new) for m in shown] == [
        (at_team, DueClock.SETTLEMENT, old, new)
    ]
    assert read_detail(book, at_team).settle_by == old
    changes = change_days_off(book, added=[ELECTION])
    assert changes.complaints == {at_team}
    assert read_detail(book, at_team).settle_by == new
    said = last_of(book, at_team)
    assert said.event is Event.DUE_DATE_MOVED
    assert (said.old, said.new) == ({"settle_by": str(old)}, {"settle_by": str(new)})
    assert ELECTION in read_days_off(book, 2026)


def test_a_closed_complaint_keeps_what_it_was_counted_by(book, closed):
    before = read_detail(book, closed)
    changes = change_days_off(book, added=[ELECTION])
    after = read_detail(book, closed)
    assert changes.complaints == frozenset()
    assert (after.settle_by, after.working_days) == (before.settle_by, before.working_days)
    assert last_of(book, closed).event is Event.DELIVERED


def test_both_clocks_move_when_both_count_working_days(book, recorded):
    in_working_days(book)
    off = replace(ELECTION, day=date(2026, 11, 24))
    id_ = recorded()
    assert read_detail(book, id_).distribute_by == date(2026, 11, 25)
    declare_complete(book, id_)
    change_days_off(book, added=[off])
    detail = read_detail(book, id_)
    assert (detail.distribute_by, detail.settle_by) == (date(2026, 11, 26), date(2026, 12, 1))


def test_a_clock_that_runs_on_after_an_undone_drop_has_moved_too(book, clock, recorded):
    in_working_days(book)
    id_ = recorded()
    clock.moment = datetime(2026, 11, 24, 9, 0)
    declare_complete(book, id_)
    distribute(book, id_, 1)
    assert not change_days_off(book, added=[replace(ELECTION, day=date(2026, 11, 24))]).complaints
    undo(book, id_)
    assert read_detail(book, id_).distribute_by == date(2026, 11, 26)


def test_calendar_days_do_not_move_with_a_holiday(book, recorded):
    id_ = recorded()
    assert not change_days_off(book, added=[replace(ELECTION, day=date(2026, 11, 24))]).complaints
    assert read_detail(book, id_).distribute_by == date(2026, 11, 25)


def test_new_limits_move_open_complaints_only(book, recorded, at_team):
    direct = recorded()
    answer_directly(book, direct, "Sudah dijelaskan.")
    limits = replace(book.limits, settle=Limit(3, DayUnit.WORKING))
    changes = change_settings(book, replace(book.settings, limits=limits))
    assert changes.complaints == {at_team}
    assert read_detail(book, at_team).settle_by == date(2026, 11, 26)
    assert book.limits.settle.days == 3


def test_a_longer_working_week_moves_dates(book, at_team):
    change_settings(book, replace(book.settings, workweek=(0, 1, 2, 3, 4, 5)))
    assert read_detail(book, at_team).settle_by == date(2026, 11, 28)


def test_a_year_is_filled_once_and_says_where_from(book):
    assert book.calendar.unfilled(date(2028, 1, 1), date(2028, 12, 31)) == (2028,)
    fill_year(book, 2028)
    assert 2028 in book.calendar.filled_years
    assert {off.source for off in read_days_off(book, 2028)} == {"perkiraan, SKB 2028 belum ada"}
    # What the ministers have decreed is no estimate, whatever the library worked out.
    assert {off.source for off in read_days_off(book, 2027)} == {"SKB 2027"}
    assert not [off for off in read_days_off(book, 2027) if "perkiraan" in off.name]
    with pytest.raises(YearFilled):
        fill_year(book, 2028)


@pytest.mark.parametrize(
    "wanted",
    [
        {"number_pattern": "{year}"},
        {"workweek": ()},
        {"days": 0},
        {"days": 366},
    ],
)
def test_what_a_book_cannot_work_with_is_refused(book, wanted):
    before = book.settings
    settings = before
    if "days" in wanted:
        limit = Limit(wanted["days"], DayUnit.CALENDAR)
        settings = replace(before, limits=replace(before.limits, distribute=limit))
    else:
        settings = replace(before, **wanted)
    with pytest.raises(FormRefused):
        change_settings(book, settings)
    assert book.settings == before


def test_a_removed_holiday_moves_the_dates_back(book, at_team):
    change_days_off(book, added=[ELECTION])
    shown = moved_dates(book, calendar_after(book, removed=[ELECTION.day]), book.limits)
    assert [(m.old, m.new) for m in shown] == [(date(2026, 12, 1), date(2026, 11, 30))]
    change_days_off(book, removed=[ELECTION.day])
    assert read_detail(book, at_team).settle_by == date(2026, 11, 30)
    assert ELECTION not in read_days_off(book, 2026)


def test_a_removed_holiday_can_come_back_under_another_name(book, at_team):
    change_days_off(book, added=[ELECTION])
    change_days_off(book, removed=[ELECTION.day])
    again = replace(ELECTION, name="Libur kantor")
    change_days_off(book, added=[again])
    assert again in read_days_off(book, 2026)
    assert read_detail(book, at_team).settle_by == date(2026, 12, 1)
