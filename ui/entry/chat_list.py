"""ChatList: the messages of a chat, each with a box to tick, quick with 200,000 of them.

A table of one column: it asks nothing of rows that are not seen, as the list of Qt does.
"""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ground.overriding import override
from ui.entry.chat_model import ChatModel, Index
from ui.look.theme import MUTED_POINTS, sized, tokens
from ui.widgets.delegates import SECOND_LINE_ROLE

_TEXT_LINES: Final = 2
_AROUND: Final = 6
_BESIDE_BOX: Final = 10
# Longer texts are cut before they are laid out: a row shows two lines of them.
_LONGEST: Final = 400


class ChatList(QTableView):
    """Space ticks what is marked; a click with Shift ticks up to there."""

    def __init__(self, model: ChatModel) -> None:
        super().__init__()
        self._model = model
        self._anchor = -1
        self.setModel(model)
        self.setItemDelegate(_MessageDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_row_height(self.font()))
        self.setAccessibleName("Pesan percakapan")

    def marked_rows(self) -> list[int]:
        """Return the rows that are marked, not ticked."""
        # Not by index: whoever marks all of a long chat would wait for a million of them.
        marked = self.selectionModel().selection()
        parts = [marked.at(number) for number in range(marked.count())]
        return [row for part in parts for row in range(part.top(), part.bottom() + 1)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            is_ticked = self._model.is_ticked(self.currentIndex().row())
            self._model.tick_rows(self.marked_rows(), is_ticked=not is_ticked)
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._anchor = self.currentIndex().row()
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            first, last = sorted((self._anchor, index.row()))
            self._model.tick_rows(range(first, last + 1), is_ticked=True)
        elif not event.modifiers() and len(self.marked_rows()) <= 1:
            # A click into the box marks nothing by itself, and the next range starts here.
            self.setCurrentIndex(index)


def _row_height(font: QFont) -> int:
    upper = QFontMetrics(sized(font, MUTED_POINTS)).height()
    return upper + _TEXT_LINES * QFontMetrics(font).lineSpacing() + 2 * _AROUND


class _MessageDelegate(QStyledItemDelegate):
    """Paints the box, when and by whom, and up to two lines of what was said."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        box = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, ground, option.widget
        )
        room = option.rect.adjusted(0, _AROUND, -_BESIDE_BOX, -_AROUND)
        room.setLeft(box.right() + _BESIDE_BOX)
        painter.save()
        _paint_words(painter, room, option, index)
        painter.restore()


def _paint_words(
    painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index
) -> None:
    colours = tokens()
    painter.setFont(sized(option.font, MUTED_POINTS))
    painter.setPen(QColor(colours.muted))
    upper = painter.fontMetrics()
    heading = str(index.data(SECOND_LINE_ROLE))
    shown = upper.elidedText(heading, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
    painter.setFont(option.font)
    painter.setPen(QColor(colours.text))
    top = room.top() + upper.height()
    text = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole))[:_LONGEST].split())
    for number, line in enumerate(_lines(text, option, room.width())):
        y = top + number * painter.fontMetrics().lineSpacing()
        place = QRect(room.left(), y, room.width(), painter.fontMetrics().height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, line)


def _lines(text: str, option: QStyleOptionViewItem, width: int) -> list[str]:
    """Return *text* in at most two lines, the last one cut where it does not fit."""
    layout = QTextLayout(text, option.font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    end = first.textLength()
    rest = QFontMetrics(option.font).elidedText(text[end:], Qt.TextElideMode.ElideRight, width)
    return [line for line in (text[:end].rstrip(), rest) if line]
