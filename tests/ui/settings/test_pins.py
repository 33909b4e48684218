"""PINs in the settings: switched on with a code, set for an officer, the rules, and off again."""

from functools import partial

import pytest

from app.book.lists import read_lists
from app.book.signing import sign_in
from app.steps.pins import set_pin
from ui.settings.lists import OfficersSection
from ui.settings.pins import NewPinDialog, PeopleRulesDialog, SwitchOnDialog
from ui.shared.pin_dialog import ProofDialog
from ui.viewer.printing import Printers
from ui.viewer.recovery_code import CodeDialog

ADMIN = "471903"


@pytest.fixture
def section(context, on_screen):
    made = OfficersSection(context)
    on_screen(made)
    made.show_stored()
    return made


def fill(dialog, pin):
    dialog.pin.setText(pin)
    dialog.again.setText(pin)
    dialog.submit()


def switch_on(qtbot, context, section):
    dialog = SwitchOnDialog(context, section)
    qtbot.addWidget(dialog)
    fill(dialog, ADMIN)
    qtbot.waitUntil(lambda: dialog.result() == SwitchOnDialog.DialogCode.Accepted)
    section.show_stored()
    return dialog.result_of_work


def test_pins_are_switched_on_and_the_admin_sits_at_the_desk(qtbot, context, section):
    assert "tanpa PIN" in section.pins._state.text()
    code = switch_on(qtbot, context, section)
    assert len(code.split("-")) == 5
    assert context.book.settings.people.uses_pins
    assert context.book.officer == "Admin"
    assert section.pins.set_button.isVisible()
    assert not section.pins.switch_button.isVisible()


def test_two_pins_that_differ_are_refused(qtbot, context, section):
    dialog = SwitchOnDialog(context, section)
    qtbot.addWidget(dialog)
    dialog.pin.setText(ADMIN)
    dialog.again.setText("471904")
    dialog.submit()
    assert not dialog.is_busy
    assert not context.book.settings.people.uses_pins


def test_a_pin_is_set_after_the_admin_gave_the_own_one(qtbot, context, section, monkeypatch):
    switch_on(qtbot, context, section)
    given = []

    def prove(dialog):
        dialog.pin.setText(ADMIN)
        dialog.submit()
        qtbot.waitUntil(lambda: dialog.result() == ProofDialog.DialogCode.Accepted)
        given.append(dialog)
        return dialog.result()

    keep = partial(set_pin, context.book, 1)
    dialog = NewPinDialog(context, "PIN", "", "Simpan PIN", keep, section)
    qtbot.addWidget(dialog)
    monkeypatch.setattr(ProofDialog, "exec", prove)
    fill(dialog, "815204")
    qtbot.waitUntil(lambda: dialog.result() == NewPinDialog.DialogCode.Accepted)
    assert given
    assert sign_in(context.book, 1, "815204").id == 1


def test_the_rules_are_kept(qtbot, context, section):
    dialog = PeopleRulesDialog(context, section)
    qtbot.addWidget(dialog)
    dialog.four_eyes.setChecked(True)
    dialog.submit()
    assert context.book.settings.people.four_eyes
    assert not context.book.settings.people.uses_pins


def test_a_code_without_a_printer_is_to_be_copied_by_hand(qtbot, context):
    dialog = CodeDialog(
        context.book.settings.office, "K7M2R-T9XWB", printers=lambda: Printers((), "")
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.print.click()
    error = dialog.findChild(object, "step-error")
    qtbot.waitUntil(lambda: "dengan tangan" in error.text())
    dialog.accept()
    assert [o.name for o in read_lists(context.book).officers]
