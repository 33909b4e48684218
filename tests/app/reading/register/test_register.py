"""What SQL filters and counts is what the rules say of each single complaint."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.ground.formatting import Month
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_counts, register_rows, register_years
from app.reading.status_line import read_status_line
from app.reading.today.agenda import MOST_TASKS, MOST_WAITING, read_today
from app.rules.channels import Channel
from app.rules.deadlines import Attention, Urgency
from app.rules.links import LinkKind
from app.rules.statuses import OPEN, Status
from app.steps.arrange import change_settings
from app.steps.close import void
from app.steps.link import link

_MEANINGS = {
    DeadlineFilter.LATE: lambda row: row.deadline.urgency is Urgency.LATE,
    DeadlineFilter.TODAY: lambda row: row.deadline.urgency is Urgency.TODAY,
    DeadlineFilter.SOON: lambda row: row.deadline.urgency is Urgency.SOON,
    DeadlineFilter.WAITING: lambda row: row.deadline.urgency is Urgency.WAITING,
    DeadlineFilter.UNDISTRIBUTED: lambda row: row.status in {Status.RECORDED, Status.COMPLETE},
    DeadlineFilter.READY: lambda row: row.status is Status.ANSWERED,
}
# Later days turn what was safe into late, so that each chip has something to find.
_DAYS = (date(2026, 11, 24), date(2026, 11, 28), date(2026, 12, 1), date(2027, 1, 4))


def _all_rows(book):
    return register_rows(book, register_ids(book, RegisterFilter()))


def _found(book, **wanted):
    return set(register_ids(book, RegisterFilter(**wanted)))


@pytest.mark.parametrize("day", _DAYS, ids=str)
def test_chips_find_what_the_clocks_say(sample_book, day):
    sample_book.clock.moment = sample_book.clock.moment.replace(day.year, day.month, day.day)
    rows = _all_rows(sample_book)
    counts = register_counts(sample_book, RegisterFilter())
    for chip, holds in _MEANINGS.items():
        expected = {row.id for row in rows if holds(row)}
        assert _found(sample_book, deadline=chip) == expected, chip
        assert counts.by_deadline[chip] == len(expected), chip
    assert counts.total == len(rows)
    assert counts.open == sum(row.status in OPEN for row in rows)


def test_the_sample_has_something_for_every_chip(sample_book):
    # A day on, so that what was due on the morning after its last day is late.
    sample_book.clock.moment = sample_book.clock.moment.replace(day=25)
    assert all(register_counts(sample_book, RegisterFilter()).by_deadline.values())


def test_newest_come_first(sample_book):
    ids = list(register_ids(sample_book, RegisterFilter()))
    assert ids == sorted(ids, reverse=True)
    assert [row.id for row in register_rows(sample_book, ids[:7])] == ids[:7]


def test_filters_are_combined(sample_book):
    rows = _all_rows(sample_book)
    wanted = RegisterFilter(channel=Channel.COUNTER, month=Month(2026, 11), only_open=True)
    expected = {
        row.id
        for row in rows
        if row.channel is Channel.COUNTER
        and Month(row.received_at.year, row.received_at.month) == wanted.month
        and row.status in OPEN
    }
    assert expected
    assert set(register_ids(sample_book, wanted)) == expected


@pytest.mark.parametrize("status", Status, ids=lambda status: status.value)
def test_status_filter(sample_book, status):
    expected = {row.id for row in _all_rows(sample_book) if row.status is status}
    assert _found(sample_book, status=status) == expected


def test_text_is_found_inside_words_and_by_number(sample_book):
    row = _all_rows(sample_book)[3]
    assert row.id in _found(sample_book, text=row.subject[2:9])
    assert row.id in _found(sample_book, text=row.number)
    assert row.id in _found(sample_book, text=str(row.sequence))
    assert _found(sample_book, text="xqzxqz") == set()


def test_chips_count_within_the_other_filters(sample_book):
    rows = [row for row in _all_rows(sample_book) if row.channel is Channel.WHATSAPP]
    counts = register_counts(
        sample_book, RegisterFilter(channel=Channel.WHATSAPP, deadline=DeadlineFilter.LATE)
    )
    assert counts.total == len(rows)
    late = sum(row.deadline.urgency is Urgency.LATE for row in rows)
    assert counts.by_deadline[DeadlineFilter.LATE] == late


def test_an_unknown_id_is_left_out(sample_book):
    assert register_rows(sample_book, [10_000_000]) == []


def test_years(sample_book):
    assert register_years(sample_book) == (2026,)


@pytest.mark.parametrize("day", _DAYS, ids=str)
def test_today_names_the_most_urgent_first(sample_book, day):
    sample_book.clock.moment = sample_book.clock.moment.replace(day.year, day.month, day.day)
    near = {Urgency.LATE, Urgency.TODAY, Urgency.SOON}
    rows = [
        row
        for row in _all_rows(sample_book)
        if row.deadline.urgency in near or row.status is Status.ANSWERED
    ]
    rows.sort(key=lambda row: (row.deadline.due_on or day, row.id))
    today = read_today(sample_book)
    assert today.task_count == len(rows)
    assert [task.row for task in today.tasks] == rows[:MOST_TASKS]


def test_today_names_the_longest_waiting_first(sample_book):
    rows = [row for row in _all_rows(sample_book) if row.status is Status.INCOMPLETE]
    today = read_today(sample_book)
    waited = [task.waited for task in today.waiting_tasks]
    assert today.waiting == len(rows)
    assert waited == sorted((row.deadline.days for row in rows), reverse=True)[:MOST_WAITING]


def test_today_counts_the_months(sample_book):
    today = read_today(sample_book)
    received = [row for row in _all_rows(sample_book) if row.received_at.month == 11]
    assert today.month.received == len(received)
    assert 0 < today.last_month.settled <= len(_all_rows(sample_book))


def test_an_empty_book_has_nothing_to_do(book):
    today = read_today(book)
    assert (today.tasks, today.waiting_tasks, today.task_count, today.month.settled) == (
        (),
        (),
        0,
        0,
    )


def test_the_foot_of_the_window_counts_the_same(sample_book):
    counts = register_counts(sample_book, RegisterFilter())
    line = read_status_line(sample_book)
    assert (line.open, line.late) == (counts.open, counts.by_deadline[DeadlineFilter.LATE])


WRITTEN = (
    "0812 5640 1122",
    "6281256401122",
    "+62 (0)812 5640 1122",
    "0812\N{EN DASH}5640\N{EN DASH}1122",
    "0812/5640/1122",
    "0812 5640 1122 (istri)",
    "WA 081256401122",
    "0853-1234-5678 / 0812-5640-1122",
    "812 5640 1122",
)


@pytest.mark.parametrize("asked", [*WRITTEN[:5], "081256401122", "5640 1122", "0812-5640"])
def test_a_phone_number_is_found_however_it_was_written(book, recorded, asked):
    ids = {recorded(Channel.PHONE, phone=phone) for phone in WRITTEN}
    recorded(phone="0813 5540 1133")
    assert _found(book, text=asked) == ids


@pytest.mark.parametrize("asked", ["(0564) 21345", "0564/21345", "0564-21345", "+62 564 21345"])
def test_a_landline_is_found_however_it_was_written(book, recorded, asked):
    ids = {recorded(phone=phone) for phone in ("(0564) 21345", "0564/21345", "+62 564 21 345")}
    assert _found(book, text=asked) == ids


@pytest.mark.parametrize(
    ("pattern", "asked"),
    [
        ("{seq:03}-{month:02}-{year}", "001-11-2026"),
        ("{seq:03}/{month:02}/{year}", "001/11/2026"),
        ("{year}.{seq:04}", "2026.0001"),
    ],
)
def test_a_register_number_of_digits_is_found_as_it_is_printed(book, recorded, pattern, asked):
    change_settings(book, replace(book.settings, number_pattern=pattern))
    id_ = recorded()
    recorded(address="RT 001/002")
    assert _found(book, text=asked) == {id_}
    assert len(_found(book, text="001/002")) == 1


def test_repeats_are_found_and_counted_as_long_as_they_repeat_something(book, recorded):
    first, second, third = recorded(), recorded(), recorded()
    link(book, second, first, LinkKind.REPEAT)
    link(book, third, first, LinkKind.PAPERS)
    assert list(register_ids(book, RegisterFilter(repeats=True))) == [second]
    assert register_counts(book, RegisterFilter(deadline=DeadlineFilter.READY)).repeats == 1
    void(book, first, "Salah catat")
    assert list(register_ids(book, RegisterFilter(repeats=True))) == []
    assert register_counts(book, RegisterFilter()).repeats == 0


@pytest.mark.parametrize("attention", Attention)
def test_chips_find_what_is_amber_whatever_the_office_sets(sample_book, attention):
    book = sample_book
    limits = replace(book.limits, attention=attention)
    change_settings(book, replace(book.settings, limits=limits))
    for _ in range(8):
        rows = register_rows(book, register_ids(book, RegisterFilter(only_open=True)))
        amber = {row.id for row in rows if row.deadline.urgency is Urgency.SOON}
        assert _found(book, deadline=DeadlineFilter.SOON) == amber
        book.clock.moment += timedelta(days=1)
