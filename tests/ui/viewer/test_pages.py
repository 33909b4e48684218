"""What can be looked at is drawn, upright and in its room; anything else is a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtGui import QColor

from tests.ui.viewer.files import pdf_of, picture_of
from ui.viewer.drawn import MOST_PIXELS, NotViewable
from ui.viewer.pages import is_viewable, open_pages
from ui.viewer.scale import Fit, Wish

WHOLE = Wish(400, 400, Fit.NOTHING, 1.0)


def colour_at(drawn, across, down):
    image = drawn.image
    x, y = round(across * (image.width() - 1)), round(down * (image.height() - 1))
    return QColor(image.pixel(x, y)).name()


@pytest.mark.parametrize("kind", ["PNG", "JPG", "WEBP", "BMP", "TIFF"])
def test_a_picture_is_drawn(kind):
    pages = open_pages(picture_of(40, 20, kind))
    drawn = pages.draw(0, WHOLE)
    assert (pages.count, drawn.width, drawn.height) == (1, 40, 20)
    assert QColor(colour_at(drawn, 0.1, 0.5)).green() < 40
    assert QColor(colour_at(drawn, 0.9, 0.5)).green() > 215


def test_a_photo_stands_as_the_camera_was_held():
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    Image.new("RGB", (40, 20), "red").save(file, "JPEG", exif=exif)
    drawn = open_pages(file.getvalue()).draw(0, WHOLE)
    assert (drawn.width, drawn.height) == (20, 40)


def test_each_page_of_a_scan_in_tiff_is_drawn():
    file = io.BytesIO()
    first, second = Image.new("RGB", (10, 10), "red"), Image.new("RGB", (10, 10), "blue")
    first.save(file, "TIFF", save_all=True, append_images=[second])
    pages = open_pages(file.getvalue())
    assert pages.count == 2
    assert colour_at(pages.draw(1, WHOLE), 0.5, 0.5) == "#0000ff"
    assert colour_at(pages.draw(0, WHOLE), 0.5, 0.5) == "#ff0000"


def test_a_page_of_a_pdf_is_drawn_and_turned():
    pages = open_pages(pdf_of(3))
    assert pages.count == 3
    drawn = pages.draw(1, WHOLE)
    assert (round(drawn.width), round(drawn.height)) == (793, 1123)
    assert [colour_at(drawn, x / 595, 0.5) for x in (190, 210)] == ["#000000", "#ffffff"]
    turned = pages.draw(1, WHOLE.turned())
    assert (turned.width, turned.height) == (drawn.height, drawn.width)
    assert [colour_at(turned, 0.5, y / 595) for y in (190, 210)] == ["#000000", "#ffffff"]


def test_a_page_is_as_sharp_as_the_screen():
    drawn = open_pages(pdf_of(1)).draw(0, Wish(400, 400, Fit.PAGE, ratio=2.0))
    assert drawn.height == pytest.approx(400)
    assert drawn.image.height() == pytest.approx(800, abs=1)


def test_a_page_as_large_as_a_field_takes_no_more_memory():
    drawn = open_pages(pdf_of(1, (1e6, 1e6))).draw(0, WHOLE)
    assert drawn.image.width() * drawn.image.height() <= MOST_PIXELS * 1.01


def png_that_claims(width, height):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf_that_says(content):
    """Return a PDF of one page with this content, packed."""
    packed = zlib.compress(content, 9)
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def pdf_with_picture(width, height):
    """Return a PDF whose one picture says that it is so large."""
    small = io.BytesIO()
    Image.new("1", (8, 8)).save(small, "PDF")
    content = small.getvalue()
    return content.replace(b"/Width 8", b"/Width %d" % width).replace(
        b"/Height 8", b"/Height %d" % height
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png_that_claims(30_000, 30_000), "30.000 × 30.000 titik, terlalu besar"),
        (picture_of(40, 20)[:60], "rusak atau tidak lengkap"),
        (pdf_with_picture(60_000, 60_000), "halaman ini terlalu besar"),
        (pdf_that_says(b"0 0 9 9 re f\n" * 200_001), "terlalu rumit"),
    ],
)
def test_what_cannot_be_unpacked_is_refused_with_a_sentence(content, words):
    with pytest.raises(NotViewable, match=words):
        open_pages(content).draw(0, WHOLE)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 dan tidak lebih", "rusak atau tidak lengkap"),
        (pdf_of(3)[:900], "rusak atau tidak lengkap"),
        (pdf_of(1, encrypt="rahasia"), "dilindungi kata sandi"),
        (b"", "bukan gambar atau PDF"),
        (b"MZ\x90\0", "bukan gambar atau PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan gambar atau PDF"),
    ],
)
def test_what_is_no_whole_picture_or_pdf_is_refused_with_a_sentence(content, words):
    with pytest.raises(NotViewable, match=words):
        open_pages(content)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Foto.JPG", True),
        ("surat.pdf", True),
        ("pindai.tiff", True),
        ("surat.docx", False),
        ("bukti.pdf.exe", False),
        ("gambar.svg", False),
    ],
)
def test_the_name_says_whether_a_file_is_shown_here(name, answer):
    assert is_viewable(name) is answer
