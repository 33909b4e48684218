"""The first page: numbers that open the register, tasks that open their step."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.book.holding import Holding
from app.ground.changes import Changes
from app.ground.formatting import Month
from app.reading.complaint.detail import read_detail
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.rules.statuses import Status
from app.steps.complete import return_to_supplement
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.shared.wanted import CloseMonth, MakeRecap
from ui.today.page import TodayPage


def _opened(qtbot, context):
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.resize(1140, 740)
    with qtbot.waitSignal(context.tasks.finished):
        page.shown()  # the window is not there yet: read in the worker
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def page(qtbot, early_context):
    return _opened(qtbot, early_context)


@pytest.fixture
def busy_page(qtbot, opened_sample, dressed):
    context = EarlyContext(opened_sample, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    yield _opened(qtbot, context)
    context.tasks.wait()


def test_an_empty_book_is_calm(page):
    assert page.calm.isVisible()
    assert not page.waiting.isVisible()
    assert {card.count for card in page.numbers.values()} == {0}


def test_numbers_agree_with_the_register(busy_page, sample_book):
    from app.reading.register.rows import register_counts

    counts = register_counts(sample_book, RegisterFilter()).by_deadline
    assert {chip: card.count for chip, card in busy_page.numbers.items()} == dict(counts)
    assert not busy_page.calm.isVisible()


def test_a_number_opens_its_filter(qtbot, page):
    with qtbot.waitSignal(page.navigate) as told:
        page.numbers[DeadlineFilter.LATE].click()
    assert told.args == ["register", RegisterFilter(deadline=DeadlineFilter.LATE)]


def test_a_month_is_made_from_here(qtbot, page):
    with qtbot.waitSignal(page.navigate) as told:
        page.recap.last.button.click()
    assert told.args == ["recap", MakeRecap(Month(2026, 10))]


def test_a_new_complaint_appears_and_its_step_is_taken(qtbot, page, book, recorded, next_dialog):
    id_ = recorded()
    page._context.hub.changed.emit(Changes(complaints=frozenset({id_})))
    (row,) = page.rows
    assert row.buttons[0].text() == "Nyatakan lengkap"
    next_dialog(lambda dialog: dialog.submit())
    with qtbot.waitSignal(page.message):
        row.buttons[0].click()
    assert read_detail(book, id_).status is Status.COMPLETE
    assert page.rows[0].buttons[0].text() == "Distribusikan"


def test_what_can_wait_stands_apart_until_its_last_day(page, clock, recorded):
    recorded()
    page.reload()
    assert not page.later.isHidden()
    assert page.later.isAncestorOf(page.rows[0])
    assert not page.calm.isHidden()
    clock.moment += timedelta(days=1)
    page.reload()
    assert page.later.isHidden()
    assert page.tasks.isAncestorOf(page.rows[0])


def test_who_is_waited_for_may_be_supplemented_or_lapsed(page, book, clock, recorded):
    id_ = recorded(phone="")
    return_to_supplement(book, id_)
    page.reload()
    assert [button.text() for button in page.rows[-1].buttons] == ["Lengkapi"]
    assert "nomor" in page.rows[-1].place.text()
    clock.moment = clock.moment.replace(month=12, day=28)
    page.reload()
    assert [b.text() for b in page.rows[-1].buttons] == ["Anggap mencabut", "Lengkapi"]


def test_the_subject_opens_the_complaint(qtbot, busy_page):
    row = busy_page.rows[0]
    with qtbot.waitSignal(busy_page.open_complaint) as told:
        row.link.click()
    assert told.args == [row.row.id]


def test_no_more_than_thirty_tasks_are_shown(busy_page, sample_book):
    book = sample_book
    book.clock.moment = book.clock.moment.replace(year=2027, month=3)
    busy_page.reload()
    from app.reading.today.agenda import read_today

    today = read_today(book)
    shown = (today.tasks, today.later_tasks, today.waiting_tasks)
    assert len(busy_page.rows) == sum(map(len, shown))
    assert busy_page.more_tasks.isVisible() == (today.task_count > len(today.tasks))


def test_a_later_reading_wins_over_the_worker(qtbot, early_context, recorded):
    page = TodayPage(early_context)
    qtbot.addWidget(page)
    page.shown()
    recorded()
    page.reload()
    with qtbot.waitExposed(page):
        page.show()
    early_context.tasks.wait()
    qtbot.waitUntil(lambda: not early_context.tasks.is_busy)
    assert len(page.rows) == 1


def test_the_age_of_the_backup(qtbot, page):
    age = page.backup.findChild(QLabel, "backup-age")
    assert age.text() == "Belum ada cadangan."
    with qtbot.waitSignal(page._context.tasks.finished):
        page.backup.button.click()
    assert "hari ini" in age.text()


def test_buttons_of_a_book_for_reading_are_locked(qtbot, early_context, recorded, monkeypatch):
    recorded()
    monkeypatch.setattr(Holding, "read_only", property(lambda _: True))
    page = _opened(qtbot, early_context)
    assert not page.rows[0].buttons[0].isEnabled()
    assert "hanya dapat dibaca" in page.rows[0].buttons[0].toolTip()


def test_what_is_to_be_put_right_is_listed_until_it_is(qtbot, page, book, recorded, next_dialog):
    id_ = recorded(service="Surat Sapi", nik="12")
    page._context.hub.changed.emit(Changes(complaints=frozenset({id_})))
    assert page.marked.isVisible()
    row = page.rows[-1]
    assert row.place.text() == "NIK, Jenis layanan"

    def put_right(dialog):
        dialog.editors["service"].set_text("KTP-el")
        dialog.editors["nik"].set_text("")
        dialog._reason.setText("Diperbaiki")
        dialog.submit()

    next_dialog(put_right)
    row.buttons[0].click()
    assert read_detail(book, id_).doubts == ()
    assert not page.marked.isVisible()


def test_a_month_that_is_over_and_open_is_said_with_the_way_to_close_it(
    qtbot, early_context, clock
):
    clock.moment = datetime(2026, 12, 1, 8, 0)
    page = _opened(qtbot, early_context)
    assert page.recap.closer.isVisible()
    assert page.recap.unclosed.text() == (
        "November 2026 belum ditutup, tutup paling lambat 5 Desember 2026."
    )
    with qtbot.waitSignal(page.navigate) as wanted:
        page.recap.closer.click()
    assert wanted.args == ["recap", CloseMonth(Month(2026, 11))]


def test_each_line_says_why_it_is_there(page, book, clock, recorded):
    recorded()
    page.reload()
    said = []
    for _ in range(4):
        said.append(page.rows[0].place.text())
        clock.moment += timedelta(days=1)
        page.reload()
    assert said == [
        "Dicatat · batas distribusi masih 25-11-2026",
        "Dicatat · batas distribusi 25-11-2026 sudah dekat",
        "Dicatat · hari ini hari terakhir distribusi",
        "Dicatat · batas distribusi 25-11-2026 sudah lewat",
    ]
