"""The program as it is started every day, with somebody beside it who notes where its focus is.

Run as a script; the first argument is the file for the notes, the others are the program's.
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from main import main


def _watch(app: QApplication, notes: Path) -> None:
    file = notes.open("a", encoding="utf-8", buffering=1)

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        told = ("", "", "")
        if now is not None:
            told = (now.objectName(), now.accessibleName(), now.window().windowTitle())
        file.write(json.dumps(told) + "\n")

    app.focusChanged.connect(note)


if __name__ == "__main__":
    # The program takes the application that is there.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    _watch(application, Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
