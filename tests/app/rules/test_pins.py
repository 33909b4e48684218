"""What a PIN has to be, and how long wrong ones keep from trying on."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.pins import (
    new_recovery_code,
    pin_problem,
    plain_code,
    remaining_wait,
    wait_after,
)

NOW = datetime(2026, 11, 23, 9, 0)
TRIES = st.integers(0, 10_000)
APART = st.timedeltas(-timedelta(days=400), timedelta(days=400))


@pytest.mark.parametrize("pin", ["", "12345", "111111", "123456", "987654", "abcdef", "x" * 65])
def test_an_easy_pin_is_refused(pin):
    assert pin_problem(pin)


@pytest.mark.parametrize("pin", ["471903", "112233", "kata sandi panjang", "ñandú-7"])
def test_another_pin_will_do(pin):
    assert pin_problem(pin) == ""


@given(TRIES)
def test_each_wrong_try_makes_the_wait_no_shorter(tries):
    assert timedelta() <= wait_after(tries) <= wait_after(tries + 1) <= timedelta(minutes=15)


def test_three_slips_cost_nothing_and_ten_cost_minutes():
    assert [wait_after(n).seconds for n in range(7)] == [0, 0, 0, 5, 10, 20, 40]
    assert wait_after(10) == timedelta(minutes=10, seconds=40)


@given(TRIES, APART)
def test_nobody_waits_longer_than_once_more_whatever_the_clock_says(tries, apart):
    assert timedelta() <= remaining_wait(tries, NOW, NOW + apart) <= wait_after(tries)


@given(TRIES, st.timedeltas(timedelta(), timedelta(days=1)))
def test_the_wait_is_over_when_it_has_passed(tries, since):
    left = remaining_wait(tries, NOW, NOW + since)
    assert (left == timedelta()) == (since >= wait_after(tries))


def test_a_recovery_code_is_known_however_it_is_typed():
    code = new_recovery_code()
    assert plain_code(f"  {code.lower().replace('-', ' ')} ") == plain_code(code)
    assert len(plain_code(code)) == 25
