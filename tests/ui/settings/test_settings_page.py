"""The settings page as it opens."""

from ui.change_hub import ChangeHub
from ui.context import Context
from ui.preferences import Preferences
from ui.privacy import PrivacyShield
from ui.settings.page import SettingsPage
from ui.tasks import TaskRunner


def test_a_page_nobody_has_typed_into_may_be_left(qtbot, book):
    context = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.shown()
    assert not page.section.is_edited()
    assert page.may_leave()
