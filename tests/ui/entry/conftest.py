"""The entry page, shown as the window shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from ui.entry.page import EntryPage
from ui.shared.context import Context


@pytest.fixture
def page(on_screen: Callable[[QWidget], None], context: Context) -> EntryPage:
    """Return an empty entry page with the focus in it."""
    made = EntryPage(context)
    on_screen(made)
    made.shown()
    return made
