"""A plugin of pytest for the suite under Wine: what is Wine's own is left out with its reason.

When the minutes for it are over, what remains is left out too, and said: a busy machine is no fault
of a change. ``python -m pytest -p tests.windows.manners``
"""

import os
import time
from collections.abc import Iterator

import pytest

# Seconds after which no further test is begun.
BUDGET = "BUKU_PENGADUAN_ANGGARAN"
_BEGAN = time.monotonic()

# Part of a test's name -> why it says nothing there.
KNOWN = {
    "test_the_public_files_hold_nothing_that_was_told": (
        "reads every byte of twenty files for each word: minutes under Wine, and nothing in it is "
        "the system's"
    ),
}


def reasons(name: str, seconds: float) -> Iterator[str]:
    """Yield why the test *name* is not begun *seconds* after the first."""
    yield from (reason for part, reason in KNOWN.items() if part in name)
    if seconds > float(os.environ.get(BUDGET, "inf")):
        yield "the minutes for Wine are over"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for reason in reasons(item.nodeid, time.monotonic() - _BEGAN):
        pytest.skip(reason)
