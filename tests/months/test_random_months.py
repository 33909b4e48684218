"""Random offices in short; at length: python -m tests.months."""

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from tests.months.campaign import BEGUN, lived


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    path = tmp_path_factory.mktemp("bulan") / "buku.db"
    open_book(FilePlace(path), clock=FixedClock(BEGUN), may_create=True).close()
    return path


@pytest.mark.parametrize("seed", [3, 8])
def test_months_are_what_the_journal_counts_and_stay_what_was_closed(begun, seed):
    troubles, closed = lived(begun, seed, 150)
    assert troubles == []
    assert closed
