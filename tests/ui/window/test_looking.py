"""A backup that was double-clicked: looked into, and from there to the restore of the office's."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.ground.clock import FixedClock
from app.keeping.backup import back_up
from app.keeping.looked_at import opened_backup
from tests.ui.conftest import NOW
from ui.look.preferences import Preferences
from ui.settings.backups import BackupSection
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.window.application import settle
from ui.window.looking import Looking, Wish
from ui.window.main_window import MainWindow


@pytest.fixture
def backup(book, tmp_path):
    return back_up(book, tmp_path / "cadangan").path


@pytest.fixture
def looking(qtbot, backup, tmp_path):
    with opened_backup(backup, FixedClock(NOW), tmp_path / "sementara") as opened:
        context = EarlyContext(
            opened,
            ChangeHub(),
            TaskRunner(),
            PrivacyShield(),
            Preferences(tmp_path / "lihat.ini"),
            desk_file=tmp_path / "lihat.db",
            is_throwaway=True,
        )
        window = MainWindow(context)
        qtbot.addWidget(window)
        Looking(window, backup)
        window.go("today")
        window.show()
        settle(window)
        yield window
        window.close()


def test_the_window_says_what_it_shows_and_offers_the_restore(looking, backup):
    assert "isi sebuah cadangan" in looking.banner.text()
    button = looking.findChild(QPushButton, "restore-this")
    assert button.isVisible()
    button.click()
    assert looking.wanted_exchange == backup
    assert not looking.isVisible()


def test_the_offices_window_then_leads_to_what_would_be_lost(
    qtbot, early_context, backup, monkeypatch
):
    asked = []
    monkeypatch.setattr(BackupSection, "look_into", lambda section, path: asked.append(path))
    window = MainWindow(early_context)
    qtbot.addWidget(window)
    window.go("today")
    Wish(window, backup)
    window.show()
    qtbot.waitUntil(lambda: asked == [backup])
    assert isinstance(window.page("settings").section, BackupSection)
    settle(window)
    window.close()
