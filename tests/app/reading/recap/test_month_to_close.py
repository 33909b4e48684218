"""Which month is over and still open."""

from dataclasses import replace
from datetime import date, datetime

from app.ground.formatting import Month
from app.reading.recap.month_to_close import read_month_to_close
from app.steps.arrange import change_settings
from app.steps.close_month import close_month, prepare_closing
from tests.quick_files import quick_recap


def to_close(book):
    found = read_month_to_close(book)
    return found and (found.month, found.due_on)


def test_a_month_is_to_be_closed_from_the_first_day_after_it_until_it_is(book, clock):
    assert to_close(book) is None  # begun this month
    clock.moment = datetime(2026, 12, 1, 8, 0)
    november = Month(2026, 11)
    assert to_close(book) == (november, date(2026, 12, 5))
    close_month(book, prepare_closing(book, november, quick_recap))
    assert to_close(book) is None
    clock.moment = datetime(2027, 2, 1, 8, 0)
    assert to_close(book) == (Month(2026, 12), date(2027, 1, 5))


def test_the_office_says_until_which_day(book, clock):
    change_settings(book, replace(book.settings, recap_due_day=10))
    clock.moment = datetime(2026, 12, 1, 8, 0)
    assert to_close(book) == (Month(2026, 11), date(2026, 12, 10))
