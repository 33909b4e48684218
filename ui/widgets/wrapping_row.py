"""WrappingRow: widgets side by side, on a further line when there is no room."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

from app.ground.overriding import override


@dataclass(slots=True)
class _Line:
    """The items of one line and how much of the width they take."""

    items: list[QLayoutItem] = field(default_factory=list)
    width: int = 0


@dataclass(slots=True)
class _Measures:
    """What the row answered since something in it last changed.

    Attributes:
        hint: the size it asks for.
        least: the least it can do with.
        heights: width -> height, logical pixels.
    """

    hint: QSize
    least: QSize
    heights: dict[int, int] = field(default_factory=dict)


class WrappingRow(QLayout):
    """Lays widgets out like words; what expands takes the room that is left on its line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._first: QWidget | None = None
        self._measured: _Measures | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add_stretch(self) -> None:
        """Push what follows to the right end of its line."""
        policy = QSizePolicy.Policy
        self.addItem(QSpacerItem(0, 0, policy.Expanding, policy.Minimum))

    def insert_first(self, widget: QWidget) -> None:
        """Put *widget* before all others."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())

    def give_line_to(self, first: QWidget) -> None:
        """Let *first*, which comes first, have a line of its own when one line is too short."""
        self._first = first

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        is_hungry = any(map(_is_hungry, self._items))
        return Qt.Orientation.Horizontal if is_hungry else Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def invalidate(self) -> None:
        self._measured = None
        super().invalidate()

    def _measures(self) -> _Measures:
        # Asked hundreds of times while a page is built; a row is the same until it is invalid.
        if self._measured is None:
            shown = self._shown()
            wishes = [_wish(item) for item in shown]
            height = _height(_Line(shown))
            width = sum(wishes) + self.spacing() * max(0, len(shown) - 1)
            least = QSize(max(wishes, default=0), height)
            self._measured = _Measures(QSize(width, height), least)
        return self._measured

    @override
    def heightForWidth(self, width: int) -> int:
        heights = self._measures().heights
        if width not in heights:
            lines = list(self._lines(width))
            gaps = self.spacing() * max(0, len(lines) - 1)
            heights[width] = sum(map(_height, lines)) + gaps
        return heights[width]

    @override
    def sizeHint(self) -> QSize:
        return self._measures().hint

    @override
    def minimumSize(self) -> QSize:
        return self._measures().least

    @override
    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        top, is_pushed = place.top(), False
        for line in self._lines(place.width()):
            height = _height(line)
            is_hungry = any(map(_is_hungry, line.items))
            # What a stretch pushed to the right stays there on the next line.
            left = 0 if is_hungry or not is_pushed else max(0, place.width() - line.width)
            self._set_line(line, QRect(place.left() + left, top, place.width() - left, height))
            is_pushed = is_pushed or any(item.spacerItem() for item in line.items)
            top += height + self.spacing()

    def _set_line(self, line: _Line, place: QRect) -> None:
        hungry = sum(_is_hungry(item) for item in line.items)
        left, spare = place.left(), max(0, place.width() - line.width)
        for item in line.items:
            width = min(_wish(item), place.width())
            if _is_hungry(item):
                width += spare // hungry
            is_tall = item.expandingDirections() & Qt.Orientation.Vertical
            height = place.height() if is_tall else min(item.sizeHint().height(), place.height())
            down = (place.height() - height) // 2
            item.setGeometry(QRect(left, place.top() + down, width, height))
            left += width + self.spacing()

    def _lines(self, width: int) -> Iterator[_Line]:
        line = _Line()
        is_tight = self.sizeHint().width() > width
        for item in self._shown():
            gap = self.spacing() if line.items else 0
            is_alone = is_tight and bool(line.items) and _is(line.items[0], self._first)
            if is_alone or (line.items and line.width + gap + _wish(item) > width):
                yield line
                line, gap = _Line(), 0
            line.items.append(item)
            line.width += gap + _wish(item)
        if line.items:
            yield line

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if item.spacerItem() or not item.isEmpty()]


def _wish(item: QLayoutItem) -> int:
    """Return the width *item* asks for; what expands is content with its least."""
    return item.minimumSize().width() if _is_hungry(item) else item.sizeHint().width()


def _is(item: QLayoutItem, widget: QWidget | None) -> bool:
    return widget is not None and item.widget() is widget


def _is_hungry(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _height(line: _Line) -> int:
    return max((item.sizeHint().height() for item in line.items), default=0)
