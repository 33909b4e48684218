"""Pictures as Qt reads them: upright as the camera was held, and none larger than memory has room.

What a picture would need is known from its first bytes, before it is unpacked.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QTransform

from app.ground.formatting import thousands
from ui.viewer.drawn import MOST_PIXELS, Drawn, NotViewable
from ui.viewer.scale import Wish, at_most

# The kinds that are read, and what Qt calls them. No SVG: it may name other files.
PICTURES: Final[Mapping[str, bytes]] = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
    "image/tiff": b"tiff",
    "image/bmp": b"bmp",
}
# Unpacked whole before it can be made smaller; 4 bytes each.
_MOST_UNPACKED: Final = 60_000_000
# A JPEG is made smaller while it is unpacked.
_MOST_OF_JPEG: Final = 250_000_000
_MOST_PAGES: Final = 500


class PicturePages:
    """A picture, or the several of a TIFF; the one that is looked at stays unpacked."""

    def __init__(self, content: bytes, kind: str) -> None:
        self._content = QByteArray(content)
        self._kind = kind
        self._page = -1
        self._whole = QImage()
        self.count = self._counted()

    def draw(self, page: int, wish: Wish) -> Drawn:
        """Draw the picture; raises ``NotViewable`` when it is damaged or too large."""
        if page != self._page:
            self._whole, self._page = self._unpacked(page), page
        whole = self._whole
        width, height = wish.turned_size(whole.width(), whole.height())
        scale = wish.scale_for(width, height)
        sharpness = min(1.0, scale * wish.ratio)
        size = QSize(round(whole.width() * sharpness), round(whole.height() * sharpness))
        shown = whole
        if sharpness < 1.0:
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = whole.scaled(size.expandedTo(QSize(1, 1)), mode=smooth)
        if wish.turns:
            shown = shown.transformed(QTransform().rotate(90 * wish.turns))
        return Drawn(shown, width * scale, height * scale, scale)

    def _counted(self) -> int:
        if self._kind != "image/tiff":
            return 1
        reader, buffer = self._reader()
        count = reader.imageCount()
        buffer.close()
        return min(max(count, 1), _MOST_PAGES)

    def _reader(self) -> tuple[QImageReader, QBuffer]:
        buffer = QBuffer(self._content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(PICTURES[self._kind]))
        reader.setAutoTransform(True)
        return reader, buffer

    def _unpacked(self, page: int) -> QImage:
        reader, buffer = self._reader()
        if page:
            reader.jumpToImage(page)
        size = reader.size()
        _ensure_room(size, _MOST_OF_JPEG if self._kind == "image/jpeg" else _MOST_UNPACKED)
        if size.isValid():
            reader.setScaledSize(size * at_most(MOST_PIXELS, size.width(), size.height()))
        image = reader.read()
        buffer.close()
        if image.isNull():
            raise NotViewable("Gambar ini rusak atau tidak lengkap, sehingga tidak dapat tampil.")
        return image


def _ensure_room(size: QSize, most: int) -> None:
    if size.isValid() and size.width() * size.height() > most:
        across, down = thousands(size.width()), thousands(size.height())
        raise NotViewable(f"Gambar ini {across} × {down} titik, terlalu besar untuk ditampilkan.")
