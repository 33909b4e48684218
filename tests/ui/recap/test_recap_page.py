"""The month is shown, and one button writes the four files."""

import pytest

from app.formatting import Month
from ui.change_hub import ChangeHub
from ui.context import Context
from ui.preferences import Preferences
from ui.privacy import PrivacyShield
from ui.recap.page import RecapPage, recap_folder
from ui.tasks import TaskRunner


@pytest.fixture
def page(qtbot, book, opened):
    context = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = RecapPage(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(context.tasks.finished):
        made.shown()
    yield made
    context.tasks.wait()


def test_the_running_month_is_shown(page, recorded):
    assert page.month == Month(2026, 11)
    assert page.make.text() == "Buat rekap November 2026"
    assert "NIHIL" in page.header.facts.text()


def test_it_follows_what_is_recorded(qtbot, page, recorded):
    from app.changes import Changes

    id_ = recorded()
    with qtbot.waitSignal(page._context.tasks.finished):
        page._context.hub.changed.emit(Changes(complaints=frozenset({id_})))
    assert page.content.figures["masuk"].text() == "1"


def test_one_button_writes_both_editions(qtbot, page, opened):
    with qtbot.waitSignal(page._context.tasks.finished, timeout=20_000):
        page.make.click()
    folder = recap_folder(Month(2026, 11))
    assert sorted(path.suffix for path in folder.iterdir()) == [".pdf", ".pdf", ".xlsx", ".xlsx"]
    assert page.written.isVisibleTo(page)
    assert opened


def test_a_month_that_has_not_begun_is_not_shown(page):
    page.choose(Month(2027, 5))
    assert page.month == Month(2026, 11)
    assert not page.later.isEnabled()
    page._context.tasks.wait()
