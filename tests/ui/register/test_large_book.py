"""In a large book the first screen comes first, the rest from beside the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import first_ids, ids_among, register_ids
from app.rules.channels import Channel
from app.rules.statuses import Status
from ui.look.preferences import Preferences
from ui.register.finder import RegisterFinder
from ui.register.page import RegisterPage
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner

WANTED = (
    RegisterFilter(),
    RegisterFilter(year=2026),
    RegisterFilter(text="akta"),
    RegisterFilter(text="akta lahir", year=2026),
    RegisterFilter(text="a"),
    RegisterFilter(text="e ktp", status=Status.SETTLED),
    RegisterFilter(channel=Channel.WHATSAPP, only_open=True),
    RegisterFilter(deadline=DeadlineFilter.WAITING),
    RegisterFilter(text="xqzxqz"),
)


@pytest.fixture
def sample_context(sample_book, dressed):
    made = Context(sample_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    yield made
    made.tasks.cancel()
    made.tasks.wait()


@pytest.fixture
def every_book_is_large(monkeypatch):
    monkeypatch.setattr("ui.register.finder.FEW", 0)


@pytest.fixture
def finder(sample_context, every_book_is_large):
    return RegisterFinder(sample_context)


@pytest.fixture
def page(every_book_is_large, on_screen, sample_context, qtbot):
    page = RegisterPage(sample_context)
    on_screen(page)
    page.shown()
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page._context.tasks.is_busy)


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_first_screen_is_how_the_list_begins(sample_book, wanted):
    whole = register_ids(sample_book, wanted)
    assert list(whole) == sorted(whole, reverse=True)
    assert first_ids(sample_book, wanted, 7) == whole[:7]
    some = [1, 17, 200, 399, *whole[:3]]
    assert set(ids_among(sample_book, wanted, some)) == set(some) & set(whole)


def test_first_comes_the_first_screen_then_all(qtbot, finder, sample_book):
    wanted = RegisterFilter()
    told = []
    finder.begun.connect(told.append)
    finder.found.connect(told.append)
    with qtbot.waitSignal(finder.found):
        finder.find(wanted)
        assert not finder.is_whole
    whole = register_ids(sample_book, wanted)
    assert told == [whole[:200], whole]


def test_what_was_asked_before_is_forgotten(qtbot, finder, sample_book):
    told = []
    finder.begun.connect(told.append)
    finder.found.connect(told.append)
    for text in ("a", "ak", "akt"):
        finder.find(RegisterFilter(text=text))
    with qtbot.waitSignal(finder.found):
        finder.find(RegisterFilter(text="akta"))
    assert [list(ids) for ids in told] == [
        list(register_ids(sample_book, RegisterFilter(text="akta")))
    ]


def test_typing_shows_what_a_small_book_shows(qtbot, page, sample_book):
    for typed in ("k", "kt", "ktp"):
        page.bar.search.clear()
        qtbot.keyClicks(page.bar.search, typed)
        settle(qtbot, page)
        assert list(page.model.ids) == list(register_ids(sample_book, page.wanted()))
    settle(qtbot, page)
    assert page.header.facts.text()


def test_a_complaint_far_down_is_in_hand_once_the_list_is_whole(qtbot, page):
    last = page.model.ids[-1]
    page.reload()
    page.arrive(last)
    settle(qtbot, page)
    assert page.table.current_id() == last
    assert page.panel.complaint_id == last


def test_the_row_in_hand_is_kept_through_a_reading(qtbot, page):
    last = page.model.ids[-1]
    page.table.select_id(last)
    page.reload()
    settle(qtbot, page)
    assert page.table.current_id() == last


def test_end_before_the_list_is_whole_goes_to_its_end_so_far(qtbot, page):
    page.reload()
    qtbot.waitUntil(lambda: bool(page.model.ids))
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    settle(qtbot, page)
    assert page.table.current_id() is not None


def test_nothing_is_printed_before_the_list_is_whole(qtbot, page):
    page._finder.find(replace(page.wanted(), text="a"))
    page._show_state()
    assert not page._print.isEnabled()
    settle(qtbot, page)
    assert page._print.isEnabled()
