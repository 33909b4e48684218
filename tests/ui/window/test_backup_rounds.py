"""The program backs the book up by itself, says so at its foot, and closes when that is done."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.book.lists import read_lists
from app.entry.forms import read_form
from app.ground.paths import backup_folder
from app.keeping.backup_notes import read_backups
from app.rules.channels import Channel
from app.steps.record import record
from ui.shared.backup_wishes import BackupWishes
from ui.widgets.notice_dialog import NoticeDialog
from ui.window.application import settle
from ui.window.main_window import MainWindow


@pytest.fixture
def window(qtbot, early_context):
    made = MainWindow(early_context, makes_backups=True)
    qtbot.addWidget(made)
    made.go("today")
    made.show()
    settle(made)
    qtbot.waitUntil(lambda: not made.rounds.tasks.is_busy)
    yield made
    if made.isVisible():
        made.close()


def backups(book):
    return read_backups(book.place, backup_folder())


def enter(window, book):
    new = read_form(Channel.COUNTER, {"name": "Warga"}, book.clock.now(), read_lists(book))
    window.context.hub.changed.emit(record(book, new))


def test_the_first_hour_ends_with_a_backup_which_the_foot_knows(qtbot, window, book, clock):
    assert len(backups(book)) == 1
    assert window.status_bar.backup.text() == "Cadangan terakhir hari ini 09.21"
    enter(window, book)
    assert "1 catatan sesudahnya" in window.status_bar.backup.text()
    window.rounds.look()
    qtbot.waitUntil(lambda: not window.rounds.tasks.is_busy)
    assert len(backups(book)) == 1
    clock.moment = clock.moment.replace(hour=11)
    with qtbot.waitSignal(window.rounds.done):
        window.rounds.look()
    assert [each.complaints for each in backups(book)] == [1, 0]
    assert window.status_bar.backup.text() == "Cadangan terakhir hari ini 11.21"


def test_closing_makes_the_last_one(window, book):
    enter(window, book)
    window.close()
    assert not window.isVisible()
    # The one made earlier in this hour has gone.
    (last,) = backups(book)
    assert (last.complaints, last.is_automatic) == (1, True)


def test_whoever_switched_it_off_makes_his_own(window, book):
    BackupWishes(window.context.preferences).is_automatic = False
    enter(window, book)
    window.close()
    assert len(backups(book)) == 1


def test_a_last_backup_that_fails_is_said_before_the_window_goes(window, book, monkeypatch):
    enter(window, book)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.keeping.backup.digest_of", refuse)
    said = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NoticeDialog):
            said.append(dialog.sentence)
            dialog.accept()
        elif window.isVisible():
            QTimer.singleShot(10, read)

    read()
    window.close()
    assert "gagal" in said[0]
    assert not window.isVisible()
    assert len(backups(book)) == 1


def test_nobody_has_to_wait_for_the_last_one(qtbot, window, book, monkeypatch):
    enter(window, book)
    monkeypatch.setattr("ui.widgets.waiting_dialog._BUSY_MS", 0)
    stop = window.rounds._stopped

    def wait(*_, **__):
        # A large book: the copy is not done before somebody has had enough.
        assert stop.wait(30)
        raise OSError(4, "stopped")

    monkeypatch.setattr("app.keeping.backup.open_book", wait)

    def leave():
        dialogs = [w for w in QApplication.topLevelWidgets() if w.objectName() == "waiting"]
        if dialogs and dialogs[0].isVisible():
            dialogs[0].reject()
        elif window.isVisible():
            QTimer.singleShot(10, leave)

    leave()
    window.close()
    assert not window.isVisible()
    assert len(backups(book)) == 1


def test_a_second_place_that_is_gone_is_said_on_top(qtbot, window, book, clock, tmp_path):
    BackupWishes(window.context.preferences).second = tmp_path / "diska"
    enter(window, book)
    clock.moment = clock.moment.replace(hour=11)
    with qtbot.waitSignal(window.rounds.done):
        window.rounds.look()
    assert "tidak terjangkau" in window.banner.text()
    (tmp_path / "diska").mkdir()
    enter(window, book)
    clock.moment = clock.moment.replace(hour=13)
    with qtbot.waitSignal(window.rounds.done):
        window.rounds.look()
    assert window.banner.text() == ""
    assert [each.complaints for each in read_backups(book.place, tmp_path / "diska")] == [2]
