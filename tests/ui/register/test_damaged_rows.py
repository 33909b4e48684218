"""A complaint that somebody has broken keeps its line on the page, which goes on."""

import pytest

from ui.look.preferences import Preferences
from ui.register.page import RegisterPage
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner


@pytest.fixture
def page(sample_book, dressed, on_screen):
    database = sample_book.store.database
    database.execute_sql("UPDATE complaint SET status = 'terbang' WHERE sequence = 399")
    context = Context(sample_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = RegisterPage(context)
    on_screen(made)
    made.shown()
    yield made
    context.tasks.wait()


def test_the_page_names_the_broken_row_and_shows_the_others(page):
    texts = [page.model.index(row, 3).data() for row in range(3)]
    assert page.model.index(1, 0).data() == "399"
    assert "Baris ini rusak" in texts[1]
    assert "Baris ini rusak" not in texts[0] + texts[2]
