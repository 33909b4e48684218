"""The icon of the program in the sizes that Windows and Linux ask for."""

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.packaging.tidy import write

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw_png(svg: Path, pixels: int) -> bytes:
    """Return the picture at *svg* as a PNG of *pixels* by *pixels*."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Its stubs say the name of the format is bytes; it takes text.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def write_ico(svg: Path, target: Path) -> Path:
    """Write the picture at *svg* in all sizes into one ``.ico`` of PNGs; return *target*."""
    pictures = [draw_png(svg, pixels) for pixels in SIZES]
    # Source: Microsoft, "Icons": a head, 16 bytes for each picture, then the pictures.
    offset = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for pixels, picture in zip(SIZES, pictures, strict=True):
        side = pixels % 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    write(target, head + b"".join(pictures))
    return target
