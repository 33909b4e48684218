"""The box of the waiting room: an opening without letters is asked for, recorded, cleared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.reading.complaint.openings import opening_ids, read_openings
from app.rules.channels import Channel
from app.steps.open_box import open_box
from ui.entry.box import BoxTools
from ui.entry.page import EntryPage
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner

OPENING = {"opened_at": "23-11-2026 08.00", "box_location": "Ruang tunggu", "witness_1": "Sri"}


@pytest.fixture
def page(on_screen, book, opened):
    context = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = EntryPage(context)
    on_screen(made)
    made.shown()
    made.tiles.chosen.emit(Channel.BOX)
    yield made
    context.tasks.cancel()
    context.tasks.wait()


def press_empty(qtbot, page):
    button = page.findChild(BoxTools).empty
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_an_opening_without_letters_is_asked_once_then_cleared(qtbot, page, book, next_dialog):
    page.form.fill(OPENING)
    next_dialog(QDialog.reject)
    press_empty(qtbot, page)
    assert not opening_ids(book)
    assert page.form.values["box_location"] == "Ruang tunggu"
    said = []
    page.message.connect(said.append)
    next_dialog(QDialog.accept)
    press_empty(qtbot, page)
    qtbot.waitUntil(lambda: bool(said))
    [opening] = read_openings(book, opening_ids(book))
    assert (opening.box_location, opening.witness_1, opening.letter_count) == (
        "Ruang tunggu",
        "Sri",
        0,
    )
    assert not OPENING.keys() & page.form.values.keys()
    assert page.form.isAncestorOf(page.window().focusWidget())


def test_an_opening_recorded_before_is_refused_unasked(qtbot, page, book):
    open_box(book, OPENING | {"letter_count": "0"})
    page.form.fill(OPENING | {"box_location": "RUANG TUNGGU"})
    press_empty(qtbot, page)
    assert len(opening_ids(book)) == 1
    assert "sudah tercatat" in page.form.editors["opened_at"].box.error
    assert page.form.values["box_location"] == "RUANG TUNGGU"


def test_an_opening_older_than_the_offered_ones_is_recorded(qtbot, page, book, next_dialog):
    for minute in range(30):
        open_box(book, OPENING | {"letter_count": "0", "opened_at": f"23-11-2026 07.{minute:02}"})
    page.form.fill(OPENING | {"opened_at": "20-11-2026 08.00"})
    said = []
    page.message.connect(said.append)
    next_dialog(QDialog.accept)
    press_empty(qtbot, page)
    qtbot.waitUntil(lambda: bool(said))
    assert len(opening_ids(book)) == 31
