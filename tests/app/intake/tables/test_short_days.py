"""Days typed short: the row above says month and year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.tables.dates import DateRules
from app.intake.tables.short_days import whole_day

TODAY = date(2026, 11, 23)
RULES = DateRules()


@pytest.mark.parametrize(
    ("text", "above", "day"),
    [
        ("3/11/2024", None, "2024-11-03"),
        ("3/11", date(2024, 11, 1), "2024-11-03"),
        ("3 nop", date(2024, 11, 1), "2024-11-03"),
        ("3", date(2024, 11, 1), "2024-11-03"),
        ("3-11-23", date(2024, 11, 1), "2023-11-03"),
        # The year turns on the page.
        ("2/1", date(2024, 12, 30), "2025-01-02"),
        ("2", date(2024, 12, 30), "2024-12-02"),
        # Nothing came in later than today.
        ("3/12", None, "2025-12-03"),
        ("3/12", date(2026, 11, 2), "2025-12-03"),
        ("3/11", None, "2026-11-03"),
        ("3/11 08.15", date(2024, 11, 1), "2024-11-03T08:15"),
    ],
)
def test_a_day_is_read_beside_the_one_above(text, above, day):
    assert whole_day(text, above, TODAY, RULES) == day


@pytest.mark.parametrize("text", ["", "31/2", "kapan", '"', "99"])
def test_what_is_no_day_stays_as_it_was_typed(text):
    assert whole_day(text, date(2024, 2, 1), TODAY, RULES) == text


@given(
    st.dates(date(2000, 1, 1), TODAY),
    st.none() | st.dates(date(2000, 1, 1), TODAY),
)
def test_a_whole_day_is_that_day_whatever_stands_above(day, above):
    assert whole_day(f"{day:%d/%m/%Y}", above, TODAY, RULES) == day.isoformat()


@given(
    st.dates(date(2000, 1, 1), TODAY),
    st.none() | st.dates(date(2000, 1, 1), TODAY),
)
def test_a_short_day_never_lies_ahead(day, above):
    found = whole_day(f"{day.day}/{day.month}", above, TODAY, RULES)
    if (day.month, day.day) != (2, 29):
        assert date.fromisoformat(found) <= TODAY
        assert date.fromisoformat(found).month == day.month
