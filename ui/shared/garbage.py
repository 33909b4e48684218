"""Garbage is looked for in the window's thread only.

Python looks for it in whichever thread happens to make an object, so that a worker would take
apart a closed dialog: Qt's widgets die by that, and the program with them.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

# Milliseconds. A day's garbage of a second is collected in less than one of them.
_EVERY: Final = 1_000


class GarbageCollector(QObject):
    """From now on collects, as Python itself would, when this thread's event loop comes round."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due: the young often, the old after many times."""
        collect_due()


def collect_due() -> None:
    """Collect every generation whose count has passed its limit, in this thread."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        # The oldest only when those before it are due too.
        generation = 2 if all(due) else 1 if due[1] else 0
        gc.collect(generation)
