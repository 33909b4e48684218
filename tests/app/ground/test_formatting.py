from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ground import formatting
from app.ground.formatting import (
    Month,
    decimal,
    parse_day,
    parse_moment,
    percent,
    shortened,
    thousands,
)


def at(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """Return a moment of office time, which carries no zone."""
    return datetime.combine(date(year, month, day), time(hour, minute, second))


DAY = date(2026, 11, 3)
MOMENT = at(2026, 11, 23, 8, 5)


def test_days_in_words() -> None:
    assert formatting.long_date(DAY) == "3 November 2026"
    assert formatting.weekday_date(DAY) == "Selasa, 3 November 2026"
    assert formatting.short_date(DAY) == "03-11-2026"
    assert formatting.compact_date(date(2026, 8, 17)) == "17 Agu 2026"
    assert formatting.moment(MOMENT) == "23-11-2026 08.05"
    assert formatting.clock_time(MOMENT) == "08.05"
    assert [formatting.roman_month(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


@pytest.mark.parametrize("month", [0, 13])
def test_no_such_month(month: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        formatting.month_name(month)
    with pytest.raises(ValueError, match="no such month"):
        Month(2026, month)


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [(3.45, 1, "3,5"), (2.25, 1, "2,3"), (3, 1, "3,0"), (-0.04, 1, "0,0"), (12.6, 0, "13")],
)
def test_decimal(number: float, places: int, words: str) -> None:
    assert decimal(number, places) == words


def test_numbers() -> None:
    assert [thousands(n) for n in (0, 999, 1234, 1234567)] == ["0", "999", "1.234", "1.234.567"]
    assert [percent(19, 20), percent(1, 8), percent(0, 3), percent(3, 3), percent(0, 0)] == [
        "95 %",
        "13 %",
        "0 %",
        "100 %",
        "\N{EN DASH}",
    ]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-01", at(2026, 10, 1)),
        ("2026-10-01T08:12", at(2026, 10, 1, 8, 12)),
        ("2026-10-01 08:12", at(2026, 10, 1, 8, 12)),
        ("2026-10-01 08:12:30", at(2026, 10, 1, 8, 12, 30)),
        ("23-11-2026 08.05", MOMENT),
        ("23-11-2026 8:05", MOMENT),
        (" 23/11/2026 ", at(2026, 11, 23)),
        ("23.11.2026", at(2026, 11, 23)),
        ("29-02-2028", at(2028, 2, 29)),
    ],
)
def test_moments_are_read(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment
    assert parse_day(text) == moment.date()


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "kemarin", "29-02-2027", "31-04-2026", "01-13-2026", "1-1-26", "23-11/2026"),
        *("2026-10-01T24:00", "2026-10-01 8", "2026-10-01T08:12+07:00", "0000-01-01", "२०२६-10-01"),
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_moment(text)
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@given(st.text(max_size=20) | st.text(alphabet="0129-/.: T", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse_moment(text).date() == parse_day(text)


@given(st.datetimes(at(1000, 1, 1), at(9999, 12, 31)))
def test_what_is_written_can_be_read(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert parse_moment(formatting.moment(moment)) == minute
    assert parse_moment(minute.isoformat()) == minute
    assert parse_day(formatting.short_date(moment)) == moment.date()


def test_month() -> None:
    month = Month.parse("2026-02")
    assert (month.first, month.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert month.label == "Februari 2026"
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2027, 1).previous() == Month(2026, 12)
    assert Month(2026, 9) < Month(2026, 10) < Month(2027, 1)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "0000-01", "11-2026", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_months_follow_each_other(year: int, number: int) -> None:
    month = Month(year, number)
    assert month.next().previous() == month
    assert month.next().first == month.last + timedelta(days=1)
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("KTP belum jadi", 14, "KTP belum jadi"),
        ("KTP belum jadi", 13, "KTP belum…"),
        ("KTP belum jadi", 4, "KTP…"),
        ("x" * 50, 10, "x" * 9 + "…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_cut_text_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


@pytest.mark.parametrize("text", ["2026-T5", "2026-S3", "2026-T0", "0000", "2026-Q1", "26"])
def test_no_such_period(text):
    with pytest.raises(ValueError, match=r"month|period"):
        Month.parse(text)


def test_a_period_goes_on_to_the_next_of_its_length():
    quarter = Month.parse("2026-T4")
    assert (str(quarter.next()), str(quarter.previous())) == ("2027-T1", "2026-T3")
    assert (quarter.first.isoformat(), quarter.last.isoformat()) == ("2026-10-01", "2026-12-31")
    assert str(Month(2026, 11).containing(6)) == "2026-S2"
    assert str(Month.parse("2026").previous()) == "2025"
