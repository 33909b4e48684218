"""Timeline: what happened to a complaint, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ground.overriding import override
from ui.look.theme import tokens
from ui.widgets.layouts import clear
from ui.widgets.words import selectable, tighten, words


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened; an internal one was not said to the citizen."""

    time: str
    title: str
    remark: str = ""
    officer: str = ""
    is_internal: bool = False


class _Rail(QWidget):
    """The dot of an item and the line to the next one."""

    def __init__(self, *, is_internal: bool, is_last: bool) -> None:
        super().__init__()
        self._is_internal = is_internal
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(14, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(6, 9)
        if not self._is_last:
            painter.setPen(QPen(QColor(colours.line), 2))
            painter.drawLine(QPointF(6, 17), QPointF(6, self.height()))
        painter.setPen(QPen(QColor(colours.muted if self._is_internal else colours.primary), 1.6))
        painter.setBrush(QColor(colours.surface if self._is_internal else colours.primary))
        painter.drawEllipse(middle, 3.6, 3.6)
        painter.end()


class Timeline(QWidget):
    """A vertical list of what happened; internal notes stand on grey with a hollow dot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Riwayat")
        self._column = QVBoxLayout(self)
        tighten(self._column, 0)

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Show *items*."""
        clear(self._column)
        for place, item in enumerate(items):
            self._column.addWidget(_line(item, is_last=place == len(items) - 1))


def _line(item: TimelineItem, *, is_last: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    tighten(row, 8)
    row.addWidget(_Rail(is_internal=item.is_internal, is_last=is_last))
    frame = QFrame()
    if item.is_internal:
        frame.setProperty("role", "note")
    column = QVBoxLayout(frame)
    tighten(column, 2)
    column.setContentsMargins(*((8, 4, 8, 6) if item.is_internal else (0, 0, 0, 0)))
    about = [item.time, item.officer, "catatan internal" if item.is_internal else ""]
    column.addWidget(words(" · ".join(part for part in about if part), "muted", wrap=True))
    column.addWidget(words(item.title, "" if item.is_internal else "strong", wrap=True))
    if item.remark:
        column.addWidget(selectable(words(item.remark, "quiet", wrap=True)))
    outer = QVBoxLayout()
    tighten(outer)
    outer.setContentsMargins(0, 0, 0, 0 if is_last else 10)
    outer.addWidget(frame)
    row.addLayout(outer, 1)
    row.setAlignment(outer, Qt.AlignmentFlag.AlignTop)
    return line
