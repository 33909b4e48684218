"""The walk follows what is laid out now, and a lost focus stays in the part where it was."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from ui.shared.page import Page
from ui.widgets.field_box import FieldBox
from ui.widgets.tab_walk import go_back, go_on, stops


@pytest.fixture
def page(on_screen):
    """Return a page of two parts: buttons a, b, c at the left, d and e at the right."""
    made = Page()
    row = QHBoxLayout(made)
    for names in ("abc", "de"):
        part = QWidget()
        column = QVBoxLayout(part)
        for name in names:
            button = QPushButton(name)
            button.setObjectName(name)
            column.addWidget(button)
        row.addWidget(part)
    on_screen(made)
    return made


def _names(widgets):
    return "".join(widget.objectName() for widget in widgets)


def _button(page, name):
    return page.findChild(QPushButton, name)


def test_parts_come_one_after_the_other(page):
    assert _names(stops(page)) == "abcde"


def test_what_is_put_between_comes_between(page):
    late = QPushButton("x")
    late.setObjectName("x")
    _button(page, "b").parentWidget().layout().insertWidget(1, late)
    late.show()
    assert _names(stops(page)) == "axbcde"


def test_a_grid_is_read_by_rows_however_it_was_filled(on_screen):
    page = Page()
    grid = QGridLayout(page)
    for name, row, column in (("d", 1, 1), ("a", 0, 0), ("c", 1, 0), ("b", 0, 1)):
        line = QLineEdit()
        line.setObjectName(name)
        grid.addWidget(line, row, column)
    on_screen(page)
    assert _names(stops(page)) == "abcd"


def test_a_box_and_the_line_of_a_combo_are_no_halts_of_their_own(on_screen):
    page = Page()
    column = QVBoxLayout(page)
    for name in "abc":
        combo = QComboBox()
        combo.setEditable(True)
        combo.setObjectName(name)
        column.addWidget(FieldBox(name, combo))
    on_screen(page)
    assert _names(stops(page)) == "abc"


def test_the_walk_goes_around_both_ways(qtbot, page):
    _button(page, "e").setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget().objectName() == "a"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Backtab)
    assert page.focusWidget().objectName() == "e"


def test_going_on_ends_with_the_part(page):
    left = _button(page, "a").parentWidget()
    assert go_on(_button(page, "b"), within=left)
    assert page.focusWidget().objectName() == "c"
    assert not go_on(_button(page, "c"), within=left)
    assert page.focusWidget().objectName() == "c"
    go_back(_button(page, "d"))
    assert page.focusWidget().objectName() == "c"


@pytest.mark.parametrize("lose", [QWidget.hide, lambda w: w.setEnabled(False)])
@pytest.mark.parametrize(("lost", "near"), [("a", "b"), ("c", "b"), ("e", "d")])
def test_a_lost_focus_stays_in_its_part(page, lose, lost, near):
    button = _button(page, lost)
    button.setFocus()
    lose(button)
    assert page.focusWidget().objectName() == near


def test_where_a_whole_part_is_hidden_the_focus_goes_to_the_next(page):
    _button(page, "b").setFocus()
    _button(page, "b").parentWidget().hide()
    assert page.focusWidget().objectName() == "d"


def test_the_halt_is_scrolled_into_view(qtbot, on_screen):
    page, inner, area = Page(), QWidget(), QScrollArea()
    column = QVBoxLayout(inner)
    for _ in range(80):
        column.addWidget(QLineEdit())
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QVBoxLayout(page).addWidget(area)
    on_screen(page)
    last = stops(page)[-1]
    stops(page)[0].setFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Backtab)
    assert page.focusWidget() is last
    assert not last.visibleRegion().isEmpty()


def test_the_walk_leaves_nothing_behind_in_the_layouts(page):
    """A wrapper of what Qt has deleted would be taken for the next thing at its address."""

    def kept():
        gc.collect()
        return sum(isinstance(each, QWidgetItem) for each in gc.get_objects())

    before = kept()
    stops(page)
    assert kept() == before
