"""A number card: one figure, what it counts, and the way to the complaints it counts."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ground.formatting import thousands
from app.ground.overriding import override
from ui.look.theme import CARD_RADIUS, FIGURE_POINTS, MUTED_POINTS, Tone, sized, tokens

_BAND: Final = 4
_LEFT: Final = 18
_HEIGHT: Final = 72


class NumberCard(QAbstractButton):
    """A figure in the colour of its tone; grey when there is nothing to do."""

    def __init__(self, words: str, short: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._short = short
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"Buka di Buku: {words.lower()}")
        self._count: int | None = None
        self.setAccessibleName(f"{words}: belum dihitung")

    @property
    def count(self) -> int | None:
        """The figure shown; None until it was counted."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show another figure."""
        self._count = count
        self.setAccessibleName(f"{self._words}: {thousands(count)}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(self.font(), MUTED_POINTS))
        return QSize(_LEFT + metrics.horizontalAdvance(self._words) + 12, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(112, _HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        tone: Tone = getattr(colours, self._tone)
        ink = QColor(tone.text if self._count else colours.faint)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        painter.fillPath(outline, QColor(colours.hover if self.underMouse() else colours.surface))
        band = QPainterPath()
        band.addRect(QRectF(card.left(), card.top(), _BAND, card.height()))
        colour = QColor(tone.text if self._count else colours.control_line)
        painter.fillPath(outline.intersected(band), colour)
        is_focused = self.hasFocus()
        painter.setPen(QPen(QColor(colours.ring if is_focused else colours.line), 1 + is_focused))
        painter.drawPath(outline)
        self._paint_words(painter, card, ink)
        painter.end()

    def _paint_words(self, painter: QPainter, card: QRectF, ink: QColor) -> None:
        figure = sized(self.font(), FIGURE_POINTS, bold=True)
        small = sized(self.font(), MUTED_POINTS)
        upper, lower = QFontMetrics(figure).height(), QFontMetrics(small).height()
        top = card.top() + (card.height() - upper - lower) / 2
        room = card.adjusted(_LEFT, 0, -8, 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(figure)
        painter.setPen(ink)
        shown = "\N{EN DASH}" if self._count is None else thousands(self._count)
        painter.drawText(QRectF(room.left(), top, room.width(), upper), side, shown)
        painter.setFont(small)
        painter.setPen(QColor(tokens().muted))
        metrics = QFontMetrics(small)
        is_roomy = metrics.horizontalAdvance(self._words) <= room.width()
        words = metrics.elidedText(
            self._words if is_roomy else self._short,
            Qt.TextElideMode.ElideRight,
            int(room.width()),
        )
        painter.drawText(QRectF(room.left(), top + upper, room.width(), lower), side, words)
