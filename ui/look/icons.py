"""The line icons of ``resources/icons``, drawn in the colours of the theme."""

from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from app.ground.overriding import override
from app.ground.resources import RESOURCES
from ui.look.theme import Tokens, Tone, tokens

# What title bars and task bars of Windows and Linux ask for.
_WINDOW_SIZES: Final = (16, 24, 32, 48)


class _ThemedIcon(QIconEngine):
    """Draws the icon when it is shown, in the colours the theme then has.

    Most sizes and states of most icons are never seen; drawing them all would delay the window.
    """

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    @override
    def clone(self) -> QIconEngine:
        return _ThemedIcon(self._name, self._role)

    @override
    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [QSize(pixels, pixels) for pixels in _WINDOW_SIZES]

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        picture = QPixmap(_drawn(self._name, self._colour(mode, state), size * scale))
        picture.setDevicePixelRatio(scale)
        return picture

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = rect.size() * painter.device().devicePixelRatio()
        painter.drawPixmap(rect, _drawn(self._name, self._colour(mode, state), size))

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        """Return the colour: a checked button's icon is primary, a disabled one is faint."""
        colours = tokens()
        if mode == QIcon.Mode.Disabled:
            return colours.faint
        is_lit = self._role == "muted" and state == QIcon.State.On
        return colours.primary if is_lit else _value(colours, self._role)


def icon(name: str, role: str = "muted") -> QIcon:
    """Return the icon *name* in the colour *role*.

    A role is the name of a token ("muted", "primary", "on_primary", "text") or of a tone ("late").
    """
    return QIcon(_ThemedIcon(name, role))


def pixmap(name: str, role: str = "muted", pixels: int = 20) -> QPixmap:
    """Return the icon *name* as a picture of *pixels* by *pixels*, for labels and painting."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    size = QSize(pixels, pixels) * ratio
    picture = QPixmap(_drawn(name, _value(tokens(), role), size))
    picture.setDevicePixelRatio(ratio)
    return picture


def _value(colours: Tokens, role: str) -> str:
    value: str | Tone = getattr(colours, role)
    return value.text if isinstance(value, Tone) else value


def _drawn(name: str, colour: str, size: QSize) -> QPixmap:
    """Return the icon on *size* pixels of the screen; in a wide one it stands at the left."""
    # Kept by Qt: a button asks again whenever it is painted.
    key = f"{name} {colour} {size.width()} {size.height()}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        coloured = QByteArray(source.replace("currentColor", colour).encode())
        side = min(size.width(), size.height())
        QSvgRenderer(coloured).render(painter, QRectF(0, (size.height() - side) / 2, side, side))
        painter.end()
        QPixmapCache.insert(key, picture)
    return picture
