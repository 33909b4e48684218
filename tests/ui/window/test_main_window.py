"""The frame: pages by key, the banner, what is done after the first picture, and closing."""

import shutil
import subprocess
import sys
import textwrap
import threading
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import models.sqlite.file as file_
from app.book.opening import open_unread
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.ground.progress import Progress
from app.keeping.opened_copies import OpenedCopies
from app.reading.register.filter import RegisterFilter
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.widgets.surfaces import PageHeader
from ui.window.application import settle
from ui.window.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def _window(qtbot, opened):
    context = EarlyContext(opened, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.go("today")
    # Not waitExposed: an error raised meanwhile would end Python instead of the test.
    window.show()
    window.activateWindow()
    settle(window)
    return window


@pytest.fixture
def window(qtbot, opened_book, dressed):
    made = _window(qtbot, opened_book)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "today"),
        (Qt.Key.Key_2, "entry"),
        (Qt.Key.Key_3, "register"),
        (Qt.Key.Key_4, "board"),
        (Qt.Key.Key_5, "meetings"),
        (Qt.Key.Key_6, "recap"),
        (Qt.Key.Key_7, "settings"),
    ],
)
def test_pages_have_their_keys(qtbot, window, key, page):
    window.go("guide")
    qtbot.keyClick(window, key, _CTRL)
    assert window.key == page
    settle(window)


def test_f1_opens_the_guide_of_the_page(qtbot, window):
    window.go("board")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.key == "guide"


def test_f12_hides_what_a_citizen_must_not_see(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.context.privacy.is_up
    assert "Layar aman" in window.status_bar.message.text()


def test_a_page_leads_to_another_with_its_reason(qtbot, window, recorded):
    id_ = recorded()
    window.page("today").open_complaint.emit(id_)
    assert window.key == "register"
    assert window.page("register").panel.complaint_id == id_
    window.page("today").navigate.emit("register", RegisterFilter(text="xqz"))
    assert window.page("register").bar.search.text() == "xqz"


def test_the_foot_counts_and_names_the_backup(window):
    assert window.status_bar.counts.text() == "0 terbuka · 0 terlambat"
    assert window.status_bar.backup.text() == "Belum ada cadangan"


def test_midnight_is_noticed(window, clock, recorded):
    recorded()
    clock.moment = clock.moment.replace(day=29)
    window._on_minute()
    assert window.status_bar.counts.text() == "1 terbuka · 1 terlambat"


def test_at_midnight_only_what_is_looked_at_is_read(window, clock, monkeypatch):
    read = []
    for key in ("board", "meetings", "today"):
        window.go(key)
        page = window.page(key)
        monkeypatch.setattr(page, "reload", lambda key=key: read.append(key))
    clock.moment = clock.moment.replace(day=29)
    window._on_minute()
    assert read == ["today"]
    window.go("board")
    assert read == ["today", "board"]


def test_a_year_without_holidays_is_said(window, clock):
    clock.moment = clock.moment.replace(year=2031)
    window._on_minute()
    assert "Libur tahun 2031 belum diisi" in window.banner.text()


def test_facts_that_come_later_move_nothing_until_another_page_is_opened(qtbot, window, clock):
    page = window.page("today")
    where = page.mapTo(window, page.rect().topLeft())
    clock.moment = clock.moment.replace(year=2031)
    window._on_minute()
    assert window.banner.isVisible()
    qtbot.waitUntil(lambda: not window.banner.geometry().isEmpty())
    assert page.mapTo(window, page.rect().topLeft()) == where
    header = page.findChild(PageHeader)
    assert window.banner.width() <= header.free_width()
    window.go("register")
    page = window.page("register")
    qtbot.waitUntil(lambda: page.mapTo(window, page.rect().topLeft()).y() > where.y())
    assert window.banner.isVisible()
    assert window.banner.geometry().height() == window.banner.place.height()
    clock.moment = clock.moment.replace(year=2026)
    window._on_minute()
    assert not window.banner.isVisible()
    assert page.mapTo(window, page.rect().topLeft()).y() > where.y()
    window.go("today")
    qtbot.waitUntil(lambda: page.mapTo(window, page.rect().topLeft()) == where)


def test_a_clock_behind_the_book_is_said(window, clock, recorded):
    recorded()
    clock.moment = clock.moment.replace(year=2025)
    window._on_minute()
    assert "Jam komputer menunjuk" in window.banner.text()


def test_a_sound_large_book_is_checked_quietly(qtbot, opened_book, dressed, monkeypatch):
    monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    window = _window(qtbot, opened_book)
    assert not window.banner.isVisible()
    window.close()


def test_damage_in_a_large_book_is_found_while_it_is_open(
    qtbot, book, clock, recorded, tmp_path, dressed, monkeypatch
):
    for _ in range(30):
        recorded()
    book.close()
    damaged = tmp_path / "rusak.db"
    content = bytearray(book.place.path.read_bytes())
    # A page of the journal, which the window does not read when it starts.
    page = content.rfind(b'"recorded_by"') // 4096 * 4096
    content[page : page + 64] = b"\xff" * 64
    damaged.write_bytes(content)
    monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    with open_unread(FilePlace(damaged), clock=clock, officer="Rina") as opened:
        window = _window(qtbot, opened)
        assert "Berkas buku rusak" in window.banner.text()
        assert "cadangan terakhir" in window.banner.text()
        window.close()


def test_a_check_is_given_up_when_the_window_closes(book):
    assert file_.find_damage(book.place.path, None, lambda: True) == ""


def test_a_second_window_only_reads_and_says_who_writes(qtbot, book, clock, dressed):
    with open_unread(book.place, clock=clock, or_read_only=True) as second:
        window = _window(qtbot, second)
        assert "hanya dapat dibaca" in window.banner.text()
        assert "Rina" in window.banner.text()
        window.go("entry")
        window.close()


def test_a_second_window_follows_what_the_first_one_records(
    qtbot, book, clock, recorded, dressed, monkeypatch
):
    monkeypatch.setattr("ui.window.news._PAUSE_MS", 10)
    with open_unread(book.place, clock=clock, or_read_only=True) as second:
        window = _window(qtbot, second)
        window.go("register")
        with qtbot.waitSignal(window.context.hub.changed) as told:
            id_ = recorded(name="Warga Yang Baru")
        assert told.args[0].complaints == {id_}
        assert window.page("register").model.rowCount() == 1
        assert window.status_bar.counts.text() == "1 terbuka · 0 terlambat"
        window.close()


def test_geometry_survives_a_restart(qtbot, opened_book, window):
    window.resize(880, 555)
    window.close()
    again = _window(qtbot, opened_book)
    assert again.size() == window.size()
    again.close()


def test_a_narrow_window_keeps_the_pictures_of_the_rail(qtbot, window):
    button = window.rail.buttons["register"]
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not window.rail.is_narrow)
    assert button.text() == "Buku"
    wide = window.page("today").width()
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.rail.is_narrow)
    assert button.text() == ""
    assert button.accessibleName() == "Buku"
    assert "Ctrl+3" in button.toolTip()
    assert window.rail.width() < 80
    qtbot.waitUntil(lambda: window.page("today").width() > wide - 366 + 140)


def test_the_first_window_fills_a_small_screen_and_later_ones_their_own_place(
    qtbot, opened_book, window
):
    window.fill_small_screen()  # the screen of the tests has 800 by 800
    assert window.isMaximized()
    window.showNormal()
    window.resize(880, 555)
    window.close()
    again = _window(qtbot, opened_book)
    again.fill_small_screen()
    assert not again.isMaximized()
    again.close()


def test_a_second_window_names_the_officer_who_sits_there_now(qtbot, book, clock, dressed):
    book.officer = "Sari"
    with open_unread(book.place, clock=clock, or_read_only=True) as second:
        assert "oleh Sari di komputer" in second.holding.read_only_reason


def test_drafts_of_an_old_book_come_into_the_file_of_this_computer(qtbot, data_root, dressed):
    path = shutil.copy("tests/data/books/0.1.0.db", data_root / "lama.db")
    with open_unread(FilePlace(path), clock=FixedClock(datetime(2026, 11, 25, 8, 0))) as old:
        window = _window(qtbot, old)
        window.go("entry")
        assert window.page("entry").drafts.text() == "Draf (2)"
        assert (data_root / "meja.db").exists()
        window.close()


@pytest.fixture
def unread(qtbot, book_template, data_root, clock, dressed):
    """A window as the program starts it: shown on a file whose tables nobody has asked yet."""
    path = shutil.copy(book_template, data_root / "buku.db")
    with open_unread(FilePlace(path), clock=clock, officer="Rina") as opened:
        context = EarlyContext(opened, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
        made = MainWindow(context)
        qtbot.addWidget(made)
        made.go("today")
        made.show()
        made.activateWindow()
        yield made
        made.close()


def test_the_first_picture_claims_nothing_and_the_book_follows(unread):
    page = unread.page("today")
    assert {card.count for card in page.numbers.values()} == {None}
    assert unread.rail.officer_button.text() == "Rina"
    settle(unread)
    assert {card.count for card in page.numbers.values()} == {0}
    assert "Disdukcapil" in unread.windowTitle()
    assert unread.status_bar.counts.text() == "0 terbuka · 0 terlambat"


def test_a_key_pressed_before_the_book_is_read_is_obeyed(qtbot, unread):
    qtbot.keyClick(unread, Qt.Key.Key_2, _CTRL)
    assert unread.key == "entry"
    settle(unread)
    unread.go("today")
    settle(unread)
    assert {card.count for card in unread.page("today").numbers.values()} == {0}


def test_a_cancelled_first_reading_can_be_made_up_for(qtbot, unread):
    QApplication.processEvents()
    unread.context.tasks.cancel()
    settle(unread)
    assert {card.count for card in unread.page("today").numbers.values()} == {None}
    qtbot.keyClick(unread, Qt.Key.Key_F5)
    assert {card.count for card in unread.page("today").numbers.values()} == {0}
    assert "Disdukcapil" in unread.windowTitle()


def test_copies_of_attachments_go_with_the_window(qtbot, opened_book, dressed):
    left_behind = OpenedCopies()
    old = left_behind.write("ktp.png", b"x")
    left_behind._place._lock.release()  # as after a kill
    window = _window(qtbot, opened_book)
    assert not old.exists()
    path = window.context.copies.write("kk.pdf", b"%PDF-")
    window.close()
    assert not path.exists()


def test_a_book_that_was_put_back_is_told_in_the_banner(qtbot, opened_book, dressed):
    told = "Pemulihan buku terputus. Buku semula sudah dikembalikan ke tempatnya."
    opened_book.holding.notice = told
    window = _window(qtbot, opened_book)
    assert "sudah dikembalikan" in window.banner.text()
    window.close()


def test_the_first_picture_waits_for_no_table(book_template):
    """The program as it is started: what knows the tables comes after the window is there."""
    script = f"""
        import sys
        from pathlib import Path
        from app.book.opening import open_unread
        from app.book.place import FilePlace
        from ui.window.application import build_window, make_application

        with open_unread(FilePlace(Path({str(book_template)!r})), read_only=True) as opened:
            app = make_application()
            build_window(opened, app).show()
            print(*sorted({{"peewee", "playhouse", "app.book.book"}} & set(sys.modules)))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_foot_shows_how_far_a_job_has_come_and_stops_it(qtbot, window):
    progress, told = Progress(total=4), threading.Event()

    def job():
        progress.tell(1)
        told.set()
        while True:
            progress.ask()

    bar = window.status_bar
    window.context.tasks.run(job, done=print, failed=print, busy="Membaca", progress=progress)
    told.wait()
    qtbot.waitUntil(bar._progress.isVisible)
    assert (bar._progress.value(), bar._progress.maximum()) == (25, 100)
    qtbot.mouseClick(bar._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar._progress.isVisible())
    assert not window.context.tasks.is_busy
