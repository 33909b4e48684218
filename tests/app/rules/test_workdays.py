from collections.abc import Mapping
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.workdays import WorkCalendar, days_after

WEEK = frozenset(range(5))
DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))
OFF = st.dictionaries(DAYS, st.just("Libur"), max_size=40)
WEEKS = st.frozensets(st.integers(0, 6), min_size=1)


def calendar(off: Mapping[date, str] | None = None, years: tuple[int, ...] = ()) -> WorkCalendar:
    return WorkCalendar(WEEK, off or {}, frozenset(years))


@pytest.fixture(scope="module")
def real() -> WorkCalendar:
    days = holidays.country_holidays(
        "ID", years=(2025, 2026, 2027), categories=("public", "government"), language="id"
    )
    return WorkCalendar(WEEK, dict(days.items()), frozenset({2025, 2026, 2027}))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 12, 18), date(2026, 12, 29)),
        (date(2027, 3, 5), date(2027, 3, 22)),
        (date(2025, 8, 14), date(2025, 8, 22)),
    ],
)
def test_checks_of_the_procedure(real: WorkCalendar, start: date, due: date) -> None:
    assert real.add(start, 5) == due
    assert real.count(start, due) == 5


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 1, 30), 1, date(2026, 2, 2)),  # month end
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # year end, New Year on a Friday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_add(start: date, days: int, end: date) -> None:
    assert calendar({date(2027, 1, 1): "Tahun Baru"}).add(start, days) == end


def test_count_over_a_weekend_and_backwards() -> None:
    friday, saturday, monday = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
    assert calendar().count(friday, saturday) == 0
    assert calendar().count(friday, monday) == 1
    assert calendar().count(monday, friday) == -1
    assert calendar().count(monday, monday) == 0


def test_reasons() -> None:
    saturday = date(2026, 11, 28)
    assert calendar().off_reason(saturday) == "Sabtu"
    assert calendar().off_reason(saturday + timedelta(days=1)) == "Minggu"
    assert calendar({saturday: "Hari Raya"}).off_reason(saturday) == "Hari Raya"
    four_days = WorkCalendar(frozenset(range(4)), {}, frozenset())
    assert four_days.off_reason(date(2026, 11, 27)) == "Jumat bukan hari kerja"
    assert four_days.off_reason(date(2026, 11, 26)) is None


def test_years_without_a_list() -> None:
    filled = calendar(years=(2026,))
    assert filled.unfilled(date(2026, 1, 1), date(2026, 12, 31)) == ()
    assert filled.unfilled(date(2025, 12, 31), date(2028, 1, 1)) == (2025, 2027, 2028)


@pytest.mark.parametrize("week", [frozenset(), frozenset({7})])
def test_a_week_that_cannot_be_worked_is_refused(week: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="not a working week"):
        WorkCalendar(week, {}, frozenset())


def test_adding_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        calendar().add(date(2026, 1, 1), -1)


@given(start=DAYS, n=st.integers(0, 40), off=OFF, week=WEEKS)
def test_count_undoes_add(start: date, n: int, off: dict[date, str], week: frozenset[int]) -> None:
    days = WorkCalendar(week, off, frozenset())
    end = days.add(start, n)
    assert days.count(start, end) == n
    assert days.count(end, start) == -n
    assert n == 0 or days.is_workday(end)


@given(start=DAYS, n=st.integers(0, 40), off=OFF, extra=DAYS)
def test_a_holiday_more_never_makes_it_earlier(
    start: date, n: int, off: dict[date, str], extra: date
) -> None:
    before = calendar(off).add(start, n)
    assert calendar({**off, extra: "Tambahan"}).add(start, n) >= before


@given(start=DAYS, span=st.integers(0, 60), off=OFF, week=WEEKS)
def test_a_day_has_a_reason_exactly_when_it_is_off(
    start: date, span: int, off: dict[date, str], week: frozenset[int]
) -> None:
    days = WorkCalendar(week, off, frozenset())
    for day in days_after(start, start + timedelta(days=span)):
        assert (days.off_reason(day) is None) == days.is_workday(day)
