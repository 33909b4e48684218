"""A paper is seen before it is printed, and lies on the disk whatever the printer does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ui.viewer.at_once import print_at_once
from ui.viewer.paper_dialog import PaperDialog
from ui.viewer.printing import PrinterRefused, Printers

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


class Computer:
    """Its printers print into a file; what was asked of them stands in ``asked``."""

    def __init__(self, target, names):
        self.target = target
        self.names = names
        self.asked = []

    def printers(self):
        return Printers(self.names, self.names[-1] if self.names else "")

    def printer_named(self, name):
        self.asked.append(name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return printer


@pytest.fixture
def said():
    return []


@pytest.fixture
def shown(qtbot, context, paper, said):
    """Return what shows the paper on a computer and waits until it stands there."""

    def act(computer):
        dialog = PaperDialog(
            context,
            paper,
            None,
            said=said.append,
            refused=said.append,
            printers=computer.printers,
            printer_named=computer.printer_named,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.viewer.page_shown):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: not context.tasks.is_busy)
        return dialog

    return act


@pytest.fixture
def office(tmp_path):
    return Computer(tmp_path / "tercetak.pdf", ("Gudang", "Loket"))


def test_enter_prints_on_the_usual_printer(qtbot, shown, office, said):
    dialog = shown(office)
    assert dialog.print.hasFocus()
    qtbot.keyClick(dialog.print, _KEY.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert office.asked == ["Loket"]
    assert office.target.read_bytes().startswith(b"%PDF")
    assert said == ["Tanda terima 001-PGD-XI-2026 dikirim ke pencetak Loket."]


def test_the_printer_of_last_time_is_chosen(qtbot, shown, office):
    first = shown(office)
    first.printer.setCurrentText("Gudang")
    qtbot.keyClick(first, _KEY.Key_P, _CTRL)
    qtbot.waitUntil(lambda: not first.isVisible())
    assert shown(office).printer.currentText() == "Gudang"


def test_pages_that_are_not_there_are_said_under_their_field(qtbot, shown, office):
    dialog = shown(office)
    dialog.pages.setText("2-9")
    qtbot.keyClick(dialog, _KEY.Key_P, _CTRL)
    assert "berisi 3 halaman" in dialog.pages_box.error
    assert dialog.pages.hasFocus()
    assert office.asked == []


def test_without_a_printer_the_place_of_the_paper_is_said(shown, paper):
    dialog = shown(Computer(paper, ()))
    assert not dialog.print.isEnabled()
    assert "Tidak ada pencetak" in dialog.printer_box.below.text()
    assert str(paper) in dialog.place.text()


def test_a_printer_that_refuses_leaves_the_paper_where_it_is(qtbot, shown, office, paper):
    dialog = shown(office)

    def gone(name):
        raise PrinterRefused("Pencetak tidak ditemukan lagi.")

    dialog._printer_named = gone
    dialog.print.click()
    qtbot.waitUntil(dialog.refusal.isVisible)
    assert dialog.refusal.text() == (
        f"Pencetak tidak ditemukan lagi. Berkasnya tetap tersimpan di {paper}."
    )
    assert dialog.print.isEnabled()


def test_a_refusal_after_the_dialog_was_closed_is_said_on_the_page(qtbot, shown, office, said):
    dialog = shown(office)

    def gone(name):
        raise PrinterRefused("Pencetak tidak ditemukan lagi.")

    dialog._printer_named = gone
    dialog.print.click()
    dialog.reject()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("Pencetak tidak ditemukan lagi. Berkasnya tetap tersimpan di ")


def test_the_pdf_is_saved_elsewhere_by_key(qtbot, shown, office, paper, tmp_path, monkeypatch):
    target = tmp_path / "flashdisk" / "salinan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = shown(office)
    qtbot.keyClick(dialog, _KEY.Key_S, _CTRL)
    assert target.read_bytes() == paper.read_bytes()
    assert str(target) in dialog.place.text()


def test_another_program_may_show_it(shown, office, opened, paper):
    dialog = shown(office)
    dialog.other.click()
    assert [url.toLocalFile() for url in opened] == [str(paper)]


def test_the_shield_covers_the_paper_and_its_title(qtbot, shown, office, context):
    dialog = shown(office)
    qtbot.keyClick(dialog, _KEY.Key_F12)
    assert context.privacy.is_up
    assert dialog.viewer.area.drawn is None
    assert "001" not in dialog.windowTitle()


@pytest.fixture
def at_once(qtbot, context, paper, said, on_screen):
    # A dialog without a parent would belong to nobody once it is open.
    window = QWidget()
    on_screen(window)

    def act(computer):
        print_at_once(
            context,
            paper,
            window,
            said=said.append,
            refused=said.append,
            printers=computer.printers,
            printer_named=computer.printer_named,
        )
        qtbot.waitUntil(lambda: not context.tasks.is_busy)

    return act


def test_a_paper_is_printed_unseen_on_the_usual_printer(at_once, said, tmp_path):
    computer = Computer(tmp_path / "dicetak.pdf", ("Lain", "Loket"))
    at_once(computer)
    assert computer.asked == ["Loket"]
    assert computer.target.stat().st_size > 1000
    assert "dikirim ke pencetak Loket" in said[-1]
    assert QApplication.activeModalWidget() is None


def test_the_printer_used_last_comes_first(at_once, context, tmp_path):
    context.preferences.keep("print/printer", "Lain")
    computer = Computer(tmp_path / "dicetak.pdf", ("Lain", "Loket"))
    at_once(computer)
    assert computer.asked == ["Lain"]


@pytest.mark.parametrize("names", [(), ("Loket",)])
def test_a_paper_that_no_printer_takes_is_shown(at_once, said, tmp_path, next_preview, names):
    computer = Computer(tmp_path / "dicetak.pdf", names)

    def gone(name):
        raise PrinterRefused(f"Pencetak {name} tidak ditemukan lagi.")

    computer.printer_named = gone
    at_once(computer)
    assert next_preview().path.exists()
    assert bool(names) == any("tidak ditemukan lagi" in sentence for sentence in said)
