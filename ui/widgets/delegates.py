"""Delegates that paint the cells of a ``RowTable``: two lines, and the deadline chip."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ground.overriding import override
from ui.look.theme import MUTED_POINTS, sized, tokens
from ui.widgets.deadline_chip import paint_chip

SECOND_LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
URGENCY_ROLE: Final = Qt.ItemDataRole.UserRole + 2
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 3
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 4
_SIDE: Final = 10

Index = QModelIndex | QPersistentModelIndex


def _paint_ground(
    delegate: QStyledItemDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: Index,
) -> None:
    """Paint what the style puts under a cell, without its text."""
    ground = QStyleOptionViewItem(option)
    delegate.initStyleOption(ground, index)
    ground.text = ""
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the text of a cell and, below it, a muted second line."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_ground(self, painter, option, index)
        colours = tokens()
        room = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        first = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        second = str(index.data(SECOND_LINE_ROLE) or "")
        small = sized(option.font, MUTED_POINTS)
        upper = QFontMetrics(option.font)
        lower = QFontMetrics(small)
        height = upper.height() + (lower.height() if second else 0)
        top = room.top() + (room.height() - height) // 2
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        _draw_line(painter, QRect(room.left(), top, room.width(), upper.height()), first)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        below = QRect(room.left(), top + upper.height(), room.width(), lower.height())
        _draw_line(painter, below, second)
        painter.restore()


def _draw_line(painter: QPainter, room: QRect, text: str) -> None:
    line = " ".join(text.split())
    shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ChipDelegate(QStyledItemDelegate):
    """Paints the deadline chip of a cell: its text and the urgency under ``URGENCY_ROLE``."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_ground(self, painter, option, index)
        urgency = index.data(URGENCY_ROLE)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if urgency is None or not text:
            return
        painter.save()
        painter.setFont(option.font)
        paint_chip(painter, option.rect.adjusted(6, 0, -6, 0), text, urgency)
        painter.restore()
