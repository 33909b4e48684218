"""The month is shown, and one button writes the four files."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.ground.formatting import Month
from app.rules.events import Step
from app.steps.close_month import close_month, prepare_closing
from tests.quick_files import quick_recap
from ui.look.preferences import Preferences
from ui.recap.closing_dialogs import (
    CloseMonthDialog,
    ErratumDialog,
    MonthWordsDialog,
    ReopenMonthDialog,
)
from ui.recap.page import RecapPage, recap_folder
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.shared.wanted import CloseMonth, MakeRecap


@pytest.fixture
def page(qtbot, book, opened):
    context = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    made = RecapPage(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    # As wide as on the office's screen, where what the header says has room.
    made.resize(1140, 700)
    with qtbot.waitSignal(context.tasks.finished):
        made.shown()
    yield made
    context.tasks.wait()


def test_the_running_month_is_shown(page, recorded):
    assert page.month == Month(2026, 11)
    assert page.make.text() == "Buat rekap November 2026"
    assert "NIHIL" in page.header.facts.text()


def test_it_follows_what_is_recorded(qtbot, page, recorded):
    from app.ground.changes import Changes

    id_ = recorded()
    with qtbot.waitSignal(page._context.tasks.finished):
        page._context.hub.changed.emit(Changes(complaints=frozenset({id_})))
    assert page.content.figures["masuk"].text() == "1"


def test_one_button_writes_both_editions(qtbot, page, opened):
    with qtbot.waitSignal(page._context.tasks.finished, timeout=20_000):
        page.make.click()
    folder = recap_folder(Month(2026, 11))
    suffixes = sorted(path.suffix for path in folder.iterdir())
    assert suffixes == [".pdf", ".pdf", ".pdf", ".xlsx", ".xlsx"]
    assert page.written.isVisibleTo(page)
    assert opened


def test_a_pdf_of_the_recap_is_seen_inside_and_a_workbook_elsewhere(
    qtbot, page, opened, next_preview
):
    with qtbot.waitSignal(page.message, timeout=20_000):
        page.make.click()
    opened.clear()
    buttons = {button.text(): button for button in page.written.findChildren(QPushButton)}
    for name, button in buttons.items():
        if name.endswith(".pdf"):
            button.click()
            preview = next_preview()
            assert preview.path.name == name
            preview.reject()
        elif name.endswith(".xlsx"):
            button.click()
            assert opened.pop().fileName() == name
    assert not opened


def test_another_page_can_have_a_month_made(qtbot, page, opened):
    with qtbot.waitSignal(page.message, timeout=20_000):
        page.arrive(MakeRecap(Month(2026, 10)))
    assert page.month == Month(2026, 10)
    assert len(list(recap_folder(Month(2026, 10)).iterdir())) == 5
    page._context.tasks.wait()
    assert not recap_folder(Month(2026, 11)).exists()


def test_a_month_is_not_made_before_it_is_read(qtbot, page):
    with qtbot.waitSignal(page._context.tasks.finished):
        page.choose(Month(2026, 10))
        assert not page.make.isEnabled()
    assert page.make.isEnabled()
    assert page.recap.month == Month(2026, 10)


def state_of(page):
    return page.closing.findChild(QLabel, "closing-state").text()


@pytest.fixture
def shown_dialog(qtbot):
    """Return a function that waits for a dialog of a class to be shown, and returns it."""

    def wait(kind):
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=20_000)
        return QApplication.activeModalWidget()

    return wait


def test_a_month_that_is_over_is_closed_and_opened_again_by_keys(qtbot, page, opened, shown_dialog):
    with qtbot.waitSignal(page._context.tasks.finished):
        page.arrive(CloseMonth(Month(2026, 10)))
    assert page.closing.isVisibleTo(page)
    close_button = page.closing.buttons[Step.CLOSE_MONTH]
    assert close_button.text() == "Tutup Oktober 2026"
    qtbot.keyClick(close_button, Qt.Key.Key_Return)
    dialog = shown_dialog(CloseMonthDialog)
    with qtbot.waitSignal(page._context.tasks.finished):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert "Ditutup 23 November 2026 oleh Rina" in state_of(page)
    assert not close_button.isVisibleTo(page)
    page.closing.buttons[Step.REOPEN_MONTH].click()
    dialog = shown_dialog(ReopenMonthDialog)
    dialog.submit()
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.reason, "Satu surat menyusul.")
    with qtbot.waitSignal(page._context.tasks.finished):
        dialog.submit()
    assert state_of(page) == "Oktober 2026 belum ditutup."


def test_a_closed_month_is_written_as_it_was_and_corrected_by_an_erratum(
    qtbot, page, opened, recorded, shown_dialog, next_preview
):
    book = page._context.book
    close_month(book, prepare_closing(book, Month(2026, 10), quick_recap))
    recorded(received_at="2026-10-30 10:00")
    with qtbot.waitSignal(page._context.tasks.finished):
        page.choose(Month(2026, 10))
    with qtbot.waitSignal(page.message, timeout=20_000):
        page.make.click()
    names = {path.name for path in recap_folder(Month(2026, 10)).iterdir()}
    assert names == {"internal.txt", "publik.txt"}
    page.closing.buttons[Step.ISSUE_ERRATUM].click()
    dialog = shown_dialog(ErratumDialog)
    with qtbot.waitSignal(page._context.tasks.finished):
        dialog.submit()
    paper = next(b for b in page.closing.findChildren(QPushButton) if b.text() == "Ralat 1")
    paper.click()
    assert next_preview().path.name == "Ralat 1 Rekap Pengaduan 2026-10.pdf"


def test_what_the_office_concludes_stands_on_its_papers(qtbot, page, shown_dialog):
    page.closing.buttons[Step.WRITE_MONTH_WORDS].click()
    dialog = shown_dialog(MonthWordsDialog)
    qtbot.keyClicks(dialog.conclusion, "Blangko habis dua minggu.")
    dialog.memo_number.setText("x" * 101)
    dialog.submit()
    assert dialog.isVisible()
    dialog.memo_number.setText("700/12/Dukcapil")
    with qtbot.waitSignal(page._context.tasks.finished):
        dialog.submit()
    assert page.recap.words.conclusion == "Blangko habis dua minggu."


def test_nothing_to_correct_is_said(qtbot, page):
    book = page._context.book
    close_month(book, prepare_closing(book, Month(2026, 10), quick_recap))
    with qtbot.waitSignal(page._context.tasks.finished):
        page.choose(Month(2026, 10))
    with qtbot.waitSignal(page._context.tasks.finished, timeout=20_000):
        page.closing.buttons[Step.ISSUE_ERRATUM].click()
    assert "Tidak ada yang berubah" in page.refusal.text()


def test_a_quarter_is_shown_and_has_nothing_to_close(qtbot, page):
    place = page.months.findText("Triwulan III 2026")
    with qtbot.waitSignal(page._context.tasks.finished):
        page.months.setCurrentIndex(place)
        page.months.activated.emit(place)
    assert page.recap.month == Month.parse("2026-T3")
    assert page.make.text() == "Buat rekap Triwulan III 2026"
    assert not page.closing.buttons[Step.CLOSE_MONTH].isVisibleTo(page)


def test_the_book_of_the_month_is_shown_before_it_is_printed(qtbot, page, recorded, next_preview):
    recorded()
    page.printer.click()
    assert next_preview().path.name == "Buku Register Pengaduan 2026-11.pdf"


def test_a_month_that_has_not_begun_is_not_shown(page):
    page.choose(Month(2027, 5))
    assert page.month == Month(2026, 11)
    assert not page.later.isEnabled()
    page._context.tasks.wait()
