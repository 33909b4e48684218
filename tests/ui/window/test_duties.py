"""What each duty is offered in the window: pages, sections of the settings, buttons."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.book.lists import read_lists
from app.book.rights import Proof
from app.rules.officers import Role
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, add_list_entry
from app.steps.pins import switch_pins_on
from ui.look.preferences import Preferences
from ui.settings import page as settings_page
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.window.application import settle
from ui.window.main_window import MainWindow

PAGES = {
    Role.DESK: {"today", "entry", "register", "board", "meetings", "recap", "settings", "guide"},
    Role.MANAGER: {"today", "entry", "register", "board", "meetings", "recap", "settings", "guide"},
    Role.ANSWERER: {"today", "register", "settings", "guide"},
    Role.SUPERVISOR: {"today", "register", "recap", "settings", "guide"},
    Role.ADMIN: {"settings", "guide"},
}
# The keys of the book are the admin's alone.
SECTIONS = {
    Role.MANAGER: {section.name for section in settings_page.SECTIONS} - {"Kunci buku"},
    Role.DESK: {"Petugas", "Ketidakhadiran"},
    Role.ANSWERER: {"Petugas"},
    Role.SUPERVISOR: {"Petugas", "Keutuhan buku"},
}


@pytest.fixture
def window(qtbot, opened_book, book, recorded, dressed):
    for role in Role:
        if role is not Role.ADMIN:
            add_list_entry(book, ListName.OFFICERS, {"name": f"Rekan {role}", "role": role.value})
    first, _ = recorded(), recorded()
    declare_complete(book, first)
    distribute(book, first, 1)
    switch_pins_on(book, "Rekan admin", "pin-rekaan-1")
    context = EarlyContext(opened_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.go("today")
    made.show()
    settle(made)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sit(window, role):
    book = window.context.opened.load()
    officer = next(o for o in read_lists(book).officers if o.name == f"Rekan {role}")
    window.lock.lock()
    book.holding.seat(officer.name, officer.id)
    book.accept_proof(Proof(officer.id, book.clock.utc()))
    window.lock.dialog.accept()


@pytest.mark.parametrize("role", Role)
def test_a_duty_is_led_to_what_is_its_own(window, role):
    sit(window, role)
    shown = {key for key, button in window.rail.buttons.items() if button.isVisible()}
    assert shown == PAGES[role]
    assert window.key in PAGES[role]
    before = window.key
    for key in window.rail.buttons:
        window.go(key)
        if key in PAGES[role]:
            before = key
        assert window.key == before
    window.go("settings")
    settings = window.page("settings")
    names = {
        section.name
        for place, section in enumerate(settings_page.SECTIONS)
        if not settings.list.item(place).isHidden()
    }
    assert names == SECTIONS.get(role, {section.name for section in settings_page.SECTIONS})
    assert settings.section.name in names


@pytest.mark.parametrize(
    ("role", "count", "may"),
    [
        (Role.DESK, 2, {"new", "excel", "print", "copy-table"}),
        (Role.SUPERVISOR, 2, {"excel", "print"}),
        (Role.ANSWERER, 1, set()),
    ],
)
def test_the_book_offers_a_duty_what_it_may(qtbot, window, role, count, may):
    sit(window, role)
    window.go("register")
    page = window.page("register")
    qtbot.waitUntil(lambda: len(page.model.ids) == count and not window.is_busy)
    for name in ("new", "excel", "print", "copy-table"):
        button = page.findChild(QPushButton, name)
        assert button.isEnabled() == (name in may), name
        assert ("Yang berwenang" in button.toolTip()) == (name not in may)


def test_after_another_has_signed_in_nothing_of_the_one_before_is_left(qtbot, window):
    sit(window, Role.DESK)
    window.go("register")
    page = window.page("register")
    qtbot.waitUntil(lambda: len(page.model.ids) == 2 and not window.is_busy)
    page.arrive(max(page.model.ids))
    assert page.panel.isVisible()
    sit(window, Role.ANSWERER)
    qtbot.waitUntil(lambda: len(page.model.ids) == 1)
    assert not page.panel.isVisible()
    sit(window, Role.DESK)
    assert page.findChild(QPushButton, "new").isEnabled()
    assert "Yang berwenang" not in page.findChild(QPushButton, "new").toolTip()
    qtbot.waitUntil(lambda: len(page.model.ids) == 2)


def test_officers_are_changed_by_the_admin_alone(window):
    for role in (Role.MANAGER, Role.ADMIN):
        sit(window, role)
        window.go("settings")
        settings = window.page("settings")
        settings.arrive("Petugas")
        section = settings.section
        section.show_stored()
        assert section.editor.add_button.isEnabled() == (role is Role.ADMIN)
        assert section.pins.own_button.isEnabled()
        assert section.pins.rules_button.isEnabled() == (role is Role.ADMIN)
