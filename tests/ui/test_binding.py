"""The binding must survive an office day (PySide6 6.12 for Linux on Python 3.11 did not)."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel


class _Bell(QObject):
    rung = Signal(int)


def test_ten_thousand_calls_keep_every_reference_to_none(qtbot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(10_000):
        label.setText(str(number))
    assert label.text() == "9999"
    assert sys.getrefcount(None) > before - 100


def test_five_thousand_emissions_arrive_and_keep_every_reference(qtbot) -> None:
    bell = _Bell()
    heard: list[int] = []
    bell.rung.connect(heard.append)
    before = (sys.getrefcount(None), sys.getrefcount(True))
    for number in range(5_000):
        bell.rung.emit(number)
    after = (sys.getrefcount(None), sys.getrefcount(True))
    assert heard == list(range(5_000))
    assert all(now > then - 100 for now, then in zip(after, before, strict=True))
