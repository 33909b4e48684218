"""The window that has the book comes to the front when it is called."""

import threading

from PySide6.QtWidgets import QWidget

from app.book.calling import call_window
from app.book.locking import BookLock
from app.ground.clock import FixedClock
from tests.ui.conftest import NOW
from ui.window.called import Called


def test_a_minimised_window_is_shown_again(qtbot, tmp_path):
    book = tmp_path / "kantor" / "buku.db"
    book.parent.mkdir()
    lock = BookLock(book)
    lock.take("Rina", FixedClock(NOW).now())
    window = QWidget()
    qtbot.addWidget(window)
    Called(window, book)
    window.showMinimized()
    answers = []
    second = threading.Thread(target=lambda: answers.append(call_window(book, 30)))
    second.start()
    qtbot.waitUntil(lambda: answers == [True], timeout=30_000)
    second.join()
    assert not window.isMinimized()
    lock.release()
