"""What pages are made of is loaded before they are opened, and nothing that only papers need."""

import subprocess
import sys
from importlib.util import find_spec

from PySide6.QtCore import QObject

from ui.window.warm import ROOMS, WarmUp, modules

LOADED = """
import sys
from importlib import import_module
from ui.window.warm import modules
for name in modules():
    import_module(name)
print(*sys.modules)
"""


def test_every_room_is_there():
    assert all(find_spec(room) for room in ROOMS)


def test_one_module_after_another_is_loaded(qtbot):
    parent = QObject()
    with qtbot.waitSignal(WarmUp(parent).ended, timeout=60_000):
        pass
    assert set(modules()) <= set(sys.modules)
    assert "ui.entry.page" in sys.modules


def test_papers_and_workbooks_are_loaded_when_they_are_made():
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "ui.settings.page" in loaded
    assert not loaded & {"reportlab", "openpyxl", "pypdfium2", "holidays"}
