"""Pages of a PDF, drawn by PDFium; the file is opened for one page and closed again.

PDFium is not for two threads: nothing of it outlives a call, so that nothing is freed elsewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from ui.viewer.drawn import MOST_PIXELS, Drawn, NotViewable
from ui.viewer.scale import Wish, at_most

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

PDF: Final = "application/pdf"
# Points of paper in an inch, and logical pixels of the screen.
_POINTS: Final = 72
_PIXELS: Final = 96
# A sheet for the printer: A3 in 300 dots an inch has 17 million.
_MOST_PRINTED: Final = 36_000_000
# Pixels of all pictures on one page; more would be unpacked than memory has room for.
_MOST_ON_PAGE: Final = 150_000_000
# Lines, letters and pictures of one page; a detailed map has some ten thousand.
_MOST_OBJECTS: Final = 200_000
_NESTED: Final = 8


class PdfPages:
    """The pages of one PDF."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        with self._opened() as document:
            self.count = len(document)
        if not self.count:
            raise NotViewable("Berkas PDF ini tidak berisi halaman.")

    def draw(self, page: int, wish: Wish) -> Drawn:
        """Draw a page for the screen; raises ``NotViewable`` when it is damaged or too large."""
        with self._page(page) as sheet:
            natural = (side * _PIXELS / _POINTS for side in sheet.get_size())
            width, height = wish.turned_size(*natural)
            scale = wish.scale_for(width, height)
            sharp = scale * wish.ratio
            sharp *= at_most(MOST_PIXELS, width * sharp, height * sharp)
            image = _drawn(sheet, sharp * _PIXELS / _POINTS, wish.turns)
        return Drawn(image, width * scale, height * scale, scale)

    def points(self, page: int) -> tuple[float, float]:
        """Return width and height of a page on paper, in points."""
        with self._opened() as document:
            width, height = document.get_page_size(page)
        return width, height

    def printed(self, page: int, dots: int) -> QImage:
        """Draw a page with *dots* an inch, fewer where it is very large."""
        with self._page(page) as sheet:
            width, height = (side * dots / _POINTS for side in sheet.get_size())
            return _drawn(sheet, dots / _POINTS * at_most(_MOST_PRINTED, width, height), 0)

    @contextmanager
    def _opened(self) -> "Iterator[PdfDocument]":
        # Imported late: the library is large, and most who open a complaint look at no PDF.
        from pypdfium2 import PdfDocument, PdfiumError
        from pypdfium2.raw import FPDF_ERR_PASSWORD

        try:
            document = PdfDocument(self._content)
        except PdfiumError as error:
            is_locked = error.err_code == FPDF_ERR_PASSWORD
            raise NotViewable(_LOCKED if is_locked else _DAMAGED) from error
        try:
            yield document
        finally:
            document.close()

    @contextmanager
    def _page(self, number: int) -> "Iterator[PdfPage]":
        from pypdfium2 import PdfiumError  # see _opened

        with self._opened() as document:
            try:
                sheet = document[number]
            except PdfiumError as error:
                raise NotViewable(f"Halaman {number + 1} rusak, tidak dapat tampil.") from error
            try:
                _ensure_room(sheet)
                yield sheet
            finally:
                sheet.close()


_LOCKED: Final = "Berkas PDF ini dilindungi kata sandi, sehingga tidak dapat ditampilkan di sini."
_DAMAGED: Final = "Berkas PDF ini rusak atau tidak lengkap, sehingga tidak dapat ditampilkan."


def _ensure_room(sheet: "PdfPage") -> None:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFPage_CountObjects  # see PdfPages

    if FPDFPage_CountObjects(sheet) > _MOST_OBJECTS:
        raise NotViewable("Halaman ini terlalu rumit untuk ditampilkan di sini.")
    pixels = 0
    for picture in sheet.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=_NESTED):
        width, height = picture.get_px_size()
        pixels += width * height
    if pixels > _MOST_ON_PAGE:
        raise NotViewable("Gambar pada halaman ini terlalu besar untuk ditampilkan di sini.")


def _drawn(sheet: "PdfPage", scale: float, turns: int) -> QImage:
    bitmap = sheet.render(scale=scale, rotation=90 * turns, prefer_bgrx=True)
    layout = QImage.Format.Format_RGB32
    # Copied: the pixels go with the bitmap.
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, layout).copy()
    bitmap.close()
    return image
