"""A small bar chart: label, bar, number; drawn by hand, because it is three rectangles."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ground.overriding import override
from ui.look.theme import tokens

_ROW = 24
_MOST_FOR_LABELS = 0.58
_GAP = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: *count* of *whole*; *words* stand behind it."""

    label: str
    count: int
    whole: int
    words: str


class BarChart(QWidget):
    """Bars under one another; its accessible description says the same in words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: Sequence[Bar] = ()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show *bars*."""
        self._bars = bars
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.words}" for bar in bars))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, max(_ROW, _ROW * len(self._bars)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._bars:
            painter.setPen(QColor(chosen.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "Nihil")
        metrics = painter.fontMetrics()
        labels = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0)
        left = min(self.width() * _MOST_FOR_LABELS, labels + _GAP)
        numbers = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0)
        room = max(0, self.width() - left - numbers - _GAP)
        for number, bar in enumerate(self._bars):
            top = number * _ROW
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(left - _GAP) + 1)
            painter.setPen(QColor(chosen.text))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, left, _ROW), middle, label)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.sunken))
            painter.drawRoundedRect(QRectF(left, top + 6, room, 12), 3, 3)
            painter.setBrush(QColor(chosen.primary))
            share = bar.count / bar.whole if bar.whole else 0
            if share:
                painter.drawRoundedRect(QRectF(left, top + 6, max(3, room * share), 12), 3, 3)
            painter.setPen(QColor(chosen.text))
            words = QRectF(left + room + _GAP - 2, top, numbers + 2, _ROW)
            painter.drawText(words, middle, bar.words)
        painter.end()
