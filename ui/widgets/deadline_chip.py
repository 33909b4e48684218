"""The chip that says how much time is left: a shape, words and a colour."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ground.overriding import override
from app.rules.deadlines import Urgency
from ui.look.labels import URGENCY_SHAPES, Shape, urgency_tone
from ui.look.theme import MUTED_POINTS, sized

_HEIGHT = 22
_MARK = 8
_SIDE = 9
_GAP = 6


def chip_size(text: str, font: QFont) -> QSize:
    """Return the room a chip with *text* wants."""
    metrics = QFontMetrics(sized(font, MUTED_POINTS))
    width = 2 * _SIDE + _MARK + _GAP + metrics.horizontalAdvance(text) + 2
    return QSize(width, max(_HEIGHT, metrics.height() + 6))


def paint_chip(painter: QPainter, rect: QRect, text: str, urgency: Urgency) -> None:
    """Paint a chip at the left of *rect*, centred in height, cut short when there is no room."""
    tone = urgency_tone(urgency)
    font = sized(painter.font(), MUTED_POINTS)
    size = chip_size(text, painter.font())
    width = min(size.width(), rect.width())
    top = rect.top() + (rect.height() - size.height()) // 2
    chip = QRectF(rect.left(), top, width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.soft))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    mark = QRectF(chip.left() + _SIDE, chip.center().y() - _MARK / 2, _MARK, _MARK)
    paint_mark(painter, mark, urgency)
    painter.setFont(font)
    painter.setPen(QColor(tone.text))
    room = chip.adjusted(_SIDE + _MARK + _GAP, 0, -_SIDE + 2, 0)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def paint_mark(painter: QPainter, box: QRectF, urgency: Urgency) -> None:
    """Paint the shape of *urgency* into *box*, in its colour."""
    colour = QColor(urgency_tone(urgency).text)
    shape = URGENCY_SHAPES[urgency]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shape in (Shape.RING, Shape.TICK, Shape.TICK_LATE):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    else:
        painter.setBrush(QBrush(colour))
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(_outline(shape, box))
    painter.restore()


def _outline(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.RING:
        path.addEllipse(box.adjusted(1, 1, -1, -1))
    elif shape is Shape.DOT:
        path.addEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif shape is Shape.SQUARE:
        path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1)
    elif shape is Shape.PAUSE:
        path.addRect(QRectF(box.left() + 0.5, box.top(), 2.5, box.height()))
        path.addRect(QRectF(box.right() - 3, box.top(), 2.5, box.height()))
    elif shape is Shape.BAR:
        path.addRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2))
    else:
        return _outline_of_lines(shape, box)
    return path


def _outline_of_lines(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle = box.center()
    if shape is Shape.DIAMOND:
        corners = [
            QPointF(middle.x(), box.top() - 0.5),
            QPointF(box.right() + 0.5, middle.y()),
            QPointF(middle.x(), box.bottom() + 0.5),
            QPointF(box.left() - 0.5, middle.y()),
        ]
        path.addPolygon(QPolygonF(corners))
    elif shape is Shape.TRIANGLE:
        corners = [
            QPointF(middle.x(), box.top() - 0.5),
            QPointF(box.right() + 0.5, box.bottom()),
            QPointF(box.left() - 0.5, box.bottom()),
        ]
        path.addPolygon(QPolygonF(corners))
    else:
        path.moveTo(box.left(), middle.y())
        path.lineTo(box.left() + 3, box.bottom() - 1.5)
        path.lineTo(box.right(), box.top() + 0.5)
    if shape is Shape.TICK_LATE:
        path.moveTo(box.left(), box.bottom() + 1.5)
        path.lineTo(box.right(), box.bottom() + 1.5)
    return path


class DeadlineChip(QWidget):
    """A chip as a widget, for cards and panels."""

    def __init__(
        self,
        text: str = "",
        urgency: Urgency = Urgency.CLOSED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_deadline(text, urgency)

    def set_deadline(self, text: str, urgency: Urgency) -> None:
        """Show another deadline."""
        self._text = text
        self._urgency = urgency
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the words shown."""
        return self._text

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._text, self.font())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._urgency)
        painter.end()
