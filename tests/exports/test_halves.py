"""Receipt and slip: two halves to a sheet, each whole by itself after the cut."""

from datetime import date

import pypdfium2
import pytest
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from app.rules.completeness import Element
from app.rules.statuses import Status
from exports.pdf.missing_slip import write_missing_slip
from exports.pdf.receipt import write_receipt
from tests.exports import values

_MM = 72 / 25.4
_DOTS = 12  # pixels a millimetre, as an office printer of 300 dpi has them
_NAME = ("Muhammad Abdurrahman Wahidin Kusumaningrat Pangestu " * 3)[:120].strip()
_LONG = {
    "name": _NAME,
    "address": "Jalan Lintas Kalimantan Poros Utara Gang Harapan Bersama Blok C " * 4,
    "subject": "Objek yang panjang sekali " * 8,
    "description": "Uraian yang panjang sekali. " * 60,
    "phone": "0812 0000 1122 / 0813 0000 1133 (istri)",
    "is_secret": True,
}
_PERSON = ("name", "address", "district", "village", "phone", "nik")
_EMPTY = dict.fromkeys((*_PERSON, "subject", "description"), "")
_INCOMPLETE = {
    "status": Status.INCOMPLETE,
    "missing": (Element.PHONE, Element.ADDRESS),
    "supplement_by": date(2026, 11, 1),
    "returned_on": date(2026, 10, 2),
}
_PAPERS = pytest.mark.parametrize("write", [write_receipt, write_missing_slip])
_SIZES = pytest.mark.parametrize("paper", ["A4", "F4"])


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes a paper and opens its only page."""
    opened = []

    def write_and_open(write=write_receipt, paper="A4", **changes):
        path = tmp_path / "surat.pdf"
        whole = (_INCOMPLETE if write is write_missing_slip else {}) | changes
        write(values.a_complaint(**whole), values.filled_settings(paper), path)
        document = pypdfium2.PdfDocument(path.read_bytes())
        opened.append(document)
        (page,) = document
        return page

    yield write_and_open
    for document in opened:
        document.close()


def halves(page):
    """Return the words of both halves, without their line breaks."""
    middle = page.get_height() / 2
    text = page.get_textpage()
    parts = (text.get_text_bounded(bottom=middle), text.get_text_bounded(top=middle))
    return [" ".join(part.split()) for part in parts]


def picture(page):
    return page.render(scale=_DOTS / _MM, grayscale=True).to_pil()


def boxes(page):
    text = page.get_textpage()
    return [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()
    ]


@_PAPERS
@_SIZES
def test_each_half_says_what_it_is_found_by(sheet, write, paper):
    upper, lower = halves(sheet(write, paper))
    for half, whose in ((upper, "Lembar untuk pengadu"), (lower, "Lembar untuk arsip")):
        assert "007/PGD/X/2026" in half
        assert "K7M-2RT-9XW" in half
        assert f"catatan 1.234, sidik jari {values.FINGERPRINT}" in half
        assert whose in half


@_PAPERS
@_SIZES
def test_the_cut_is_at_the_true_middle(sheet, write, paper):
    shown = picture(sheet(write, paper))
    # Only the cut runs to the edge of the sheet.
    edge = [y for y in range(shown.height) if min(shown.crop((0, y, 60, y + 1)).tobytes()) < 200]
    assert edge
    assert all(abs(y - shown.height / 2) < 0.3 * _DOTS for y in edge)


@_PAPERS
@_SIZES
@pytest.mark.parametrize("changes", [{}, _LONG, _EMPTY], ids=["usual", "long", "empty"])
def test_nothing_comes_near_the_cut_or_leaves_the_left_edge(sheet, write, paper, changes):
    page = sheet(write, paper, **changes)
    found = boxes(page)
    middle = page.get_height() / 2
    assert all(top < middle - 7 * _MM or bottom > middle + 5 * _MM for _, bottom, _, top in found)
    assert min(bottom for _, bottom, _, _ in found) > 5 * _MM
    assert min(left for left, *_ in found) / _MM == pytest.approx(15, abs=0.4)
    assert max(right for _, _, right, _ in found) <= page.get_width() - 14.5 * _MM


@_SIZES
def test_the_longest_entry_is_still_read_without_glasses(sheet, paper):
    def height(page):
        return max(top - bottom for _, bottom, _, top in boxes(page))

    assert height(sheet(paper=paper, **_LONG)) > 0.75 * height(sheet(paper=paper))


def test_a_long_name_is_signed_whole(sheet):
    for half in halves(sheet(**_LONG)):
        assert half.count(_NAME) == 2


@_PAPERS
def test_the_code_says_number_and_check_value(sheet, write):
    expected = QRCode(None, QRErrorCorrectLevel.M)
    expected.addData("007/PGD/X/2026 K7M-2RT-9XW")
    expected.make()
    page = sheet(write)
    shown = picture(page)
    for upper in (0, shown.height // 2):
        assert _modules(shown.crop((0, upper, shown.width, upper + shown.height // 2))) == [
            [bool(module) for module in row] for row in expected.modules
        ]


def _modules(half):
    """Return which modules of the code are dark; the only thing printed wholly black."""
    black = half.point(lambda shade: 255 if shade < 8 else 0)
    left, top, right, bottom = black.getbbox()
    count = 25
    side = (right - left) / count
    assert side > 0.5 * _DOTS, "too small for a printer of 300 dpi"
    assert (bottom - top) / count == pytest.approx(side, rel=0.02)
    return [
        [
            half.getpixel((int(left + (x + 0.5) * side), int(top + (y + 0.5) * side))) < 128
            for x in range(count)
        ]
        for y in range(count)
    ]


@_PAPERS
def test_an_older_complaint_is_printed_without_a_code(sheet, write):
    page = sheet(write, check_value=None)
    for half in halves(page):
        assert "007/PGD/X/2026" in half
        assert "Kode cek" not in half
    black = picture(page).point(lambda shade: 255 if shade < 8 else 0)
    assert black.getbbox() is None


@pytest.mark.parametrize(
    "name", ["عبد الرحمن", "🙂 Siti 👩‍👩‍👧", "Åsa <b>O'Neill</b> & Co", "李小龍"]
)
def test_any_name_leaves_a_whole_sheet(sheet, name):
    for half in halves(sheet(name=name)):
        assert half.startswith("PEMERINTAH KABUPATEN SANGGAU")
        assert "Petugas Misal" in half
