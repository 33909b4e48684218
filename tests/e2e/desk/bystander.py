"""Another program on the same desktop: what is copied there can be pasted; it takes photographs.

Run as a script. It reads orders from standard input, one JSON list a line, and answers each with
one line: ``["copy", TEXT]``, ``["copy picture", FILE]``, ``["photograph", FILE]``.
"""

import sys
from json import loads
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QImage

_BETWEEN_LOOKS_MS = 120
_LOOKS = 12


def _photograph(path: Path) -> None:
    """Save the screen once it stands still; a cursor that blinks is waited for in vain."""
    seen: list[QImage] = []

    def look() -> None:
        seen.append(QGuiApplication.primaryScreen().grabWindow(0).toImage())
        if len(seen) < _LOOKS and (len(seen) < 2 or seen[-1] != seen[-2]):
            QTimer.singleShot(_BETWEEN_LOOKS_MS, look)
            return
        seen[-1].save(str(path))
        _answer()

    look()


def _answer() -> None:
    sys.stdout.write("done\n")
    sys.stdout.flush()


def _obey() -> None:
    line = sys.stdin.readline()
    if not line:
        QGuiApplication.quit()
        return
    order, what = loads(line)
    if order == "photograph":
        _photograph(Path(what))
        return
    if order == "copy":
        QGuiApplication.clipboard().setText(what)
    else:
        QGuiApplication.clipboard().setImage(QImage(what))
    _answer()


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(_obey)
    sys.exit(application.exec())
