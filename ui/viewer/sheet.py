"""SheetArea: one drawn page on a quiet ground, moved by keys, wheel and hand."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from app.ground.overriding import override
from ui.look.theme import LIGHT, tokens
from ui.viewer.drawn import Drawn

# Logical pixels around a page.
MARGIN: Final = 12
_STRIDE: Final = 0.2
_PAGE_KEYS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class _Sheet(QWidget):
    """Paints the page in its place; while a sharper one is drawn, the one before is stretched."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: Drawn | None = None

    def show_drawn(self, drawn: Drawn | None) -> None:
        self.drawn = drawn
        self.setFixedSize(self.wanted())
        self.update()

    def wanted(self) -> QSize:
        drawn = self.drawn
        if drawn is None:
            return QSize(0, 0)
        return QSize(round(drawn.width) + 2 * MARGIN, round(drawn.height) + 2 * MARGIN)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = self.drawn
        if drawn is None:
            return
        place = QRectF(MARGIN, MARGIN, drawn.width, drawn.height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Paper is white in the dark theme as well.
        painter.fillRect(place, QColor(LIGHT.surface))
        painter.drawImage(place, drawn.image)
        painter.setPen(QColor(tokens().control_line))
        painter.drawRect(place)
        painter.end()


class SheetArea(QScrollArea):
    """Scrolls over one page; at its end the page keys ask for the next one."""

    page_wanted = Signal(int)  # pages forward, negative backward
    edge_wanted = Signal(bool)  # the last page, else the first
    zoom_wanted = Signal(bool)  # closer, else farther

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setObjectName("sheet")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = _Sheet()
        self._sheet.setProperty("role", "plain")
        self._held: QPoint | None = None
        self.setWidget(self._sheet)

    def show_drawn(self, drawn: Drawn | None) -> None:
        """Show a page; None shows nothing. What was in the middle stays there."""
        middles = [(bar, _middle_of(bar)) for bar in self._bars()]
        self._sheet.show_drawn(drawn)
        for bar, middle in middles:
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    @property
    def drawn(self) -> Drawn | None:
        """The page that is shown."""
        return self._sheet.drawn

    def room_in(self, size: QSize) -> QSize:
        """Return how much room a page has in an area of this size, beside a bar."""
        around = 2 * (MARGIN + self.frameWidth())
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(size.width() - around - bar, 1), max(size.height() - around, 1))

    def move_by(self, right: int, down: int) -> None:
        """Move what is seen by strides, a fifth of the room each."""
        for bar, strides in zip(self._bars(), (right, down), strict=True):
            bar.setValue(bar.value() + round(strides * _STRIDE * bar.pageStep()))

    def go_to_edge(self, *, is_end: bool) -> None:
        """Show the foot or the head of the page."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if is_end else 0)

    def _bars(self) -> tuple[QScrollBar, QScrollBar]:
        return self.horizontalScrollBar(), self.verticalScrollBar()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PAGE_KEYS and not event.modifiers():
            self._turn(_PAGE_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.edge_wanted.emit(key is Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def _turn(self, forward: int) -> None:
        bar = self.verticalScrollBar()
        end = bar.maximum() if forward > 0 else bar.minimum()
        if bar.value() == end:
            self.page_wanted.emit(forward)
        else:
            bar.setValue(bar.value() + forward * bar.pageStep())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(event.angleDelta().y() > 0)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position().toPoint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        now = event.position().toPoint()
        moved, self._held = self._held - now, now
        across, along = self._bars()
        across.setValue(across.value() + moved.x())
        along.setValue(along.value() + moved.y())


def _middle_of(bar: QScrollBar) -> float:
    return (bar.value() + bar.pageStep() / 2) / max(bar.maximum() + bar.pageStep(), 1)
