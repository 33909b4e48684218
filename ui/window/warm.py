"""What the pages are made of is loaded while nobody waits: their first opening is then short."""

import gc
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

# From the ground up, so that a module finds what it needs and each step stays small.
ROOMS: Final = (
    "app.rules",
    "app.entry",
    "app.reading",
    "app.reading.register",
    "app.reading.complaint",
    "app.intake.mail",
    "app.intake.tables",
    "app.intake",
    "app.steps",
    "ui.widgets",
    "ui.fields",
    "ui.viewer",
    "ui.complaint",
    "ui.importing",
    "ui.register",
    "ui.entry",
    "ui.board",
    "ui.recap",
    "ui.settings",
    "ui.guide",
)
# Milliseconds between two modules: what is typed comes in between.
_PAUSE: Final = 15


class WarmUp(QObject):
    """Loads one module after another, in the window's thread, whenever its event loop is idle."""

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = modules()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._load_one)
        self._timer.start()

    @Slot()
    def _load_one(self) -> None:
        name = next(self._waiting, None)
        if name is None:
            self._timer.stop()
            # As what the window is made of: it stays, and no search for garbage looks at it again.
            gc.freeze()
            self.ended.emit()
        else:
            import_module(name)


def modules() -> Iterator[str]:
    """Yield the names of what is loaded, in order."""
    for room in ROOMS:
        spec = find_spec(room)
        places = spec.submodule_search_locations if spec else None
        for module in sorted(iter_modules(places), key=lambda module: module.name):
            if not module.ispkg:
                yield f"{room}.{module.name}"
