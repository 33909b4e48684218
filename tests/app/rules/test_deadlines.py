from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines import (
    Attention,
    DayUnit,
    Limit,
    Limits,
    Milestones,
    Urgency,
    describe,
    distributed_on_time,
    distribution_deadline,
    due_date,
    governing_deadline,
    settled_on_time,
    settlement_deadline,
    soon_days,
)
from app.rules.statuses import Status
from app.rules.workdays import WorkCalendar

CHRISTMAS = {date(2026, 12, 24): "Cuti Bersama Natal", date(2026, 12, 25): "Hari Raya Natal"}
CALENDAR = WorkCalendar(frozenset(range(5)), CHRISTMAS, frozenset({2026, 2027}))
LIMITS = Limits()
WORKING_LIMITS = replace(LIMITS, distribute=Limit(2, DayUnit.WORKING))
MONDAY = date(2026, 11, 23)


def day(number: int) -> date:
    """Return the day that is *number* calendar days after Monday 23 November."""
    return MONDAY + timedelta(days=number)


def recorded(**changes: Any) -> Milestones:
    base = Milestones(
        status=Status.RECORDED,
        received_on=MONDAY,
        distribution_from=MONDAY,
        distribute_by=day(2),
        distribution_stopped_on=None,
        was_returned_late=False,
        returned_on=None,
        supplement_by=None,
        completed_on=None,
        settle_by=None,
        closed_on=None,
        is_direct=False,
    )
    return replace(base, **changes)


def complete(**changes: Any) -> Milestones:
    base = recorded(status=Status.COMPLETE, completed_on=MONDAY, settle_by=day(7))
    return replace(base, **changes)


def distributed(**changes: Any) -> Milestones:
    base = complete(status=Status.DISTRIBUTED, distribution_stopped_on=day(1))
    return replace(base, **changes)


def settled(**changes: Any) -> Milestones:
    return replace(distributed(status=Status.SETTLED, closed_on=day(7)), **changes)


def direct(**changes: Any) -> Milestones:
    base = recorded(
        status=Status.SETTLED, is_direct=True, closed_on=MONDAY, distribution_stopped_on=MONDAY
    )
    return replace(base, **changes)


def returned(**changes: Any) -> Milestones:
    base = recorded(
        status=Status.INCOMPLETE,
        distribution_stopped_on=day(1),
        returned_on=day(1),
        supplement_by=day(31),
    )
    return replace(base, **changes)


DUE_FRIDAY = distributed(settle_by=day(4))


@pytest.mark.parametrize(
    ("milestones", "today", "urgency", "words"),
    [
        (recorded(), MONDAY, Urgency.SAFE, "Distribusi sisa 2 hari"),
        (recorded(), day(1), Urgency.SOON, "Distribusi sisa 1 hari"),
        (recorded(), day(2), Urgency.TODAY, "Distribusi hari ini"),
        (recorded(), day(3), Urgency.LATE, "Distribusi terlambat 1 hari"),
        (recorded(distribute_by=day(3)), MONDAY, Urgency.SAFE, "Distribusi sisa 3 hari"),
        (returned(), day(4), Urgency.WAITING, "Menunggu pengadu 3 dari 30 hari"),
        (returned(), day(41), Urgency.WAITING, "Menunggu pengadu 40 dari 30 hari"),
        (complete(), day(1), Urgency.SOON, "Distribusi sisa 1 hari"),
        (complete(distribute_by=day(7)), day(7), Urgency.TODAY, "Distribusi hari ini"),
        (complete(distribute_by=day(8)), day(7), Urgency.TODAY, "Penyelesaian hari ini"),
        (distributed(), day(1), Urgency.SAFE, "Penyelesaian sisa 4 hari kerja"),
        (distributed(), day(2), Urgency.SAFE, "Penyelesaian sisa 3 hari kerja"),
        (distributed(), day(3), Urgency.SAFE, "Penyelesaian sisa 2 hari kerja"),
        # The weekend before Monday's due date leaves one working day, all of it.
        (distributed(), day(4), Urgency.SOON, "Penyelesaian sisa 1 hari kerja"),
        (distributed(), day(6), Urgency.SOON, "Penyelesaian sisa 1 hari kerja"),
        (distributed(), day(7), Urgency.TODAY, "Penyelesaian hari ini"),
        (distributed(), day(8), Urgency.LATE, "Penyelesaian terlambat 1 hari kerja"),
        (distributed(), day(15), Urgency.LATE, "Penyelesaian terlambat 6 hari kerja"),
        # Due on a Friday: late on Saturday already, and Monday is still the first day late.
        (
            distributed(settle_by=day(4)),
            day(5),
            Urgency.LATE,
            "Penyelesaian terlambat 1 hari kerja",
        ),
        (
            distributed(settle_by=day(4)),
            day(7),
            Urgency.LATE,
            "Penyelesaian terlambat 1 hari kerja",
        ),
        (
            distributed(settle_by=day(4)),
            day(8),
            Urgency.LATE,
            "Penyelesaian terlambat 2 hari kerja",
        ),
        (distributed(status=Status.ANSWERED), day(7), Urgency.TODAY, "Penyelesaian hari ini"),
        (settled(), day(90), Urgency.SETTLED_ON_TIME, "Selesai tepat waktu"),
        (settled(closed_on=day(8)), day(8), Urgency.SETTLED_LATE, "Selesai terlambat"),
        (direct(), day(1), Urgency.SETTLED_ON_TIME, "Selesai tepat waktu"),
        (direct(distribution_stopped_on=day(3)), day(3), Urgency.SETTLED_LATE, "Selesai terlambat"),
        (recorded(status=Status.FORWARDED, closed_on=day(9)), day(9), Urgency.CLOSED, "Ditutup"),
        (complete(status=Status.WITHDRAWN, closed_on=day(1)), day(9), Urgency.CLOSED, "Ditutup"),
        (returned(status=Status.LAPSED, closed_on=day(31)), day(31), Urgency.CLOSED, "Ditutup"),
        (recorded(status=Status.VOID, closed_on=day(1)), day(31), Urgency.CLOSED, "Ditutup"),
    ],
)
def test_what_lists_show(milestones: Milestones, today: date, urgency: Urgency, words: str) -> None:
    deadline = governing_deadline(milestones, CALENDAR, LIMITS, today)
    assert deadline.urgency is urgency
    assert describe(deadline, LIMITS) == words


@pytest.mark.parametrize("milestones", [recorded(), returned()])
def test_settlement_does_not_run_before_completion(milestones: Milestones) -> None:
    deadline = settlement_deadline(milestones, CALENDAR, LIMITS, day(90))
    assert deadline.urgency is Urgency.NOT_RUNNING
    assert describe(deadline, LIMITS) == "Penyelesaian: jam belum berjalan"


@pytest.mark.parametrize(
    ("stopped_on", "words"),
    [(day(2), "Distribusi tepat waktu"), (day(3), "Distribusi terlambat")],
)
def test_a_distributed_complaint_is_not_called_settled(stopped_on: date, words: str) -> None:
    milestones = distributed(distribution_stopped_on=stopped_on)
    deadline = distribution_deadline(milestones, CALENDAR, LIMITS, day(30))
    assert describe(deadline, LIMITS) == words


def test_stored_dates_stand_even_when_the_calendar_says_otherwise() -> None:
    deadline = settlement_deadline(complete(settle_by=day(9)), CALENDAR, LIMITS, MONDAY)
    assert (deadline.due_on, deadline.days) == (day(9), 7)


def test_distribution_in_working_days_names_them() -> None:
    milestones = recorded(distribution_from=day(4), distribute_by=day(8))
    deadline = distribution_deadline(milestones, CALENDAR, WORKING_LIMITS, day(5))
    assert describe(deadline, WORKING_LIMITS) == "Distribusi sisa 2 hari kerja"


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        (recorded(), None),
        (complete(), None),
        (returned(), True),
        (returned(was_returned_late=True), False),
        # However fast the second run was.
        (distributed(was_returned_late=True), False),
        (distributed(distribution_stopped_on=day(2)), True),
        (distributed(distribution_stopped_on=day(3)), False),
        (direct(), True),
        (recorded(status=Status.FORWARDED, distribution_stopped_on=day(3)), False),
        (recorded(status=Status.WITHDRAWN, distribution_stopped_on=day(2)), True),
        # The thirty days of the reporter are not the office's.
        (returned(status=Status.LAPSED, closed_on=day(31)), True),
    ],
)
def test_distributed_on_time(milestones: Milestones, expected: bool | None) -> None:
    assert distributed_on_time(milestones) is expected


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        (distributed(), None),
        (distributed(status=Status.FORWARDED, closed_on=day(2)), None),
        (settled(), True),
        (settled(closed_on=day(8)), False),
        # Settled on the Saturday after a due date on Friday.
        (settled(settle_by=day(4), closed_on=day(5)), False),
        # Answered on the spot: the settlement clock never ran.
        (direct(), None),
    ],
)
def test_settled_on_time(milestones: Milestones, expected: bool | None) -> None:
    assert settled_on_time(milestones) is expected


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        (date(2026, 11, 27), LIMITS.distribute, date(2026, 11, 30)),  # received Friday evening
        (date(2026, 12, 22), LIMITS.distribute, date(2026, 12, 28)),  # Christmas, then a weekend
        (date(2026, 11, 26), LIMITS.distribute, date(2026, 11, 30)),
        (date(2026, 11, 25), LIMITS.distribute, date(2026, 11, 27)),
        (date(2026, 11, 27), Limit(2, DayUnit.CALENDAR), date(2026, 11, 29)),
        (date(2026, 11, 27), WORKING_LIMITS.distribute, date(2026, 12, 1)),
        (date(2026, 11, 28), LIMITS.settle, date(2026, 12, 4)),  # completed on a Saturday
        (date(2026, 1, 30), LIMITS.distribute, date(2026, 2, 2)),
        (date(2028, 2, 28), LIMITS.distribute, date(2028, 3, 1)),  # leap day between
        (date(2026, 12, 31), LIMITS.settle, date(2027, 1, 7)),
        (MONDAY, Limit(0, DayUnit.WORKING), MONDAY),
    ],
)
def test_due_date(start: date, limit: Limit, due: date) -> None:
    assert due_date(start, limit, CALENDAR) == due


@given(offset=st.integers(0, 60), unit=st.sampled_from(DayUnit))
def test_urgency_only_grows(offset: int, unit: DayUnit) -> None:
    order = [Urgency.SAFE, Urgency.SOON, Urgency.TODAY, Urgency.LATE]
    limits = replace(LIMITS, settle=Limit(5, unit))
    milestones = distributed(settle_by=day(20))
    earlier = settlement_deadline(milestones, CALENDAR, limits, day(offset))
    later = settlement_deadline(milestones, CALENDAR, limits, day(offset + 1))
    assert order.index(earlier.urgency) <= order.index(later.urgency)
    assert (earlier.urgency is Urgency.LATE) == (day(offset) > day(20))


def test_every_urgency_is_reached_and_has_words() -> None:
    cases = [
        *(recorded(status=status, distribution_stopped_on=day(1)) for status in Status),
        *(recorded(distribute_by=day(number)) for number in range(1, 6)),
        returned(),
        settled(),
        settled(closed_on=day(30)),
    ]
    reached = set()
    for milestones in cases:
        for read in (distribution_deadline, settlement_deadline, governing_deadline):
            deadline = read(milestones, CALENDAR, LIMITS, day(2))
            assert describe(deadline, LIMITS)
            reached.add(deadline.urgency)
    assert reached == set(Urgency)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (day(1), "Menunggu pengadu 0 dari 22 hari kerja"),
        (day(2), "Menunggu pengadu 1 dari 22 hari kerja"),
        (day(4), "Menunggu pengadu 3 dari 22 hari kerja"),
        (day(6), "Menunggu pengadu 3 dari 22 hari kerja"),  # the weekend is not counted
        (day(7), "Menunggu pengadu 4 dari 22 hari kerja"),
        (date(2026, 12, 28), "Menunggu pengadu 22 dari 22 hari kerja"),  # nor is Christmas
    ],
)
def test_a_reporter_is_waited_for_in_the_days_of_the_supplement_limit(today, words) -> None:
    limits = replace(LIMITS, supplement=Limit(22, DayUnit.WORKING))
    due = due_date(day(1), limits.supplement, CALENDAR)
    assert due == date(2026, 12, 28)
    waiting = recorded(status=Status.INCOMPLETE, returned_on=day(1), supplement_by=due)
    deadline = distribution_deadline(waiting, CALENDAR, limits, today)
    assert (deadline.urgency, deadline.due_on) == (Urgency.WAITING, due)
    assert describe(deadline, limits) == words


@pytest.mark.parametrize(
    ("limit", "attention", "expected"),
    [
        (Limit(1, DayUnit.WORKING), Attention.LAST_THIRD, 1),
        (Limit(2, DayUnit.ROLLING), Attention.LAST_THIRD, 1),
        (Limit(5, DayUnit.WORKING), Attention.LAST_THIRD, 1),
        (Limit(14, DayUnit.WORKING), Attention.LAST_THIRD, 4),
        (Limit(14, DayUnit.WORKING), Attention.LAST_HALF, 7),
        (Limit(365, DayUnit.CALENDAR), Attention.LAST_DAY, 1),
    ],
)
def test_amber_begins_in_the_share_of_the_limit_that_the_office_sets(limit, attention, expected):
    assert soon_days(limit, attention) == expected


@pytest.mark.parametrize(
    ("received", "seen_on", "expected"),
    [
        # Received on Thursday: due on Saturday, so on Monday.
        (date(2026, 11, 19), date(2026, 11, 19), Urgency.SAFE),
        (date(2026, 11, 19), date(2026, 11, 20), Urgency.SOON),
        # Received on Friday: the same Friday is the last working day before, but the first day.
        (date(2026, 11, 20), date(2026, 11, 20), Urgency.SAFE),
        (date(2026, 11, 20), date(2026, 11, 21), Urgency.SOON),
        (date(2026, 11, 20), date(2026, 11, 23), Urgency.TODAY),
    ],
)
def test_what_is_due_after_days_off_is_seen_before_them(received, seen_on, expected):
    due_on = due_date(received, LIMITS.distribute, CALENDAR)
    assert due_on == date(2026, 11, 23)
    dates = replace(recorded(), distribution_from=received, distribute_by=due_on)
    assert distribution_deadline(dates, CALENDAR, LIMITS, seen_on).urgency is expected


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 60),
    st.builds(Limit, st.integers(1, 40), st.sampled_from(DayUnit)),
    st.sampled_from(Attention),
)
def test_amber_is_rare(start, later, limit, attention):
    """It begins after the first day, comes once, lasts to the end, and is never all there is."""
    today = start + timedelta(days=later)
    due_on = due_date(start, limit, CALENDAR)
    limits = Limits(distribute=limit, attention=attention)
    dates = replace(recorded(), distribution_from=start, distribute_by=due_on)
    found = distribution_deadline(dates, CALENDAR, limits, today)
    if today == start:
        assert found.urgency is Urgency.SAFE
    if found.urgency is Urgency.SOON:
        before_end = (start + timedelta(days=n) for n in range(later, (due_on - start).days))
        for day in before_end:
            again = distribution_deadline(dates, CALENDAR, limits, day)
            assert again.urgency is Urgency.SOON
    if limit.unit is DayUnit.WORKING and limit.days > 1 and CALENDAR.is_workday(today):
        left = CALENDAR.count(today, due_on)
        wants = start < today < due_on and left <= soon_days(limit, attention)
        assert (found.urgency is Urgency.SOON) == wants
