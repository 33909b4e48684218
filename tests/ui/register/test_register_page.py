"""The register: search, filters and chips, the panel beside it, printing and exporting."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.reading.complaint.detail import read_detail
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from app.rules.links import LinkKind
from app.rules.statuses import Status
from app.steps.link import link
from ui.look.preferences import Preferences
from ui.register.chips import REPEATS
from ui.register.columns import register_columns
from ui.register.page import RegisterPage
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.shared.wanted import NewEntry


@pytest.fixture
def sample_context(sample_book, dressed):
    made = Context(sample_book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    yield made
    made.tasks.wait()


@pytest.fixture
def shown_on(on_screen):
    def show(context):
        page = RegisterPage(context)
        on_screen(page)
        page.shown()
        return page

    return show


@pytest.fixture
def page(shown_on, sample_context, opened):
    return shown_on(sample_context)


def test_all_complaints_of_the_year_are_listed_newest_first(page, sample_book):
    wanted = RegisterFilter(year=2026)
    assert list(page.model.ids) == list(register_ids(sample_book, wanted))
    assert "400 pengaduan" in page.header.facts.text()
    assert page.model.index(0, 0).data() == "400"


def test_every_key_press_searches(qtbot, page, sample_book):
    row = page.model.row_at(7)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.bar.search
    qtbot.keyClicks(page.bar.search, row.number)
    assert list(page.model.ids) == [row.id]
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert page.table.current_id() == row.id
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Escape)
    assert len(page.model.ids) == 400


def test_nothing_found_says_why_and_what_to_do(qtbot, page):
    qtbot.keyClicks(page.bar.search, "xqzxqz")
    assert page.empty.isVisible()
    assert not page._print.isEnabled()
    page.empty.button.click()
    assert page.table.isVisible()
    assert page.bar.search.text() == ""


def test_a_chip_leaves_what_its_count_says(qtbot, page):
    chip = page.chips._chips[DeadlineFilter.WAITING.value]
    count = int(chip.text().split()[-1])
    with qtbot.waitSignal(page.chips.changed):
        chip.click()
    assert len(page.model.ids) == count
    assert {page.model.row_at(n).status for n in range(count)} == {Status.INCOMPLETE}


def test_filters_survive_a_restart_but_the_search_does_not(qtbot, page, sample_context, shown_on):
    channel = page.bar.channel
    channel.setCurrentIndex(channel.findData(Channel.WHATSAPP))
    channel.activated.emit(channel.currentIndex())
    qtbot.keyClicks(page.bar.search, "KTP")
    again = shown_on(sample_context)
    assert again.bar.wanted().channel is Channel.WHATSAPP
    assert again.bar.search.text() == ""


def test_column_widths_survive_a_restart(qtbot, page, sample_context, shown_on):
    page.table.setColumnWidth(1, 133)
    again = shown_on(sample_context)
    assert again.table.columnWidth(1) == 133


def test_the_channel_gives_way_to_the_subject_beside_the_panel(page):
    assert not page.table.isColumnHidden(2)
    page.resize(1140, 740)
    page.arrive(page.model.ids[0])
    QApplication.processEvents()
    assert page.table.isColumnHidden(2)
    assert page.table.columnWidth(3) >= 150
    page.close_panel()
    QApplication.processEvents()
    assert not page.table.isColumnHidden(2)
    assert page.table.columnWidth(2) > 100


def test_enter_opens_the_panel_and_esc_closes_it(qtbot, page):
    page.table.setFocus()
    page.table.select_first()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.panel.complaint_id == page.model.ids[0]
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert QApplication.focusWidget() is page.table


def test_home_and_end_go_to_the_first_and_last_row(qtbot, page):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.current_id() == page.model.ids[-1]
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.current_id() == page.model.ids[0]


def test_a_complaint_outside_the_filter_is_shown_all_the_same(page, sample_book):
    page.arrive(RegisterFilter(deadline=DeadlineFilter.WAITING))
    other = next(
        id_
        for id_ in register_ids(sample_book, RegisterFilter())
        if read_detail(sample_book, id_).status is Status.SETTLED
    )
    page.arrive(other)
    assert page.table.current_id() == other
    assert page.panel.complaint_id == other


def test_a_step_taken_in_the_panel_is_seen_in_the_list(qtbot, page, sample_book, next_dialog):
    page.arrive(RegisterFilter(status=Status.RECORDED))
    id_ = page.model.ids[0]
    page.arrive(id_)
    next_dialog(lambda dialog: dialog.reject())
    page.panel._primary.click()
    assert read_detail(sample_book, id_).status is Status.RECORDED
    missing = read_detail(sample_book, id_).missing
    if not missing:
        next_dialog(lambda dialog: dialog.submit())
        page.panel._primary.click()
        assert read_detail(sample_book, id_).status is Status.COMPLETE
        assert id_ not in page.model.ids


def test_the_safe_screen_hides_names(page, sample_context):
    columns = register_columns(sample_context.privacy)
    row = next(row for n in range(400) if (row := page.model.row_at(n)).name and not row.is_secret)
    assert columns[3].second(row) == row.name
    sample_context.privacy.toggle()
    assert row.name not in columns[3].second(row)


def test_what_is_shown_is_exported(qtbot, page, sample_context, opened):
    page.arrive(RegisterFilter(deadline=DeadlineFilter.WAITING))
    with qtbot.waitSignal(sample_context.tasks.finished, timeout=20_000):
        page._excel.click()
    (url,) = opened
    sheet = load_workbook(url.toLocalFile()).worksheets[0]
    numbers = {cell.value for cell in sheet["B"]} - {None, "Nomor"}
    assert numbers == {page.model.row_at(n).number for n in range(len(page.model.ids))}


def test_what_is_shown_is_seen_before_it_is_printed(page, next_preview):
    page.arrive(RegisterFilter(deadline=DeadlineFilter.WAITING))
    said = []
    page.message.connect(said.append)
    page._print.click()
    preview = next_preview()
    assert preview.path.name == "Buku register 2026-11-24 menunggu pengadu.pdf"
    assert said == [f"Buku register disimpan di {preview.path}."]


def test_an_empty_book_leads_to_the_entry(qtbot, context, shown_on):
    page = shown_on(context)
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.navigate) as told:
        page.empty.button.click()
    assert told.args == ["entry", NewEntry()]


def test_repeats_have_a_chip_where_there_are_any(qtbot, page, sample_book, sample_context):
    chip = page.chips._chips[REPEATS]
    assert chip.isHidden()
    earlier, later = page.model.ids[5], page.model.ids[1]
    sample_context.hub.changed.emit(link(sample_book, later, earlier, LinkKind.REPEAT))
    assert chip.text().split()[-1] == "1"
    with qtbot.waitSignal(page.chips.changed):
        chip.click()
    assert list(page.model.ids) == [later]
    page.arrive(RegisterFilter())
    assert len(page.model.ids) == 400


def test_chips_say_less_when_there_is_less_room(qtbot, page):
    chip = page.chips._chips[DeadlineFilter.UNDISTRIBUTED.value]
    page.resize(1160, 700)
    qtbot.waitUntil(lambda: chip.text().startswith("Belum didistribusikan "))
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: chip.text().startswith("Belum distribusi "))
    assert chip.text().split()[-1].isdigit()
