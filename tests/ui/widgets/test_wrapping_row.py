"""Nothing in a row is cut: what has no room begins another line."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.widgets.wrapping_row import WrappingRow


@pytest.fixture
def row(qtbot):
    def show(width, widgets, first=None):
        holder = QWidget()
        qtbot.addWidget(holder)
        layout = WrappingRow(holder)
        for widget in widgets:
            if widget is None:
                layout.add_stretch()
            else:
                layout.addWidget(widget)
        if first is not None:
            layout.give_line_to(first)
        holder.resize(width, layout.heightForWidth(width))
        with qtbot.waitExposed(holder):
            holder.show()
        return holder

    return show


def _button(width=100):
    button = QPushButton("Tombol")
    button.setFixedWidth(width)
    return button


def test_what_fits_stands_on_one_line(row):
    buttons = [_button(), _button()]
    holder = row(220, buttons)
    assert len({button.y() for button in buttons}) == 1
    assert holder.height() == buttons[0].height()


def test_what_does_not_fit_begins_another_line(row):
    buttons = [_button(), _button(), _button()]
    holder = row(220, buttons)
    assert [button.x() for button in buttons] == [0, 108, 0]
    assert buttons[2].y() > buttons[0].y()
    assert holder.rect().contains(buttons[2].geometry())


def test_a_stretch_pushes_to_the_right_on_every_line(row):
    buttons = [_button(), _button(), _button()]
    holder = row(250, [buttons[0], None, *buttons[1:]])
    edges = [button.geometry().right() for button in buttons]
    assert edges == [99, holder.width() - 1, holder.width() - 1]


def test_the_first_has_a_line_of_its_own_when_one_is_too_short(row):
    search = QLineEdit()
    search.setMinimumWidth(60)
    buttons = [_button(), _button()]
    holder = row(230, [search, *buttons], first=search)
    assert search.width() == holder.width()
    assert [button.x() for button in buttons] == [0, 108]
