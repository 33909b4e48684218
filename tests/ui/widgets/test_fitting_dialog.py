"""A dialog is as high as its words; on a low screen its middle scrolls and the buttons stay."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from ui.shared.step_dialog import StepDialog
from ui.widgets.fitting_dialog import FittingDialog


@pytest.fixture
def dialog(qtbot):
    def show(fields):
        made = StepDialog("Judul", "Satu kalimat.", "Simpan")
        for number in range(fields):
            made.add_field(f"field_{number}", "Isian", QLineEdit(), "Petunjuk di bawah isian")
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return show


def test_a_short_dialog_does_not_scroll(dialog):
    assert dialog(3).body.verticalScrollBar().maximum() == 0


def test_a_long_dialog_stays_on_the_screen_with_its_buttons(dialog):
    shown = dialog(30)
    assert shown.height() <= shown.screen().availableGeometry().height()
    assert shown.body.verticalScrollBar().maximum() > 0
    for button in (shown.accept_button, shown.cancel_button):
        assert shown.rect().contains(button.geometry())


def test_a_question_has_no_hole_where_fields_would_be(dialog):
    assert not dialog(0).body.isVisible()


def test_an_error_makes_the_dialog_higher_instead_of_squeezing_it(qtbot, dialog):
    shown = dialog(3)
    before = shown.height()
    shown.show_error("Ditolak karena sebab yang panjang. " * 6)
    qtbot.waitUntil(lambda: shown.height() > before)
    assert shown.body.verticalScrollBar().maximum() == 0


def test_words_that_never_wrap_are_not_squeezed(qtbot):
    made = FittingDialog()
    for number in range(6):
        made.form.addWidget(QLabel(f"Baris {number}"))
    made.column.addWidget(QLabel("Judul"))
    made.column.addWidget(made.body, 1)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert made.body.verticalScrollBar().maximum() == 0
