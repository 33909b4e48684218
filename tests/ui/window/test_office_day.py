"""A day at the desk through the real window, by keys alone."""

import operator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.ground.formatting import Month
from app.ground.paths import backup_folder
from app.keeping.backup_notes import read_backups
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from app.rules.statuses import Status
from ui.complaint.papers import papers_folder
from ui.look.preferences import Preferences
from ui.recap.page import recap_folder
from ui.window.application import build_window, settle

_KEY, _CTRL, _ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ANSWER = "KTP-el Anda sudah dapat diambil."
_FORM = {
    "name": "Warga Rekaan",
    "address": "Jl. Rekaan 1",
    "phone": "0812-0000-0147",
    "subject": "KTP-el belum tercetak",
    "description": "Rekam bulan Juni, belum tercetak.",
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "buku-hari-ini.db"


@pytest.fixture
def desk(qtbot, dressed, path, tmp_path, clock, next_dialog):
    with open_unread(FilePlace(path), clock=clock, officer="Rina", may_create=True) as opened:
        window = build_window(
            opened, dressed, Preferences(tmp_path / "desk.ini"), tmp_path / "meja.db"
        )
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        settle(window)
        yield Desk(qtbot, window, next_dialog)
        window.close()


class Desk:
    """Two hands on a keyboard; nothing is called, clicked or chosen but by keys."""

    def __init__(self, qtbot, window, next_dialog):
        self._qtbot = qtbot
        self._next_dialog = next_dialog
        self.window = window

    @property
    def book(self):
        return self.window.context.opened.load()

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        window = QApplication.activeModalWidget() or self.window
        self._qtbot.keyClick(window.focusWidget() or window, key, held)
        settle(self.window)

    def write(self, text):
        self._qtbot.keyClicks(QApplication.focusWidget(), text)

    @property
    def focus_name(self):
        focus = self.window.focusWidget()
        return focus.objectName() if focus is not None else ""

    def go_to(self, name):
        self.walk_to(lambda widget: widget is not None and widget.objectName() == name)

    def walk_to(self, is_it):
        for _ in range(80):
            if is_it(QApplication.focusWidget()):
                return
            self.press(_KEY.Key_Tab)
        pytest.fail(f"Tab never comes there from {QApplication.focusWidget()}")

    def record(self, channel_key):
        self.press(_KEY.Key_N, _CTRL)
        self.press(channel_key, _ALT)
        form = self.window.page("entry").form
        for name, text in _FORM.items():
            self.walk_to(partial(operator.is_, form.editors[name].widget))
            self.write(text)
        self.press(_KEY.Key_Return, _CTRL)

    def take_step(self, key, held=Qt.KeyboardModifier.NoModifier, answer=""):
        """Press *key*, which opens the dialog of a step, and accept that with *answer*."""
        refused = []

        def fill(dialog):
            self._qtbot.waitUntil(dialog.isActiveWindow)
            if isinstance(dialog.focusWidget(), QRadioButton):
                self._qtbot.keyClick(dialog.focusWidget(), _KEY.Key_Space)
            self._qtbot.keyClicks(dialog.focusWidget(), answer)
            self._qtbot.keyClick(dialog.focusWidget() or dialog, _KEY.Key_Return, _CTRL)
            if dialog.isVisible():
                shown = [w.text() for w in dialog.findChildren(QLabel) if w.isVisible()]
                refused.append((type(dialog).__name__, dialog.focusWidget(), shown))
                dialog.reject()

        self._next_dialog(fill)
        self.press(key, held)
        assert refused == []
        # What the desktop does when a dialog closes; the platform without a screen does not.
        self.window.activateWindow()
        settle(self.window)

    def next_step(self, answer=""):
        self.go_to("next-step")
        self.take_step(_KEY.Key_Space, answer=answer)

    def newest(self):
        return next(iter(register_ids(self.book, RegisterFilter())))

    def status_of(self, complaint_id):
        return read_detail(self.book, complaint_id).status


def test_a_complaint_goes_from_the_desk_to_its_answer_by_keys_alone(desk, path, clock):
    for key in (_KEY.Key_1, _KEY.Key_2, _KEY.Key_3):
        desk.record(key)
    ids = list(register_ids(desk.book, RegisterFilter()))
    assert len({read_detail(desk.book, id_).channel for id_ in ids}) == len(ids) == 3

    desk.press(_KEY.Key_3, _CTRL)
    desk.press(_KEY.Key_Return)
    newest = desk.window.page("register").panel.complaint_id
    assert newest == ids[0]
    seen = []
    for answer in ("", None, ANSWER, "", ""):
        if answer is None:
            desk.take_step(_KEY.Key_D, _CTRL)
        else:
            desk.next_step(answer)
        seen.append(desk.status_of(newest))
    assert seen == [
        Status.COMPLETE,
        Status.DISTRIBUTED,
        Status.DISTRIBUTED,  # written, not yet approved
        Status.ANSWERED,
        Status.SETTLED,
    ]
    assert desk.window.close()
    desk.book.close()
    with open_book(FilePlace(path), clock=clock) as again:
        detail = read_detail(again, newest)
        assert (detail.answer, detail.status) == (ANSWER, Status.SETTLED)
        assert list(register_ids(again, RegisterFilter())) == ids
        assert inspect_book(again).problems == ()


def test_a_new_entry_is_one_key_away_from_the_one_just_saved(desk):
    desk.record(_KEY.Key_6)
    desk.press(_KEY.Key_N, _CTRL)
    entry = desk.window.page("entry")
    assert entry.result is None
    assert (entry.form.channel, desk.focus_name) == (Channel.PHONE, "caller_number")
    desk.write("0812")
    desk.press(_KEY.Key_N, _CTRL)
    assert entry.form.values["caller_number"] == "0812"


def test_a_receipt_is_printed_by_key_as_soon_as_the_complaint_is_saved(qtbot, desk, next_preview):
    desk.record(_KEY.Key_1)
    number = read_detail(desk.book, desk.newest()).number
    assert desk.focus_name == "next-entry"
    desk.press(_KEY.Key_P, _CTRL)
    [receipt] = papers_folder().iterdir()
    assert receipt.read_bytes().startswith(b"%PDF")
    assert receipt.stem == f"Tanda terima {number.replace('/', '-')}"
    preview = next_preview()
    assert preview.path == receipt
    qtbot.keyClick(preview, _KEY.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_a_card_goes_to_a_team_and_back_by_keys_alone(desk):
    desk.record(_KEY.Key_1)
    moved = desk.newest()
    desk.press(_KEY.Key_4, _CTRL)
    board = desk.window.page("board")
    assert board.current_id == moved
    # Nothing is missing in it, so the move is a question and not the dialogs of two steps.
    desk.press(_KEY.Key_Right, _CTRL)
    desk.take_step(_KEY.Key_Return)
    assert desk.status_of(moved) is Status.DISTRIBUTED
    assert board.undo.isVisible()
    desk.press(_KEY.Key_Z, _CTRL)
    assert desk.status_of(moved) is Status.COMPLETE
    assert (board.current_id, board.undo.isVisible()) == (moved, False)
    assert desk.window.focusWidget() is board.columns.view_of(moved).list


def test_the_month_is_told_by_keys_alone(desk, opened):
    desk.record(_KEY.Key_1)
    desk.press(_KEY.Key_6, _CTRL)
    assert desk.focus_name == "make-recap"
    desk.press(_KEY.Key_Space)
    folder = recap_folder(Month(2026, 11))
    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".pdf", ".pdf", ".pdf", ".xlsx", ".xlsx"]
    assert [url.toLocalFile() for url in opened] == [str(folder)]
    assert desk.focus_name == "make-recap"


def test_a_backup_is_made_by_keys_alone(desk, path):
    desk.record(_KEY.Key_1)
    desk.press(_KEY.Key_7, _CTRL)
    desk.write("Cadangan")
    desk.go_to("backup")
    desk.press(_KEY.Key_Space)
    [made] = read_backups(FilePlace(path), backup_folder())
    assert made.complaints == 1
    assert desk.focus_name == "backup"
    assert desk.window.status_bar.backup.text() == "Cadangan terakhir hari ini 09.21"
