"""The month is shown, and one button writes the four files."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.ground.formatting import Month
from ui.look.preferences import Preferences
from ui.recap.page import RecapPage, recap_folder
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.shared.wanted import MakeRecap


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
    from app.ground.changes import Changes

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


def test_a_pdf_of_the_recap_is_seen_inside_and_a_workbook_elsewhere(
    qtbot, page, opened, next_preview
):
    with qtbot.waitSignal(page.message, timeout=20_000):
        page.make.click()
    opened.clear()
    buttons = {button.text(): button for button in page.written.findChildren(QPushButton)}
    for name, button in buttons.items():
        if name.endswith(".pdf"):
            button.click()
            preview = next_preview()
            assert preview.path.name == name
            preview.reject()
        elif name.endswith(".xlsx"):
            button.click()
            assert opened.pop().fileName() == name
    assert not opened


def test_another_page_can_have_a_month_made(qtbot, page, opened):
    with qtbot.waitSignal(page.message, timeout=20_000):
        page.arrive(MakeRecap(Month(2026, 10)))
    assert page.month == Month(2026, 10)
    assert len(list(recap_folder(Month(2026, 10)).iterdir())) == 4
    page._context.tasks.wait()
    assert not recap_folder(Month(2026, 11)).exists()


def test_a_month_is_not_made_before_it_is_read(qtbot, page):
    with qtbot.waitSignal(page._context.tasks.finished):
        page.choose(Month(2026, 10))
        assert not page.make.isEnabled()
    assert page.make.isEnabled()
    assert page.recap.month == Month(2026, 10)


def test_a_month_that_has_not_begun_is_not_shown(page):
    page.choose(Month(2027, 5))
    assert page.month == Month(2026, 11)
    assert not page.later.isEnabled()
    page._context.tasks.wait()
