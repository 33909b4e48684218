"""The line icons of ``resources/icons``, drawn in the colours of the theme."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.resources import RESOURCES
from ui.theme import Tokens, Tone, tokens

# What title bars and task bars of Windows and Linux ask for.
WINDOW_SIZES: Final = (16, 24, 32, 48)


def icon(name: str, role: str = "muted", sizes: Sequence[int] = (16,)) -> QIcon:
    """Return the icon *name* in the colour *role*, sharp in these *sizes* (pixels).

    Only what is shown is drawn: fifty buttons in sizes nobody sees would delay the window. A role
    is the name of a token ("muted", "primary", "on_primary", "text") or of a tone ("late"). A
    checked button shows its icon in the primary colour, a disabled one faintly.
    """
    colours = tokens()
    made = QIcon()
    for pixels in sizes:
        made.addPixmap(_drawn(name, _colour(colours, role), pixels))
        made.addPixmap(_drawn(name, colours.faint, pixels), QIcon.Mode.Disabled, QIcon.State.Off)
        if role == "muted":
            made.addPixmap(_drawn(name, colours.primary, pixels), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, role: str = "muted", pixels: int = 20) -> QPixmap:
    """Return the icon *name* as a picture of *pixels* by *pixels*, for labels and painting."""
    return _drawn(name, _colour(tokens(), role), pixels)


def _colour(colours: Tokens, role: str) -> str:
    value: str | Tone = getattr(colours, role)
    return value.text if isinstance(value, Tone) else value


def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    # Kept by Qt: a button asks again whenever it is given a style or the theme changes.
    key = f"{name} {colour} {pixels} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(round(pixels * ratio), round(pixels * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        coloured = QByteArray(source.replace("currentColor", colour).encode())
        QSvgRenderer(coloured).render(painter)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, picture)
    return picture
