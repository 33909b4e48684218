"""The program is killed between recording an entry and discarding its draft, for real."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from app.book.opening import open_unread
from models.complaint import Complaint
from ui.window.application import build_window, end, settle

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


@contextmanager
def looking_at(opened, dressed):
    """Show the window on a book as at a start; yield it with its entry page."""
    window = build_window(opened, dressed)
    window.show()
    settle(window)
    window.go("entry")
    yield window, window.page("entry")
    settle(window)
    end(window)


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as only POSIX can")
def test_an_entry_recorded_before_a_kill_is_not_offered_a_second_time(killed, dressed):
    with killed("after") as opened:
        (complaint,) = opened.load().rows(Complaint.select())
        with looking_at(opened, dressed) as (window, page):
            assert f"{complaint.number} sudah tercatat" in window.banner.text()
            assert page.keeper.all() == ()
            assert page.drafts.text() == "Draf (0)"


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as only POSIX can")
def test_an_entry_not_recorded_at_a_kill_is_offered_and_recorded_once(killed, dressed):
    with killed("before") as opened:
        book = opened.load()
        assert book.rows(Complaint.select()).count() == 0
        with looking_at(opened, dressed) as (_, page):
            (draft,) = page.keeper.all()
            page.resume(draft.key)
            page.save.click()
            assert page.keeper.all() == ()
        (complaint,) = book.rows(Complaint.select())
        assert complaint.name == "Warga Rekaan"
