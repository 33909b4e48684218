"""What nobody caught: a bug is shown with details, a failing disk with a sentence."""

import sys

import peewee
import pytest
from PySide6.QtWidgets import QPlainTextEdit

from app.ground.log import log_file
from ui.widgets.notice_dialog import NoticeDialog
from ui.window.bug_dialog import BugDialog
from ui.window.bug_hook import install_excepthook


@pytest.fixture
def hook(monkeypatch, dressed):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_excepthook()
    return sys.excepthook


def _raised(error):
    try:
        raise error
    except type(error) as caught:
        return type(caught), caught, caught.__traceback__


def test_a_bug_is_shown_and_logged_without_its_values(hook, next_dialog):
    seen = []

    def look(dialog):
        seen.append((type(dialog), dialog.findChild(QPlainTextEdit).toPlainText()))
        dialog.accept()

    next_dialog(look)
    hook(*_raised(ValueError("Siti Aminah 0812-1111-2222")))
    ((kind, details),) = seen
    assert kind is BugDialog
    assert "ValueError" in details
    assert "test_bug_hook.py" in details
    logged = log_file().read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "Siti" not in details + logged


def test_a_failing_file_is_no_bug(hook, next_dialog):
    seen = []

    def look(dialog):
        seen.append((isinstance(dialog, NoticeDialog), dialog.sentence))
        dialog.accept()

    next_dialog(look)
    hook(*_raised(peewee.DatabaseError("database disk image is malformed")))
    ((is_message, sentence),) = seen
    assert is_message
    assert "Berkas buku" in sentence
    assert "DatabaseError" in log_file().read_text(encoding="utf-8")


def test_while_one_is_shown_others_only_go_to_the_log(hook, next_dialog):
    def look(dialog):
        hook(*_raised(KeyError("kedua")))
        dialog.accept()

    next_dialog(look)
    hook(*_raised(ValueError("pertama")))
    logged = log_file().read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "KeyError" in logged


def test_a_log_that_cannot_be_written_stops_nothing(hook, next_dialog, data_root, capsys):
    log_file().parent.parent.mkdir(parents=True, exist_ok=True)
    log_file().parent.write_text("bukan folder", encoding="utf-8")
    next_dialog(lambda dialog: dialog.accept())
    hook(*_raised(ValueError("tanpa catatan")))
    assert "ValueError" in capsys.readouterr().err


def test_an_interrupt_is_left_to_python(hook, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *error: told.append(error[0]))
    hook(*_raised(KeyboardInterrupt()))
    assert told == [KeyboardInterrupt]
