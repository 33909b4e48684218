"""The way of Tab: from one control to the next in the order in which the eye reads them.

Qt keeps one chain of all widgets in the order in which they were made. ``setTabOrder`` moves an
editor in that chain and leaves the box around it behind; the box has the editor for its focus proxy
and counts as a halt of its own, so that Tab comes back to a field it has left. What is made later
(a tool, a line of a list) stands at the end. Here nothing is kept: each step reads the order from
what is laid out at that moment.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FIELDS: Final = (QLineEdit, QComboBox, QAbstractSpinBox, QCheckBox, QRadioButton)


def stops(root: QWidget) -> list[QWidget]:
    """Return where Tab halts inside *root*, rows from the top, each from the left."""
    return [widget for widget in _read(root, root) if _is_stop(widget)]


def take_tab(root: QWidget, *, is_forward: bool) -> bool:
    """Move the focus of the window of *root*; for its ``focusNextPrevChild``.

    Qt asks the same when what has the focus is hidden or disabled. Then nobody pressed a key: the
    focus stays as near as it can, and does not go on to the next part of the window.

    Returns:
        False when there is nowhere to go.
    """
    window = root.window()
    start = window.focusWidget() or window
    if start is not window and not _is_stop(start):
        return _stay_near(start)
    places = list(_read(window, start))
    at = places.index(start)
    ring = [place for place in places[at + 1 :] + places[:at] if _is_stop(place)]
    if not ring:
        return False
    if is_forward:
        give_focus(ring[0], Qt.FocusReason.TabFocusReason)
    else:
        give_focus(ring[-1], Qt.FocusReason.BacktabFocusReason)
    return True


def go_on(start: QWidget, within: QWidget) -> bool:
    """Put the focus on the stop after *start*; False when it is the last one of *within*."""
    after = _after(start, within)
    if after:
        give_focus(after[0], Qt.FocusReason.TabFocusReason)
    return bool(after)


def enter_goes_on(event: QKeyEvent, within: QWidget, end: QWidget) -> bool:
    """Take Enter in a field of *within* to what follows, after the last one to *end*.

    Returns:
        False when it is another key, or the focus is on something that Enter is for.
    """
    focus = within.focusWidget()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in ENTER or held or not isinstance(focus, _FIELDS):
        return False
    if not go_on(focus, within) and end.isEnabled():
        give_focus(end, Qt.FocusReason.TabFocusReason)
    return True


def go_back(start: QWidget) -> None:
    """Put the focus on the stop before *start*."""
    start.setFocus(Qt.FocusReason.OtherFocusReason)
    take_tab(start, is_forward=False)


def give_focus(target: QWidget, reason: Qt.FocusReason) -> None:
    """Put the focus on *target* and scroll it into view."""
    target.setFocus(reason)
    around = target.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = None if around.isWindow() else around.parentWidget()


def _stay_near(start: QWidget) -> bool:
    """Put the focus on the next stop after *start* in the smallest part that has one, or before."""
    around = start.parentWidget()
    while around is not None:
        near = _after(start, around) or stops(around)[-1:]
        if near:
            give_focus(near[0], Qt.FocusReason.OtherFocusReason)
            return True
        around = None if around.isWindow() else around.parentWidget()
    return False


def _after(start: QWidget, within: QWidget) -> list[QWidget]:
    places = list(_read(within, start))
    return [place for place in places[places.index(start) + 1 :] if _is_stop(place)]


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _read(root: QWidget, start: QWidget) -> Iterator[QWidget]:
    """Yield *root* and what is inside it; what is hidden only where *start* is in it."""
    yield root
    for child in _children(root):
        if not child.isHidden() or child is start or child.isAncestorOf(start):
            yield from _read(child, start)


def _children(parent: QWidget) -> list[QWidget]:
    """Return the widgets in *parent*: as laid out, then those that stand in no layout."""
    find = Qt.FindChildOption.FindDirectChildrenOnly
    inside = [w for w in parent.findChildren(QWidget, options=find) if not w.isWindow()]
    layout = parent.layout()
    places = {w: place for place, w in enumerate(_laid_out(layout, inside))} if layout else {}
    last = len(places)
    return sorted(inside, key=lambda w: (places.get(w, last), w.y(), w.x()))


def _laid_out(layout: QLayout, inside: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield those of *inside* that stand in *layout*, also in the layouts within it.

    ``itemAt`` is not asked: what it returns stays with the layout in Python when Qt has long
    deleted it, and is then taken for whatever Qt puts in its place.
    """
    inner = [part for part in layout.children() if isinstance(part, QLayout)]
    parts: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(widget), widget) for widget in inside),
        *((layout.indexOf(part), part) for part in inner),
    ]
    laid = [(_place_in(layout, index), part) for index, part in parts if index >= 0]
    for _, part in sorted(laid, key=itemgetter(0)):
        if isinstance(part, QLayout):
            yield from _laid_out(part, inside)
        else:
            yield part


def _place_in(layout: QLayout, index: int) -> tuple[int, int]:
    if not isinstance(layout, QGridLayout):
        return index, 0
    # The order of adding says nothing here.
    row, column, *_ = cast("tuple[int, int, int, int]", layout.getItemPosition(index))
    return row, column
