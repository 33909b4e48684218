"""A day at the desk through the real window, by keys alone."""

import operator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.rows import register_ids
from app.rules.procedure import Status
from ui.look.preferences import Preferences
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

    def next_step(self, answer=""):
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

        self.walk_to(lambda w: w is not None and w.objectName() == "next-step")
        self._next_dialog(fill)
        self.press(_KEY.Key_Space)
        assert refused == []
        # What the desktop does when a dialog closes; the platform without a screen does not.
        self.window.activateWindow()
        settle(self.window)


def test_a_complaint_goes_from_the_desk_to_its_answer_by_keys_alone(desk, path, clock):
    for key in (_KEY.Key_1, _KEY.Key_2, _KEY.Key_3):
        desk.record(key)
    ids = list(register_ids(desk.book, RegisterFilter()))
    assert len({read_detail(desk.book, id_).channel for id_ in ids}) == len(ids) == 3

    desk.press(_KEY.Key_3, _CTRL)
    desk.press(_KEY.Key_Down)
    desk.press(_KEY.Key_Return)
    newest = desk.window.page("register").panel.complaint_id
    assert newest in ids
    seen = []
    for answer in ("", "", ANSWER, "", ""):
        desk.next_step(answer)
        seen.append(read_detail(desk.book, newest).status)
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
