"""FittingDialog: as high as its words need and never higher than the screen."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ground.overriding import override
from ui.widgets.surfaces import ScrolledContent
from ui.widgets.tab_walk import take_tab
from ui.widgets.words import tighten

# What the frame of the window takes from the screen, title bar included.
_FRAME: Final = 44
_BESIDE_BAR: Final = 8


class _Body(QScrollArea):
    """Scrolls up and down; how high it is the dialog works out."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        inner.setProperty("role", "plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    @Slot(int, int)
    def _on_range_changed(self, _least: int, most: int) -> None:
        self.setViewportMargins(0, 0, _BESIDE_BAR if most else 0, 0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._inner.sizeHint().width() + self.bar_room(), 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width() + self.bar_room(), 0)

    def bar_room(self) -> int:
        """Return the logical pixels that the bar takes, with the space beside it."""
        return self.verticalScrollBar().sizeHint().width() + _BESIDE_BAR


class FittingDialog(QDialog):
    """A dialog whose middle scrolls when the screen is too low for it; the rest stays in sight.

    Attributes:
        column: everything from top to bottom, the middle among it.
        form: the content of the middle.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = ScrolledContent()
        self.form = QVBoxLayout(self._inner)
        tighten(self.form, 12)
        self._inner.installEventFilter(self)
        self.body = _Body(self._inner)
        self.column = QVBoxLayout(self)
        # Else Qt keeps the dialog as high as its words would be in the narrowest column.
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        tighten(self.column, 12, 20)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.body.setVisible(not self.form.isEmpty())
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Be as high as the words need at this width, if nobody has chosen a height."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            width = max(self.sizeHint().width(), self.minimumWidth())
            width = min(width, self.screen().availableGeometry().width())
            self.resize(width, self._height_for(width))
            self.setAttribute(Qt.WidgetAttribute.WA_Resized, on=False)

    def _height_for(self, width: int) -> int:
        margins = self.column.contentsMargins()
        # As narrow as beside a bar: words that wrap only there would keep the bar for ever.
        inside = width - margins.left() - margins.right() - self.body.bar_room()
        is_flowing = self.form.hasHeightForWidth()
        asked = self.form.sizeHint().height()
        content = self.form.totalHeightForWidth(inside) if is_flowing else asked
        is_wrapping = self.column.hasHeightForWidth()
        hint = self.column.sizeHint().height()
        around = self.column.totalHeightForWidth(width) if is_wrapping else hint
        return min(around + content, self.screen().availableGeometry().height() - _FRAME)

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)

    @override
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return is_done

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice what comes into the middle: a field, or an error below one."""
        is_done = super().eventFilter(watched, event)
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return is_done

    def _grow(self) -> None:
        """Never squeeze what was there before."""
        if self.isVisible():
            self.resize(self.width(), max(self.height(), self._height_for(self.width())))
