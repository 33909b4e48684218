"""Small PDF files and pictures, made where they are wanted."""

import io

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from reportlab.pdfgen import canvas


def pdf_of(count, size=(595, 842), **options):
    """Return a PDF of so many pages; each page is black from its left edge to its own number."""
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=size, **options)
    for number in range(count):
        sheet.rect(0, 0, 100 * (number + 1), size[1], fill=1)
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def picture_of(width, height, kind="PNG", colour="red"):
    """Return a picture, its left half in *colour* and the rest white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(content.data())
