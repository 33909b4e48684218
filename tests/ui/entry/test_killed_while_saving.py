"""The program is killed between recording an entry and discarding its draft, for real."""

import os
import subprocess
import sys

import pytest

from app.book.opening import open_unread
from models.complaint import Complaint
from ui.window.application import build_window, settle

# The page itself is used, with another end.
KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.book.opening import open_book
from app.book.place import FilePlace
from ui.entry.draft_keeper import DraftKeeper
from ui.entry.page import EntryPage
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner

def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)

application = QApplication([])
book = open_book(FilePlace(Path(sys.argv[1])))
context = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
page = EntryPage(context)
page.form.fill({"name": "Warga Rekaan", "subject": "KTP-el belum tercetak"})
assert page.keeper.keep()
if sys.argv[2] == "before":
    book.store.index_words = die
else:
    DraftKeeper.discard_current = die
page.save.click()
"""


@pytest.fixture
def killed(opened_book):
    """Kill a program while it saves, and open its book again."""

    def kill(when):
        opened_book.close()
        command = [sys.executable, "-c", KILLED, str(opened_book.holding.place.path), when]
        done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
        assert done.returncode == -9, done.stderr.decode()
        return open_unread(opened_book.holding.place)

    return kill


@pytest.fixture
def look_again(qtbot, dressed):
    """Show the window on a book as at a start; return it with its entry page."""

    def look(opened):
        window = build_window(opened, dressed)
        qtbot.addWidget(window)
        window.show()
        settle(window)
        window.go("entry")
        return window, window.page("entry")

    return look


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as only POSIX can")
def test_an_entry_recorded_before_a_kill_is_not_offered_a_second_time(killed, look_again):
    with killed("after") as opened:
        book = opened.load()
        (complaint,) = book.rows(Complaint.select())
        window, page = look_again(opened)
        assert f"{complaint.number} sudah tercatat" in window.banner.text()
        assert page.keeper.all() == ()
        assert page.drafts.text() == "Draf (0)"
        window.close()


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as only POSIX can")
def test_an_entry_not_recorded_at_a_kill_is_offered_and_recorded_once(killed, look_again):
    with killed("before") as opened:
        book = opened.load()
        assert book.rows(Complaint.select()).count() == 0
        window, page = look_again(opened)
        (draft,) = page.keeper.all()
        page.resume(draft.key)
        page.save.click()
        assert page.keeper.all() == ()
        window.close()
        (complaint,) = book.rows(Complaint.select())
        assert complaint.name == "Warga Rekaan"
