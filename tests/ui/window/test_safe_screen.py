"""*Layar aman*: nothing of a person and nothing written freely is seen on any page or dialog."""

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.entry.drafts import DraftInfo
from app.rules.channels import Channel
from app.rules.events import Step
from app.steps.answer import write_answer
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from tests.ui.window.test_main_window import window  # noqa: F401
from ui.complaint.dialogs import DIALOGS, step_dialog
from ui.entry.dialogs import DraftsDialog
from ui.entry.result import ResultCard
from ui.window.application import settle

# No word of any label has it.
MARK = "qxz"
SECRETS = {
    "name": f"Nama {MARK}",
    "phone": f"0812-0000-0147 {MARK}",
    "address": f"Alamat {MARK}",
    "subject": f"Objek {MARK}",
    "description": f"Uraian {MARK}",
    "expectation": f"Harapan {MARK}",
    "spoken_with": f"Saksi {MARK}",
}


@pytest.fixture
def case(book, recorded):
    """A complaint with a mark in all that was written, and an answer that waits for approval."""
    id_ = recorded(Channel.COUNTER, **SECRETS)
    recorded(subject=f"Lain {MARK}")
    declare_complete(book, id_)
    distribute(book, id_, 1, f"Catatan {MARK}")
    write_answer(book, id_, f"Jawaban {MARK}")
    return id_


def texts(root):
    """Yield all that *root* shows, says to a screen reader, or tells in a tool tip."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from of_model(widget.model())


def of_model(model):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(model.rowCount()):
        for column in range(columns):
            for role in (*roles, Qt.ItemDataRole.AccessibleTextRole):
                yield str(model.index(row, column).data(role) or "")


def told(root):
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [text for text in texts(root) if MARK in text]


@pytest.mark.parametrize("page", ["today", "register", "board"])
def test_no_page_shows_what_a_citizen_must_not_see(window, case, page):  # noqa: F811
    window.go(page, case) if page == "register" else window.go(page)
    window.page(page).reload()
    settle(window)
    assert told(window)
    window.context.privacy.toggle()
    settle(window)
    assert told(window) == []


def test_it_is_said_as_long_as_it_is_so(window):  # noqa: F811
    mark = window.status_bar.shield
    assert not mark.isVisible()
    window.context.privacy.toggle()
    window.status_bar.say("Tersimpan.")
    assert mark.isVisible()
    assert "Layar aman" in mark.text()
    window.context.privacy.toggle()
    assert not mark.isVisible()


@pytest.mark.parametrize("step", DIALOGS)
def test_no_step_shows_it(qtbot, context, case, step):
    context.privacy.toggle()
    dialog = step_dialog(None, context, case, step)
    qtbot.addWidget(dialog)
    dialog.show()
    assert told(dialog) == []
    dialog.hide()


def test_what_was_typed_stays_behind_it(qtbot, context, case):
    dialog = step_dialog(None, context, case, Step.WRITE_ANSWER)
    qtbot.addWidget(dialog)
    dialog.show()
    assert told(dialog)
    context.privacy.toggle()
    assert told(dialog) == []
    context.privacy.toggle()
    assert f"Jawaban {MARK}" in told(dialog)
    dialog.hide()


def test_what_was_just_recorded_and_what_is_unfinished_hide_it(qtbot, context, clock, case):
    context.privacy.toggle()
    draft = DraftInfo("k", 1, Channel.COUNTER, SECRETS, clock.now(), 0)
    for shown in (ResultCard(context, case), DraftsDialog([draft], mask=context.privacy.mask)):
        qtbot.addWidget(shown)
        shown.show()
        assert told(shown) == []
        shown.hide()
