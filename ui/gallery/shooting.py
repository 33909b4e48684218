"""Photographing the window: a PNG of every page and dialog of the sample book."""

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from app.book.opening import OpenedBook
from ui.gallery.window import window_pictures
from ui.window.application import (
    Witness,
    build_window,
    draw_without_screen,
    end,
    make_application,
    own_files,
    settle,
    show,
)
from ui.window.main_window import MainWindow

# A picture that never stands still is taken as it is.
_MOST_LOOKS: Final = 8


def run_gallery(opened: OpenedBook, folder: Path, width: int, height: int, scale: float) -> int:
    """Write a picture of every page and dialog into *folder*; 1 when a page went wrong."""
    draw_without_screen()
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    witness = Witness()
    sys.excepthook = witness
    app = make_application()
    with own_files() as (preferences, drafts):
        window = build_window(opened, app, preferences, drafts)
        window.resize(round(width / scale), round(height / scale))
        show(window)
        for name, widget in window_pictures(window):
            _photograph(window, widget, folder / f"{name}.png")
        end(window)
    return 1 if witness.has_seen else 0


def _photograph(window: MainWindow, widget: QWidget, target: Path) -> None:
    is_inside = widget.window() is window
    shown = window if is_inside else widget
    shown.show()
    settle(window)
    taken = shown.grab().toImage()
    for _ in range(_MOST_LOOKS):
        # Words that wrap ask for their height once they have their width, and move what is below.
        settle(window)
        again = shown.grab().toImage()
        if again == taken:
            break
        taken = again
    taken.save(str(target))
    if not is_inside:
        widget.close()
        widget.deleteLater()
