"""A refusal comes and goes over what is there: nothing else on the screen moves by it."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.board.page import BoardPage
from ui.complaint.panel import ComplaintPanel
from ui.entry.page import EntryPage
from ui.importing.dialog import ImportDialog
from ui.importing.paper_dialog import CopyPaperDialog
from ui.recap.page import RecapPage
from ui.register.page import RegisterPage
from ui.settings.page import SECTIONS, SettingsPage
from ui.today.page import TodayPage
from ui.viewer.dialog import FileDialog

LONG = "Belum tersimpan karena diska penuh; kosongkan ruang, lalu ulangi langkah ini. " * 3
PAGES = (BoardPage, EntryPage, RecapPage, RegisterPage, TodayPage)


def _places(shown, but):
    """Return where every widget that can be seen lies, those of the bar *but* left out."""
    others = [each for each in shown.findChildren(QWidget) if each.isVisible()]
    return {
        id(each): each.geometry()
        for each in others
        if each is not but and not but.isAncestorOf(each)
    }


def _moves_nothing(shown, bar):
    QApplication.processEvents()
    before = _places(shown, bar)
    bar.refuse(LONG)
    for _ in range(3):  # what is laid out anew moves with the next events
        QApplication.processEvents()
    assert _places(shown, bar) == before
    assert bar.isVisible()
    assert bar.parentWidget().rect().contains(bar.geometry())
    assert bar.height() >= bar.heightForWidth(bar.width())
    bar.clear()
    QApplication.processEvents()
    assert _places(shown, bar) == before


@pytest.mark.parametrize("build", PAGES, ids=lambda build: build.__name__)
def test_on_a_page(on_screen, early_context, context, build):
    page = build(early_context if build is TodayPage else context)
    on_screen(page)
    page.shown()
    _moves_nothing(page, page.refusal)


@pytest.mark.parametrize("place", range(len(SECTIONS)))
def test_in_a_section_of_the_settings(qtbot, on_screen, context, place):
    page = SettingsPage(context)
    on_screen(page)
    page.list.setCurrentRow(place)
    qtbot.waitUntil(lambda: not context.tasks.is_busy)
    _moves_nothing(page, page.section.refusal)


def test_beside_the_list(on_screen, context, recorded):
    panel = ComplaintPanel(context)
    on_screen(panel)
    panel.show_complaint(recorded())
    _moves_nothing(panel, panel.refusal)


def test_a_step_that_can_be_taken_back_moves_nothing_either(on_screen, context, recorded):
    panel = ComplaintPanel(context)
    on_screen(panel)
    panel.show_complaint(recorded())
    QApplication.processEvents()
    before = _places(panel, panel.undo)
    panel.undo.offer("001/PGD/XI/2026 dikirim ke Bidang Pelayanan Pendaftaran Penduduk.")
    QApplication.processEvents()
    assert _places(panel, panel.undo) == before
    assert panel.undo.isVisible()
    panel.undo.hide()


@pytest.mark.parametrize("build", ["table", "paper", "file"])
def test_in_a_window_of_its_own(qtbot, on_screen, context, tmp_path, build):
    table = tmp_path / "tabel.csv"
    table.write_text("Nama;Uraian\nWarga;KTP\n", encoding="utf-8")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = {
        "table": lambda: ImportDialog(context, table, parent),
        "paper": lambda: CopyPaperDialog(context, parent),
        "file": lambda: FileDialog(context, "tabel.csv", table.read_bytes, parent),
    }[build]()
    dialog.show()
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=10_000)
    _moves_nothing(dialog, dialog.refusal)
    dialog.done(0)
