"""Nothing is shown before it has a parent: it would flash as a window and take the focus away."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ground.overriding import override
from ui.complaint.dialogs import DIALOGS, step_dialog
from ui.window.application import settle
from ui.window.main_window import MainWindow
from ui.window.pages import PAGES


class _Watch(QObject):
    """Writes down which windows are shown."""

    def __init__(self):
        super().__init__()
        self.seen = []

    @override
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


@pytest.fixture
def windows(dressed):
    watch = _Watch()
    dressed.installEventFilter(watch)
    yield watch.seen
    dressed.removeEventFilter(watch)


def test_no_page_flashes_a_part_of_it(qtbot, early_context, recorded, windows):
    complaints = recorded(nik="6103010101900001"), recorded(is_secret="ya")
    window = MainWindow(early_context)
    qtbot.addWidget(window)
    window.go("today")
    window.show()
    window.activateWindow()
    settle(window)
    for spec in PAGES:
        window.go(spec.key)
        settle(window)
    for id_ in complaints:
        window.go("register", id_)
        settle(window)
    window.go("entry")
    window.page("entry").save.click()
    settle(window)
    assert windows == [window]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.close()


@pytest.mark.parametrize("step", list(DIALOGS))
def test_no_dialog_flashes_a_part_of_it(qtbot, context, recorded, windows, step):
    dialog = step_dialog(None, context, recorded(), step)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert windows == [dialog]
