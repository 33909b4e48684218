"""A page reads again what concerns it, when somebody looks."""

import pytest

from app.ground.changes import Changes
from ui.shared.change_hub import ChangeHub
from ui.shared.page import Page


class CountingPage(Page):
    title = "Halaman uji"

    def __init__(self):
        super().__init__()
        self.is_stale = False
        self.readings = 0

    def reload(self):
        self.readings += 1
        self.is_stale = False


@pytest.fixture
def page(qtbot):
    page = CountingPage()
    qtbot.addWidget(page)
    page.hub = ChangeHub()
    page.follow(page.hub)
    return page


@pytest.mark.parametrize(
    "changes", [Changes(complaints=frozenset({1})), Changes(settings=True), Changes(calendar=True)]
)
def test_what_is_seen_is_read_at_once_and_what_is_hidden_later(page, changes):
    page.hub.changed.emit(changes)
    assert (page.readings, page.is_stale) == (0, True)
    page.show()
    page.hub.changed.emit(changes)
    assert (page.readings, page.is_stale) == (1, False)


def test_a_backup_lets_no_page_read_again(page):
    page.show()
    page.hub.changed.emit(Changes(backups=True))
    assert (page.readings, page.is_stale) == (0, False)
