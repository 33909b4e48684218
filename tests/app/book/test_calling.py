"""A second start calls the window that has the book; only one on the same screen answers."""

import threading

import pytest

from app.book.calling import answered, call_of, call_window
from app.book.locking import BookLock
from app.ground.clock import FixedClock
from tests.conftest import MONDAY_MORNING


@pytest.fixture
def held(tmp_path):
    path = tmp_path / "buku.db"
    lock = BookLock(path)
    lock.take("Rina", FixedClock(MONDAY_MORNING).now())
    yield path
    lock.release()


def test_a_window_that_answers_is_enough(held):
    called = threading.Event()

    def first_window():
        while not answered(held):
            called.wait(0.01)
        called.set()

    window = threading.Thread(target=first_window)
    window.start()
    assert call_window(held, 30)
    window.join()
    assert called.is_set()
    assert not call_of(held).exists()


def test_where_nobody_answers_the_call_is_taken_back(held):
    assert not call_window(held, 0)
    assert not call_of(held).exists()


def test_a_window_on_another_screen_does_not_answer(held, monkeypatch):
    call_of(held).write_text("orang-lain :7", encoding="utf-8")
    assert not answered(held)
    assert call_of(held).exists()


def test_nobody_is_called_where_nobody_on_this_computer_has_the_book(held):
    held.with_name("buku.db.pemegang").write_text(
        '{"komputer": "PC-LAIN", "proses": 7}', encoding="utf-8"
    )
    assert not call_window(held, 30)
    assert not call_window(held.with_name("lain.db"), 30)
