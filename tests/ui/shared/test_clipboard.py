"""What was copied of a person is on the clipboard for a minute."""

import gc

import pytest
from PySide6.QtGui import QGuiApplication

from ui.shared.clipboard import FORGOTTEN_AFTER_MS, Forgetting, copy_personal


@pytest.fixture
def clipboard(dressed):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_it_is_forgotten_after_a_minute(clipboard):
    copy_personal("0812-0000-0147")
    (forgetting,) = QGuiApplication.instance().findChildren(Forgetting)
    assert clipboard.text() == "0812-0000-0147"
    assert forgetting.isActive()
    assert forgetting.interval() == FORGOTTEN_AFTER_MS == 60_000
    forgetting.timeout.emit()
    assert clipboard.text() == ""


def test_it_outlives_whatever_python_forgets(clipboard):
    copy_personal("0812-0000-0147")
    gc.collect()
    copy_personal("0812-0000-0148")
    QGuiApplication.instance().findChild(Forgetting).timeout.emit()
    assert clipboard.text() == ""


def test_what_somebody_copied_since_stays(clipboard):
    copy_personal("0812-0000-0147")
    clipboard.setText("Rapat pukul 9")
    QGuiApplication.instance().findChild(Forgetting).timeout.emit()
    assert clipboard.text() == "Rapat pukul 9"


def test_the_end_of_the_program_does_not_leave_it_behind(clipboard):
    copy_personal("0812-0000-0147")
    copy_personal("0812-0000-0148")
    QGuiApplication.instance().aboutToQuit.emit()
    assert clipboard.text() == ""
    assert len(QGuiApplication.instance().findChildren(Forgetting)) == 1
