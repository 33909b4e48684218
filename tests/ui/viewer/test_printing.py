"""Pages go to the printer in their own size, as many and as often as wanted."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtPrintSupport import QPrinter

from tests.ui.viewer.files import pdf_of
from ui.viewer.printing import (
    PagesNotThere,
    PrinterRefused,
    PrintOrder,
    named_printer,
    print_pages,
    wanted_pages,
)


@pytest.fixture
def printed(tmp_path):
    """Return what prints into a file and gives the sizes of its pages, in points."""

    def act(content, copies, pages):
        target = tmp_path / "tercetak.pdf"

        def printer_named(name):
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            return printer

        print_pages(content, "Tanda terima", PrintOrder("Loket", copies, pages), printer_named)
        document = pypdfium2.PdfDocument(target)
        found = []
        for sheet in document:
            image = sheet.render(scale=1).to_pil().convert("L")
            middle = [image.getpixel((x, image.height // 2)) for x in range(image.width)]
            found.append((*map(round, sheet.get_size()), sum(value < 128 for value in middle)))
        document.close()
        return found

    return act


def test_pages_are_printed_in_their_own_size(printed):
    [page] = printed(pdf_of(1, (420, 595)), 1, (0,))
    assert page == (420, 595, pytest.approx(100, abs=2))


def test_a_wide_page_is_printed_across(printed):
    [page] = printed(pdf_of(1, (842, 595)), 1, (0,))
    assert page[:2] == (842, 595)


def test_only_the_wanted_pages_are_printed(printed):
    assert [round(black, -2) for _, _, black in printed(pdf_of(4), 1, (1, 3))] == [200, 400]


def test_what_the_printer_does_not_copy_itself_is_printed_again(printed):
    found = printed(pdf_of(2), 2, (0, 1))
    assert [round(black, -2) for _, _, black in found] == [100, 200, 100, 200]


def test_a_printer_that_is_gone_is_said():
    with pytest.raises(PrinterRefused, match="tidak ditemukan lagi"):
        named_printer("Tidak pernah ada")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(tmp_path):
    def nowhere(name):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "tidak" / "ada" / "di sini.pdf"))
        return printer

    with pytest.raises(PrinterRefused, match="tidak menerima halaman"):
        print_pages(pdf_of(1), "Surat", PrintOrder("Loket", 1, (0,)), nowhere)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3, 5", (0, 1, 2, 4)),
        (" 4 – 5 ; 1 ", (3, 4, 0)),
    ],
)
def test_pages_are_read_as_people_write_them(text, pages):
    assert wanted_pages(text, 5) == pages


@pytest.mark.parametrize("text", ["0", "6", "3-1", "a", "1-", "-2", "1..3", "²"])
def test_pages_that_are_not_there_are_said(text):
    with pytest.raises(PagesNotThere, match="misalnya 1-3, 5"):
        wanted_pages(text, 5)


@given(st.text(max_size=12), st.integers(1, 20))
def test_whatever_is_typed_names_pages_of_the_file_or_is_refused(text, count):
    try:
        pages = wanted_pages(text, count)
    except PagesNotThere:
        return
    assert pages
    assert all(0 <= page < count for page in pages)
